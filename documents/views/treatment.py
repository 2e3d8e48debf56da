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
from documents.queries import editions_of_case, routes_for
from documents.standing import other_texts, show_prints, standing, told_of
from documents.treatment import routes_of


@require_safe
@holder(Act.READ_VERSION)
def treatment(request):
    """What lies before the politicians, each with the meeting that comes next."""
    return render(request, "documents/treatment.html", {"routes": page_of(routes_for(request.user), request)})


@require_safe
@door(Act.READ_VERSION, Route, public=True)
def treatment_page(request, route):
    """The case: a version as it lies before one city's politicians, and its way through the bodies of each city.

    Who has no role there reads of those cities only whose case is public.
    """
    open_version(version=route.version, by=request.user, at=now())
    standings, editions = standing(route.version), editions_of_case(request.user, route)
    show_prints(editions, standings)
    own, told = next((one for one in standings if one.pk == route.pk), None), told_of(standings, request.by_role)
    routes = [one for one in routes_of(route.version) if request.by_role or one in told]
    context = {
        "route": route,
        "tabled_at": own and own.tabled_at,
        "public_at": own and own.public_at,
        "keeps": rights_of(request.user).holds(Act.FREEZE_PROGRAMME, route.city),
        "editions": editions,
        "before": treated_before(route, standings) if request.by_role else None,
        "routes": sorted(routes, key=lambda one: one.pk != route.pk),
        "others": other_texts(route.version, told),
        "opened": opened_before(route.version, request.user),
        "places": {},  # without a script to ask again, a place in the queue would soon be untrue
    }
    return render(request, "documents/treatment_page.html", context)


@require_safe
@door(Act.READ_VERSION, Route, public=True)
def treatment_changes(request, route):
    """What is new since another version (?fra=), or else since the one the person opened last, or the one before.

    There are only those to choose from that the person may read.
    """
    versions = earlier_versions(route.version, request.user)
    form = SinceForm(request.GET, versions=versions)
    if not form.is_valid():
        raise Http404
    context = {"route": route, "form": form, "before": form.chosen}
    if form.chosen:
        context["drawn"] = changes_drawn(form.chosen, route.version, route.city)
    return render(request, "documents/changes.html", context)
