from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import can, door, visible
from cities.acts import Act
from cities.models import City
from common.forms import posted
from common.refusals import Refused
from common.words import listing
from documents.models import Departure, Version
from documents.queries import versions_of
from programmes.actions import freeze_programme
from programmes.forms import FreezeForm
from programmes.models import Programme
from programmes.queries import cities_of
from programmes.readiness import readiness_of
from programmes.sharing import consents


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_versions(request, programme):
    context = {
        "programme": programme,
        "cities": cities_of(programme),
        "versions": versions_of(programme.document),
        "may_freeze": can(request.user, Act.FREEZE_PROGRAMME, programme),
        "own": visible(request.user, Act.FREEZE_PROGRAMME, City).filter(documents=programme.document_id),
        "earlier": versions_before(programme, request.user) if programme.predecessor_id else (),
    }
    return render(request, "programmes/versions.html", context)


def versions_before(programme, person):
    """Those of the programme a city has left for this one, as far as the person may read them."""
    left = Departure.objects.filter(city__in=cities_of(programme)).values("document")
    found = visible(person, Act.READ_VERSION, Version)
    return found.filter(document__programme=programme.predecessor_id, document__in=left).defer("content")


@require_http_methods(["GET", "POST"])
@door(Act.FREEZE_PROGRAMME, Programme)
def programme_freeze(request, programme):
    cities = visible(request.user, Act.FREEZE_PROGRAMME, City).filter(documents=programme.document_id)
    form = FreezeForm(posted(request), cities=cities, joint=programme.shared, day=request.day)
    if form.is_bound and form.is_valid():
        try:
            version = freeze_programme(programme=programme, **form.facts, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("version_page", version.pk)
    waited_for = [consent.city for consent in consents(programme, request.day) if not consent.stands]
    context = {
        "programme": programme,
        "form": form,
        "missing": readiness_of(programme, request.user).count,
        "waited_for": listing(waited_for),
    }
    return render(request, "programmes/freeze.html", context, status=form.status)
