from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import door, everybody, signed_in
from cities.acts import Act
from workshops import actions
from workshops.feeds import calendar, events_of, item_event
from workshops.models import CalendarKey, Gathering, Item
from workshops.queries import gatherings_for, registered_for, sittings_of
from workshops.views import within


def feed(events, name) -> HttpResponse:
    return HttpResponse(calendar(events, str(name)), content_type="text/calendar; charset=utf-8")


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def gathering_feed(request, gathering):
    """The gathering and all that sits there."""
    return feed(events_of(gathering, sittings_of(gathering), at=now()), gathering)


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def workshop_feed(request, gathering, workshop):
    workshop = within(gathering.workshops, workshop)
    sittings = [one for one in sittings_of(gathering) if one.workshop_id == workshop.pk]
    return feed(events_of(gathering, sittings, at=now())[-len(sittings) :] if sittings else [], workshop)


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def item_feed(request, gathering, sitting, item):
    rows = Item.objects.filter(sitting=sitting, sitting__workshop__gathering=gathering).select_related("sitting__room")
    item = within(rows, item)
    return feed([item_event(gathering, item, at=now())], item)


@require_safe
@everybody("shows each the gatherings they may read; without a role those that are open to all")
def network_feed(request):
    """The gatherings the person may read."""
    events = [event for one in gatherings_for(request.user) for event in events_of(one, [], at=now())]
    return feed(events, _("Samlinger"))


@require_safe
@everybody("opened by the secret of the person's own feed")
def private_feed(request, token):
    """The gatherings the person of the key may read, and what sits at those they have registered for."""
    key = get_object_or_404(CalendarKey.objects.select_related("person"), token=token)
    if not key.person.is_active:
        raise Http404
    mine = registered_for(key.person)
    events = []
    for one in gatherings_for(key.person):
        events += events_of(one, sittings_of(one) if one.pk in mine else [], at=now())
    return feed(events, _("Mine samlinger"))


@require_http_methods(["GET", "POST"])
@signed_in
def calendar_key(request):
    """The address of one's private feed; posted, it gets another, or (trekk=1) is taken away."""
    if request.method == "POST":
        act = actions.revoke_calendar_key if "trekk" in request.POST else actions.renew_calendar_key
        act(by=request.user, at=now())
        return redirect("calendar_key")
    key = CalendarKey.objects.filter(person=request.user).first()
    address = key and request.build_absolute_uri(reverse("private_feed", args=[key.token]))
    return render(request, "workshops/subscription.html", {"address": address})
