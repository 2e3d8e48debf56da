from contextlib import suppress

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cities.access import door
from cities.acts import Act
from common.refusals import Refused, Stale
from programmes.actions import save_field
from programmes.actions.fields import claim
from programmes.conflicts import conflict_of, laid_together, lost_before
from programmes.fields import field_of
from programmes.forms import FieldForm
from programmes.models import Element
from programmes.sheet import Shown, shown
from programmes.views.pages import workspace


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Element)
def element_field(request, element, name):
    """One field: GET draws it afresh, POST saves it. A refusal comes back beside the field with what was typed."""
    field = field_of(element.kind, name)
    if field is None:
        raise Http404
    if request.method == "GET":
        return answer(request, element, shown(element, field))
    form = FieldForm(request.POST, field=field, element=element)
    if request.POST.get("resolve") == "theirs":
        if form.is_valid():
            keep(element, field, form.value, by=request.user)
        return answer(request, element, shown(element, field))
    if not form.is_valid():
        return refusal(request, Shown(element, field, field.get(field.holder(element)), form), status=422)
    try:
        return put(request, element, field, form)
    except Refused as refused:
        form.refuse(refused, "value")
        return refusal(request, Shown(element, field, field.get(field.holder(element)), form), status=422)


def put(request, element, field, form):
    """Save what was sent, or lay it beside what somebody else has saved. Errors: Refused."""
    if request.POST.get("resolve") == "merge":
        return refusal(request, merging(request, element, field, form), status=200)
    base = form.cleaned_data["base"]
    try:
        element = save_field(element=element, field=field, value=form.value, base=base, by=request.user, at=now())
    except Stale:
        return refusal(request, conflict(request, element, field, form), status=409)
    return answer(request, element, shown(element, field))


def answer(request, element, item):
    """After a save only the note and what depends on the value are renewed, never the box one is typing in."""
    if not request.htmx:
        if request.method == "POST":
            messages.success(request, _("«%(field)s» er lagret.") % {"field": item.field.label})
        return redirect("element_page", element.pk)
    piece = "programmes/_field.html" if whole(request) else "programmes/_saved.html"
    return render(request, piece, {"shown": item})


def refusal(request, item, *, status):
    if not request.htmx:
        return workspace(request, item.element, bound=item, status=status)
    piece = "programmes/_field.html" if whole(request) else "programmes/_refused.html"
    return render(request, piece, {"shown": item}, status=status)


def whole(request) -> bool:
    """Is the whole field to be drawn: is it asked for, or was it answered from the conflict card?"""
    return request.method == "GET" or "resolve" in request.POST


def keep(element, field, value, *, by) -> None:
    """What is given up for the other's goes into the history, also what was typed after the conflict was told."""
    typed = field.typed(value)
    if typed is not None and not lost_before(element, field, typed, by):
        with suppress(Refused):  # based on nothing it is refused, and remembered as the losing text
            save_field(element=element, field=field, value=value, base=None, by=by, at=now())


# Text, revision and history are to be of one moment: a save that came between them would be told as what both began
# with, and would be written over by whoever never saw it. So the element is held while they are read.


@transaction.atomic
def conflict(request, element, field, form) -> Shown:
    """The form as it was sent, with both values side by side and the revision to answer against."""
    element = claim(element)
    theirs = field.get(field.holder(element))
    return Shown(element, field, theirs, form, conflict=card(request, element, field, form, theirs))


def card(request, element, field, form, theirs):
    seen = request.POST.get("seen", "")
    return conflict_of(
        element, field, mine=field.typed(form.value), theirs=field.typed(theirs), sent=form.data.getlist("value"),
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else form.cleaned_data["base"],
        person=request.user, at=now(),
    )  # fmt: skip


@transaction.atomic
def merging(request, element, field, form) -> Shown:
    """A draft of both texts stands in the box, theirs beside it, and the next save answers the newest revision."""
    element = claim(element)
    theirs = field.get(field.holder(element))
    shown_card = card(request, element, field, form, theirs)
    mine = field.typed(form.value)
    draft = laid_together(element, field, mine=mine, theirs=field.typed(theirs), seen=shown_card.seen)
    data = form.data.copy()
    data["base"] = shown_card.base
    drafted = draft not in (None, mine)
    if drafted:
        data["value"] = draft
    fresh = FieldForm(data, field=field, element=element)
    fresh.is_valid()
    shown_card.merging, shown_card.drafted = True, drafted
    return Shown(element, field, theirs, fresh, conflict=shown_card)
