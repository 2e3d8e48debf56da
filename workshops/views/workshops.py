from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from workshops import actions
from workshops.forms_programme import NewWorkshopForm, WorkshopForm
from workshops.models import Gathering, Workshop
from workshops.queries import items_of, keeps
from workshops.views import asked


def to_page(workshop: Workshop) -> str:
    return reverse("workshop_page", args=[workshop.gathering_id, workshop.pk])


def to_programme(gathering: Gathering) -> str:
    return reverse("gathering_programme", args=[gathering.pk])


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def workshop_page(request, gathering, workshop):
    """A workshop with all the times it sits, and what happens there."""
    workshop = within(gathering.workshops.select_related("theme"), workshop)
    sittings = list(workshop.sittings.select_related("room", "chair_party"))
    items = items_of(sittings)
    context = {
        "gathering": gathering,
        "workshop": workshop,
        "sittings": [(sitting, items.get(sitting.pk, [])) for sitting in sittings],
        "keeper": keeps(request.user, gathering),
        "may_catch": request.by_role,
    }
    return render(request, "workshops/workshop.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def workshop_add(request, gathering):
    """A workshop, and when it sits first."""
    form = NewWorkshopForm(posted(request), gathering=gathering)

    def save(seen, **who):
        key = form.cleaned_data["uuid"]
        return actions.save_workshop(gathering=gathering, values=form.values, sitting=form.sitting, uuid=key, **who)

    back = to_programme(gathering)
    return asked(request, gathering, form, _("Nytt på programmet"), back, back, save)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def workshop_edit(request, gathering, workshop):
    workshop = within(gathering.workshops, workshop)
    form = WorkshopForm(posted(request), workshop=workshop)

    def save(seen, **who):
        return actions.save_workshop(gathering=gathering, workshop=workshop, values=form.values, seen=seen, **who)

    title = _("Endre %(title)s") % {"title": workshop}
    return asked(request, gathering, form, title, to_page(workshop), to_page, save)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def workshop_remove(request, gathering, workshop):
    workshop = within(gathering.workshops, workshop)
    said = _("«%(title)s» er slettet.") % {"title": workshop}
    return done(request, to_programme(gathering), actions.remove_workshop, said, gathering=gathering, workshop=workshop)
