from django.shortcuts import render
from django.views.decorators.http import require_safe

from cities.access import door, holder, rights_of
from cities.acts import Act
from common.pages import page_of
from documents.models import Route
from documents.queries import editions_for, laid_before, other_texts, routes_for
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
    tablings = laid_before(route.version)
    here = next((one for one in tablings if one.version_id == route.version_id and one.city_id == route.city_id), None)
    context = {
        "route": route,
        "tabling": here,
        "keeps": rights_of(request.user).holds(Act.FREEZE_PROGRAMME, route.city),
        "editions": editions_for(request.user, route),
        "routes": sorted(routes_of(route.version), key=lambda one: one.pk != route.pk),
        "others": other_texts(route.version, tablings),
    }
    return render(request, "documents/treatment_page.html", context)
