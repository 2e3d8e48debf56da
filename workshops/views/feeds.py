from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import door, everybody, signed_in
from cities.acts import Act
from workshops import actions
from workshops.feeds import calendar, events_of
from workshops.gone import gone_from
from workshops.models import CalendarKey, Gathering, Item
from workshops.queries import gatherings_for, own_items, own_sittings, registered_for, sittings_of


def feed(events, name) -> HttpResponse:
    return HttpResponse(calendar(events, str(name)), content_type="text/calendar; charset=utf-8")


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def gathering_feed(request, gathering):
    """The gathering and all that sits there."""
    gone = [one for one in gone_from([gathering], request.user) if one.item is None]
    return feed(events_of([gathering], sittings_of(gathering), gone=gone, at=now()), gathering)


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def workshop_feed(request, gathering, workshop):
    """When it sits, or that it does no longer."""
    sittings = [one for one in sittings_of(gathering) if one.workshop_id == workshop]
    gone = [one for one in gone_from([gathering], request.user) if one.workshop == workshop]
    found = gathering.workshops.filter(pk=workshop).first()
    if not found and not gone:
        raise Http404
    return feed(events_of(sittings=sittings, gone=gone, at=now()), found or gone[0].title)


@require_safe
@door(Act.READ_GATHERING, Gathering, public=True)
def item_feed(request, gathering, sitting, item):
    """When it is, or that it is there no longer."""
    rows = Item.objects.select_related("sitting__room", "sitting__workshop__gathering__host__party")
    found = list(rows.filter(pk=item, sitting=sitting, sitting__workshop__gathering=gathering))
    gone = [] if found else [one for one in gone_from([gathering], request.user) if one.item == item]
    if not found and not gone:
        raise Http404
    return feed(events_of(items=found, gone=gone, at=now()), [*found, *gone][0].title)


@require_safe
@everybody("shows each the gatherings they may read; without a role those that are open to all")
def network_feed(request):
    """The gatherings the person may read."""
    return feed(events_of(gatherings_for(request.user), at=now()), _("Samlinger"))


@require_safe
@everybody("opened by the secret of the person's own feed")
def private_feed(request, token):
    """The gatherings the person of the key may read, and their own programme."""
    person = person_of(token)
    gatherings = gatherings_for(person)
    mine = registered_for(person)
    return feed(events_of(gatherings, **programme_of(person, gatherings, mine), at=now()), _("Samlinger"))


@require_safe
@everybody("opened by the secret of the person's own feed")
def own_feed(request, token):
    """Only what the person of the key has registered for, chairs or holds."""
    person = person_of(token)
    gatherings = gatherings_for(person)
    mine = registered_for(person)
    own = [one for one in gatherings if one.pk in mine]
    return feed(events_of(own, **programme_of(person, gatherings, mine), at=now()), _("Mitt program"))


def person_of(token: str):
    """Errors: Http404 if the key opens nothing (any more)."""
    return get_object_or_404(CalendarKey.objects.select_related("person"), token=token, person__is_active=True).person


def programme_of(person, gatherings, mine: set[int]) -> dict:
    """What sits at those gatherings that are theirs, and what they chair or hold at any."""
    name = person.name.casefold()
    gone = [
        one
        for one in gone_from(gatherings, person)
        if (one.item is None and one.gathering.pk in mine) or name in map(str.casefold, one.people)
    ]
    return {
        "sittings": own_sittings(person, gatherings, mine),
        "items": own_items(person, gatherings),
        "gone": gone,
    }


@require_http_methods(["GET", "POST"])
@signed_in
def calendar_key(request):
    """The address of one's private feed; posted, it gets another, or (trekk=1) is taken away."""
    if request.method == "POST":
        act = actions.revoke_calendar_key if "trekk" in request.POST else actions.renew_calendar_key
        act(by=request.user, at=now())
        return redirect("calendar_key")
    key = CalendarKey.objects.filter(person=request.user).first()
    addresses = key and {
        name: request.build_absolute_uri(reverse(name, args=[key.token])) for name in ("private_feed", "own_feed")
    }
    return render(request, "workshops/subscription.html", {"addresses": addresses})
