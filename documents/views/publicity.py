"""How a lead lets everybody read a case, and takes that back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from common.refusals import Refused
from documents.actions import make_public, withdraw_public
from documents.models import Route
from documents.queries import editions_for


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_ROUTE, Route)
def case_publish(request, route):
    """What everybody may read when the case is public, before one says so; posted, it is."""
    if request.method == "POST":
        return answered(request, route, make_public, _("Saken er offentlig."))
    editions = editions_for(request.user, route.version)
    return render(request, "documents/publish.html", {"route": route, "others": others_of(route, editions)})


@require_POST
@door(Act.KEEP_ROUTE, Route)
def case_withdraw(request, route):
    return answered(request, route, withdraw_public, _("Saken er ikke lenger offentlig."))


def answered(request, route, act, told):
    try:
        act(route=route, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, told)
    return redirect("route_page", route.pk)


def others_of(route, editions) -> list:
    """The other cities that have an edition of the version."""
    return [edition.city for edition in editions if edition.city_id not in (None, route.city_id)]
