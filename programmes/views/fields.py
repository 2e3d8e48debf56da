from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from cities.access import door
from cities.acts import Act
from common.difference import words_changed
from common.refusals import Refused, Stale
from history.queries import history_of
from programmes.actions import save_field
from programmes.fields import field_of
from programmes.forms import FieldForm
from programmes.models import Element
from programmes.sheet import Shown, recent_history, shown
from programmes.views.pages import workspace


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_field(request, element, name):
    """One field: GET draws it afresh, POST saves it. A refusal comes back beside the field with what was typed."""
    field = field_of(element.kind, name)
    if field is None:
        raise Http404
    if request.method == "GET" or request.POST.get("resolve") == "theirs":
        return answer(request, element, shown(element, field))
    form = FieldForm(request.POST, field=field, element=element)
    if not form.is_valid():
        return refusal(request, Shown(element, field, field.get(field.holder(element)), form), status=422)
    if request.POST.get("resolve") == "merge":
        return refusal(request, merging(element, field, form), status=200)
    base = form.cleaned_data["base"]
    try:
        element = save_field(element=element, field=field, value=form.value, base=base, by=request.user, at=now())
    except Stale as stale:
        return refusal(request, conflict(element, field, form, stale), status=409)
    except Refused as refused:
        form.refuse(refused, "value")
        return refusal(request, Shown(element, field, field.get(field.holder(element)), form), status=422)
    return answer(request, element, shown(element, field))


def answer(request, element, item):
    """After a save only the note and what depends on the value are renewed, never the box one is typing in."""
    if not request.htmx:
        return redirect("element_page", element.pk)
    piece = "programmes/_field.html" if whole(request) else "programmes/_saved.html"
    return render(request, piece, {"shown": item, "history": recent_history(element)})


def refusal(request, item, *, status):
    if not request.htmx:
        return workspace(request, item.element, bound=item, status=status)
    piece = "programmes/_field.html" if whole(request) else "programmes/_refused.html"
    return render(request, piece, {"shown": item}, status=status)


def whole(request) -> bool:
    """Is the whole field to be drawn: is it asked for, or was it answered from the conflict card?"""
    return request.method == "GET" or "resolve" in request.POST


def conflict(element, field, form, stale) -> Shown:
    """The form as it was sent, with both values side by side and the revision to answer against."""
    last = history_of("element", element.pk).filter(field=field.name, act="edit").first()
    theirs, mine = field.words(stale.theirs) or "", field.words(stale.mine) or ""
    card = {
        "theirs": words_changed(mine, theirs),
        "mine": words_changed(theirs, mine),
        "by": last,
        "base": stale.base,
        "sent": request_values(form),
    }
    return Shown(element, field, stale.theirs, form, conflict=card)


def request_values(form) -> list[str]:
    """What was typed, as hidden inputs can send it again; several for a field of several choices."""
    return form.data.getlist("value")


def merging(element, field, form) -> Shown:
    """My text stays in the box, theirs stands beside it, and the next save answers the newest revision."""
    value = field.get(field.holder(element))
    data = form.data.copy()
    data["base"] = element.revision(field.name)
    fresh = FieldForm(data, field=field, element=element)
    fresh.is_valid()
    return Shown(element, field, value, fresh, conflict={"merge": field.words(value) or ""})
