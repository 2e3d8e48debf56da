from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from cities.access import door, holder, rights_of
from cities.acts import Act
from common.pages import page_of
from documents.actions import open_version
from documents.case import treated_before
from documents.changes import changes_drawn, earlier_versions, opened_before
from documents.forms import SinceForm
from documents.models import Route
from documents.queries import editions_for, routes_for
from documents.standing import other_texts, show_prints, standing
from documents.treatment import routes_of


@require_safe
@holder(Act.READ_VERSION)
def treatment(request):
    """What lies before the politicians, each with the meeting that comes next."""
    return render(request, "documents/treatment.html", {"routes": page_of(routes_for(request.user), request)})


@require_safe
@door(Act.READ_VERSION, Route)
def treatment_page(request, route):
    """The case: a version as it lies before one city's politicians, and its way through the bodies of each city."""
    open_version(version=route.version, by=request.user, at=now())
    standings, editions = standing(route.version), editions_for(request.user, route)
    show_prints(editions, standings)
    context = {
        "route": route,
        "tabled_at": next((one.tabled_at for one in standings if one.pk == route.pk), None),
        "keeps": rights_of(request.user).holds(Act.FREEZE_PROGRAMME, route.city),
        "editions": editions,
        "before": treated_before(route, standings),
        "routes": sorted(routes_of(route.version), key=lambda one: one.pk != route.pk),
        "others": other_texts(route.version, standings),
        "opened": opened_before(route.version, request.user),
        "places": {},  # without a script to ask again, a place in the queue would soon be untrue
    }
    return render(request, "documents/treatment_page.html", context)


@require_safe
@door(Act.READ_VERSION, Route)
def treatment_changes(request, route):
    """What is new since another version (?fra=), or else since the one the person opened last, or the one before."""
    versions = earlier_versions(route.version, request.user)
    form = SinceForm(request.GET, versions=versions)
    if not form.is_valid():
        raise Http404
    context = {"route": route, "form": form, "before": form.chosen}
    if form.chosen:
        context["drawn"] = changes_drawn(form.chosen, route.version, route.city)
    return render(request, "documents/changes.html", context)
