from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import can, door, rights_of, visible
from cities.acts import Act
from cities.models import City
from common.forms import posted
from common.pages import address_of
from common.refusals import Refused
from programmes.actions import (
    accept_city_invitation,
    decline_city_invitation,
    heir_of,
    invite_city,
    leave_programme,
    shift_city,
    withdraw_city_invitation,
)
from programmes.circle import circle, parting
from programmes.forms import InviteCityForm, LeaveForm
from programmes.models import CityInvitation, Programme
from programmes.queries import cities_of, invitations_for


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_circle(request, programme):
    """The cities of the programme in their order, those that are asked, and those that have left."""
    led = rights_of(request.user).cities(Act.FREEZE_PROGRAMME)
    context = {
        "programme": programme,
        "circle": circle(programme, led),
        "may_keep": can(request.user, Act.KEEP_CIRCLE, programme),
    }
    return render(request, "programmes/circle.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_CIRCLE, Programme)
def city_invite(request, programme):
    cities = cities_of(programme)
    form = InviteCityForm(posted(request), cities=cities)
    if form.is_bound and form.is_valid():
        try:
            invitation = invite_city(
                programme=programme,
                **form.values,
                link=address_of(request, "city_invitation"),
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(city)s er invitert.") % {"city": invitation.city})
            return redirect("programme_circle", programme.pk)
    return render(request, "programmes/city_invite.html", {"programme": programme, "form": form}, status=form.status)


@require_POST
@door(Act.KEEP_CIRCLE, Programme)
def city_invitation_withdraw(request, programme, cityinvitation):
    invitation = get_object_or_404(CityInvitation, programme=programme, pk=cityinvitation)
    try:
        withdraw_city_invitation(invitation=invitation, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("programme_circle", programme.pk)


@require_POST
@door(Act.KEEP_CIRCLE, Programme)
def city_shift(request, programme):
    """Move a city one step in the order of the title."""
    slug = request.POST.get("city", "")
    city = next((city for city in cities_of(programme) if city.slug == slug), None)
    if city is None:
        raise Http404
    try:
        shift_city(
            programme=programme, city=city, direction=request.POST.get("direction", ""), by=request.user, at=now()
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("programme_circle", programme.pk)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_CIRCLE, City, key="slug")
def programme_leave(request, city, programme):
    """What happens if the city leaves the programme; it leaves when the form is sent, and no more when sent again."""
    found = visible(request.user, Act.KEEP_CIRCLE, Programme).titled()
    found = found.filter(pk=programme, document__cities=city).first()
    form = LeaveForm(posted(request), initial={"title": found.title if found else ""})
    sent = form.is_bound and form.is_valid()
    if sent and (heir := heir_of(programme, form.cleaned_data["uuid"], request.user)):
        return redirect("programme_page", heir.pk)
    if found is None:
        raise Http404
    if sent:
        try:
            new = leave_programme(programme=found, city=city, **form.cleaned_data, by=request.user, at=now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(city)s har gått ut, og går videre her.") % {"city": city})
            return redirect("programme_page", new.pk)
    context = {"programme": found, "city": city, "form": form, "parting": parting(found, city)}
    return render(request, "programmes/leave.html", context, status=form.status)


@require_safe
@door(Act.KEEP_CIRCLE, CityInvitation)
def city_invitation(request, cityinvitation):
    """What the city is invited to. Once it is answered or withdrawn the page says no more than that."""
    if cityinvitation.answer == CityInvitation.Answer.ACCEPTED and can(
        request.user, Act.READ_PROGRAMME, cityinvitation.programme
    ):
        return redirect("programme_page", cityinvitation.programme_id)
    invitation = invitations_for(request.user).filter(pk=cityinvitation.pk).first()
    return render(request, "programmes/city_invitation.html", {"invitation": invitation})


@require_POST
@door(Act.KEEP_CIRCLE, CityInvitation)
def city_invitation_answer(request, cityinvitation):
    """Say yes or no for the invited city."""
    answer = request.POST.get("answer")
    if answer not in ANSWERS:
        return redirect("city_invitation", cityinvitation.pk)
    try:
        ANSWERS[answer](invitation=cityinvitation, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("city_invitation", cityinvitation.pk)
    if answer == "nei":
        messages.success(request, _("Dere har takket nei."))
        return redirect("programme_list")
    messages.success(request, _("%(city)s er med i programmet.") % {"city": cityinvitation.city})
    return redirect("programme_page", cityinvitation.programme_id)


ANSWERS = {"ja": accept_city_invitation, "nei": decline_city_invitation}
