from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from cities.access import door
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from common.refusals import Refused, Stale
from workshops import actions
from workshops.forms_programme import ItemForm, MoveForm, SittingForm
from workshops.models import Gathering, Sitting
from workshops.steps import WAYS, a_step
from workshops.views import asked
from workshops.views.programme import drawn
from workshops.views.workshops import to_page, to_programme


def sitting_of(gathering: Gathering, sitting: int) -> Sitting:
    rows = Sitting.objects.filter(workshop__gathering=gathering)
    return within(rows.select_related("workshop__gathering", "room", "chair_party"), sitting)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def sitting_add(request, gathering, workshop):
    """Another time the workshop sits."""
    workshop = within(gathering.workshops, workshop)
    form = SittingForm(posted(request), gathering=gathering)

    def save(seen, **who):
        key = form.cleaned_data["uuid"]
        return actions.save_sitting(gathering=gathering, workshop=workshop, values=form.values, uuid=key, **who)

    title = _("Ny økt: %(title)s") % {"title": workshop}
    return asked(request, gathering, form, title, to_page(workshop), to_page(workshop), save)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def sitting_edit(request, gathering, sitting):
    sitting = sitting_of(gathering, sitting)
    form = SittingForm(posted(request), gathering=gathering, sitting=sitting)

    def save(seen, **who):
        what = {"workshop": sitting.workshop, "sitting": sitting, "values": form.values}
        return actions.save_sitting(gathering=gathering, **what, seen=seen, **who)

    title, back = _("Endre økt: %(title)s") % {"title": sitting}, to_page(sitting.workshop)
    return asked(request, gathering, form, title, back, back, save)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def sitting_remove(request, gathering, sitting):
    sitting = sitting_of(gathering, sitting)
    return done(request, to_page(sitting.workshop), actions.remove_sitting, gathering=gathering, sitting=sitting)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def sitting_move(request, gathering, sitting):
    """Let it sit at another time or in another room: by the form, by a step (way=earlier, later, left, right), or to
    where it was dragged.
    """
    sitting = sitting_of(gathering, sitting)
    way = request.POST.get("way")
    form = MoveForm(posted(request), gathering=gathering, sitting=sitting)
    if way in WAYS:
        return moved(request, gathering, sitting, a_step(sitting, way), request.POST.get("seen", ""))
    if request.htmx and form.is_bound:
        if form.is_valid():
            return moved(request, gathering, sitting, form.values, form.cleaned_data["seen"])
        return redrawn(request, gathering, next(iter(form.errors.values()))[0], 422)

    def save(seen, **who):
        return actions.move_sitting(gathering=gathering, sitting=sitting, **form.values, seen=seen, **who)

    title, back = _("Flytt %(title)s") % {"title": sitting}, to_programme(gathering)
    return asked(request, gathering, form, title, back, f"{back}#okt-{sitting.pk}", save, move=sitting)


def moved(request, gathering, sitting, where: dict, seen: str):
    """Move it, and show the grid as it is then; where it is refused, with the reason above it."""
    refusal, status = None, 200
    try:
        sitting = actions.move_sitting(
            gathering=gathering, sitting=sitting, **where, seen=seen, by=request.user, at=now()
        )
    except Refused as refused:
        refusal, status = refused.message, 409 if isinstance(refused, Stale) else 422
    room = sitting.room or _("uten rom")
    said = _("%(title)s er flyttet: %(room)s, %(hours)s.") % {"title": sitting, "room": room, "hours": sitting.hours}
    if not request.htmx:
        messages.error(request, refusal) if refusal else messages.success(request, said)
        return redirect(f"{to_programme(gathering)}#okt-{sitting.pk}")
    answer = redrawn(request, gathering, refusal, status)
    return answer if refusal else trigger_client_event(answer, "say", said)


def redrawn(request, gathering, refusal, status):
    """The grid as it is now, with the reason above it if there is one."""
    context = drawn(request, gathering) | {"refusal": refusal}
    return render(request, "workshops/_grid.html", context, status=status)


# -- Items


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def item_add(request, gathering, sitting):
    return item_form(request, gathering, sitting_of(gathering, sitting), None, _("Ny programpost"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def item_edit(request, gathering, sitting, item):
    sitting = sitting_of(gathering, sitting)
    item = within(sitting.items, item)
    return item_form(request, gathering, sitting, item, _("Endre %(title)s") % {"title": item})


def item_form(request, gathering, sitting, item, title):
    form = ItemForm(posted(request), sitting=sitting, item=item)

    def save(seen, **who):
        typed = {"values": form.values, "speakers": form.cleaned_data["speakers"]}
        typed |= {"uuid": None if item else form.cleaned_data["uuid"]}
        return actions.save_item(gathering=gathering, sitting=sitting, item=item, **typed, seen=seen, **who)

    back = to_page(sitting.workshop)
    remove = item and reverse("item_remove", args=[gathering.pk, sitting.pk, item.pk])
    return asked(request, gathering, form, title, back, back, save, remove=remove)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def item_remove(request, gathering, sitting, item):
    sitting = sitting_of(gathering, sitting)
    item = within(sitting.items, item)
    return done(request, to_page(sitting.workshop), actions.remove_item, gathering=gathering, item=item)
