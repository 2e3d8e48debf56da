"""Asking for the papers of a case."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from cities.access import door
from cities.acts import Act
from common.refusals import Refused
from documents.actions import order_changes, order_papers
from documents.models import Print, Route
from documents.views.routes import numbered, to_steps


@require_POST
@door(Act.KEEP_ROUTE, Route)
def step_papers(request, route, step):
    """Ask for what the step's body gets for its meeting."""
    return ordered(request, order_papers, to_steps(route), route=route, step=numbered(route, step))


@require_POST
@door(Act.READ_VERSION, Route)
def changes_print(request, route):
    """Ask for the version with all that is new in it marked."""
    return ordered(request, order_changes, reverse("treatment_page", args=[route.pk]), route=route)


def ordered(request, order, back, **what):
    try:
        order(**what, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("print_queue") if "fra" in request.POST else redirect(back)


def order_address(printed: Print) -> str:
    """Where a print is asked for once more; "" where only the room it came from asks for it."""
    if not printed.ordinary:
        return reverse("print_otherwise", args=[printed.pk])
    if printed.kind == Print.Kind.CASE:
        return reverse("step_papers", args=[printed.route_id, printed.step_id])
    if printed.kind == Print.Kind.CHANGES:
        return reverse("changes_print", args=[printed.route_id]) if printed.route_id else ""
    return reverse("edition_print", args=[printed.edition_id])
