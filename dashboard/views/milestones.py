"""How the cities stand: the matrix, one of its cells, and how it is told."""

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from cities.access import can, door, holder, rights_of
from cities.acts import Act
from cities.models import City
from dashboard.facts import FACTS, AsOf
from dashboard.models import Milestone
from dashboard.pages import shown
from dashboard.panel import panel_of
from dashboard.states import State


@require_safe
@holder(Act.READ_PROGRAMME)
def milestone_matrix(request):
    """City by milestone. ?vis=forsinket leaves the others out."""
    return render(request, "dashboard/milestones.html", matrix_page(request))


def matrix_page(request) -> dict:
    only_late = request.GET.get("vis") == "forsinket"
    found = shown(request.user, AsOf(request.day), only_late=only_late, number=request.GET.get("side"), at=now())
    return {
        "shown": found,
        "page": found.page,
        "only_late": only_late,
        "query": "vis=forsinket" if only_late else "",
        "states": State,
        "whole_network": rights_of(request.user).everywhere(Act.KEEP_NETWORK),
    }


@require_safe
@door(Act.READ_PROGRAMME, City, key="slug")
def milestone_cell(request, city, milestone):
    """Why a city stands as it does at a milestone: beside the matrix, or alone where only that is asked for."""
    context = {"panel": panel_of(city, found(milestone), request.user, request.day), **rights(request.user, city)}
    if request.htmx:
        return render(request, "dashboard/_panel.html", context)
    return render(request, "dashboard/milestones.html", matrix_page(request) | context | {"open_at": request.path})


def found(pk: int) -> Milestone:
    milestone = Milestone.objects.filter(pk=pk).first()
    if milestone is None:
        raise Http404
    return milestone


def rights(person, city: City) -> dict:
    return {
        "may_plan": can(person, Act.KEEP_CITY, city),
        "may_arrange": rights_of(person).everywhere(Act.KEEP_NETWORK),
    }


@require_safe
@holder(Act.READ_PROGRAMME)
def milestone_rules(request):
    """How each milestone's standing is told, in plain words."""
    rules = [(one, FACTS.get(one.rule)) for one in Milestone.objects.all() if one.followed_on(request.day)]
    return render(request, "dashboard/rules.html", {"rules": rules, "states": State})
