from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from common.asking import done, within
from common.forms import posted
from workshops import actions
from workshops.forms_conclusions import ConclusionForm
from workshops.models import Gathering
from workshops.views import asked


def to_conclusions(gathering: Gathering) -> str:
    return f"{reverse('gathering_page', args=[gathering.pk])}#konklusjoner"


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def conclusion_add(request, gathering):
    return conclusion_form(request, gathering, None, _("Ny konklusjon"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Gathering)
def conclusion_edit(request, gathering, conclusion):
    found = within(gathering.conclusions.select_related("owner"), conclusion)
    return conclusion_form(request, gathering, found, _("Endre konklusjonen"))


def conclusion_form(request, gathering, conclusion, title):
    form = ConclusionForm(posted(request), conclusion=conclusion)

    def save(seen, **who):
        key = None if conclusion else form.cleaned_data["uuid"]
        what = {"conclusion": conclusion, "values": form.values, "uuid": key}
        return actions.save_conclusion(gathering=gathering, **what, seen=seen, **who)

    back = to_conclusions(gathering)
    remove = conclusion and reverse("conclusion_remove", args=[gathering.pk, conclusion.pk])
    return asked(request, gathering, form, title, back, back, save, remove=remove)


@require_POST
@door(Act.READ_GATHERING, Gathering)
def conclusion_finish(request, gathering, conclusion):
    """It is done today, or (angre=1) not done after all."""
    found = within(gathering.conclusions, conclusion)
    day = None if "angre" in request.POST else localdate()
    back = to_conclusions(gathering)
    return done(request, back, actions.finish_conclusion, gathering=gathering, conclusion=found, day=day)


@require_POST
@door(Act.KEEP_GATHERING, Gathering)
def conclusion_remove(request, gathering, conclusion):
    found = within(gathering.conclusions, conclusion)
    back = to_conclusions(gathering)
    return done(request, back, actions.remove_conclusion, gathering=gathering, conclusion=found)
