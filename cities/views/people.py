from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, gives, holder, rights_of, signed_in, visible
from cities.actions import invite, withdraw_invitation, withdraw_role
from cities.acts import Act
from cities.forms import InviteForm, NetworkInviteForm
from cities.models import City, Invitation, Role
from cities.queries import (
    NETWORK_KINDS,
    former_roles_at,
    invitations_at,
    leaderless_cities,
    network_invitations,
    network_roles,
    roles_at,
)
from common.forms import posted
from common.pages import address_of, page_of
from common.refusals import Refused


@require_http_methods(["GET", "POST"])
@door(Act.READ_PROGRAMME, City, key="slug")
def people(request, city):
    """The people of a city, and a letter to somebody new from those who give roles there."""
    kinds = gives(request.user, city)
    if request.method == "POST" and not kinds:
        raise PermissionDenied
    form = InviteForm(posted(request), city=city, kinds=kinds) if kinds else None
    if request.method == "POST" and form.is_valid():
        try:
            invite(**form.cleaned_data, city=city, link=address_of(request, "invitation"), by=request.user, at=now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _sent(request, form, "people", city.slug)
    context = {
        "city": city,
        "kinds": kinds,
        "form": form,
        "roles": roles_at(city, localdate()),
        "former": former_roles_at(city, localdate()),
        "invitations": invitations_at(city, now()),
    }
    return render(request, "cities/people.html", context, status=form.status if form else 200)


@require_safe
@signed_in
def own_people(request):
    """The way to the people one answers for: the network's, or those of the own city."""
    if rights_of(request.user).everywhere(Act.KEEP_NETWORK):
        return redirect("network_people")
    cities = list(visible(request.user, Act.READ_PROGRAMME, City))
    if not cities:
        raise Http404
    return (
        redirect("people", cities[0].slug)
        if len(cities) == 1
        else render(request, "cities/own_people.html", {"cities": cities})
    )


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_NETWORK)
def network_people(request):
    """The secretariat, the cities' leads and the parties' contacts."""
    form = NetworkInviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        place, kind = form.offer
        where = {place._meta.model_name: place}
        try:
            email, link = form.cleaned_data["email"], address_of(request, "invitation")
            invite(email=email, kind=kind, **where, link=link, by=request.user, at=now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _sent(request, form, "network_people")
    context = {
        "form": form,
        "roles": page_of(network_roles(localdate()), request),
        "kinds": NETWORK_KINDS,
        "leaderless": leaderless_cities(localdate()),
        "invitations": network_invitations(now()),
    }
    return render(request, "cities/network_people.html", context, status=form.status)


@require_POST
@door(Act.READ_PROGRAMME, Role)
def role_withdraw(request, role):
    return _withdraw(request, role, withdraw_role, role=role)


@require_POST
@door(Act.READ_PROGRAMME, Invitation)
def invitation_withdraw(request, invitation):
    return _withdraw(request, invitation, withdraw_invitation, invitation=invitation)


def _withdraw(request, thing, act, **named):
    if thing.kind not in gives(request.user, thing.place):
        raise PermissionDenied
    try:
        act(**named, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(thing)s er trukket tilbake.") % {"thing": thing})
    return redirect("people", thing.city.slug) if thing.city else redirect("network_people")


def _sent(request, form, page: str, *args):
    messages.success(request, _("Invitasjonen er sendt til %(email)s.") % {"email": form.cleaned_data["email"]})
    return redirect(page, *args)
