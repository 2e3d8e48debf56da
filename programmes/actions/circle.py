"""Cities joining a programme: asked by those who are in it, answered by the one that is asked. And their order."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from cities.access import can, people_who_may
from cities.acts import Act
from cities.models import City
from common.keys import scoped
from common.refusals import Refused
from documents.models import DocumentCity
from post.actions import write_to
from programmes.actions.memory import named, remember, remember_all, remembered
from programmes.actions.placing import lock
from programmes.actions.waivers import settle_waivers
from programmes.models import CityInvitation, Element, Kind, Programme
from programmes.queries import circle_of, root_of

Answer = CityInvitation.Answer


@transaction.atomic
def invite_city(
    *, programme: Programme, city: City, link: Callable[[CityInvitation], str], keep_own: bool = False, words: str = "",
    uuid=None, by, at,
) -> CityInvitation:  # fmt: skip
    """Ask a city of the network to join the programme, and write to its leads.

    link: makes the whole address of the page where it is answered. keep_own: as CityInvitation says; only for a
    programme of one city. uuid: names the form it came from; the same form again gives back the same invitation.
    Errors: Refused for whoever leads none of the programme's cities, and for a city that is in it or asked already.
    """
    lock(programme.pk)
    uuid = scoped(uuid, "city invitation", programme.pk)
    if made := CityInvitation.objects.filter(uuid=uuid).first():
        return made
    demand_lead(programme, by)
    cities = circle_of(programme)
    if city in cities:
        raise Refused(_("%(city)s er alt med i programmet.") % {"city": city})
    if CityInvitation.objects.filter(programme=programme, city=city, answer="").exists():
        raise Refused(_("%(city)s er alt invitert, og har ikke svart ennå.") % {"city": city})
    if keep_own and len(cities) > 1:
        raise Refused(_("Programmet har flere byer, så det som er felles, kan ikke bli stående som én bys eget."))
    invitation = CityInvitation.objects.create(
        programme=programme, city=city, keep_own=keep_own, words=words, uuid=uuid, invited_by=by, invited_at=at
    )
    root = root_of(programme)
    remember(root, act="invite_city", after=named(city) | {"keep_own": keep_own, "text": words}, by=by, at=at)
    write_to_leads(invitation, root.title, cities, link(invitation))
    return invitation


def write_to_leads(invitation: CityInvitation, title: str, cities: list[City], link: str) -> None:
    """One letter to each who may answer. The draft stays where it is: they read its title and cities only."""
    subject = _("%(city)s er invitert inn i «%(title)s»") % {"city": invitation.city, "title": title}
    words = {"invitation": invitation, "title": title, "cities": [city.name for city in cities], "link": link}
    people = people_who_may(Act.KEEP_CIRCLE, [invitation.city]).order_by("pk")
    by, at = invitation.invited_by, invitation.invited_at
    write_to(people, subject=subject, template="programmes/letters/city_invitation.txt", words=words, by=by, at=at)


@transaction.atomic
def accept_city_invitation(*, invitation: CityInvitation, by, at) -> Programme:
    """Let the invited city into the programme, last in its order. Sent twice, it joins once.

    Approvals given before stand no longer, since the cities are part of what is approved.
    Errors: Refused for whoever does not lead the city, and when the invitation is answered or withdrawn.
    """
    invitation = claimed(invitation)
    programme, city = invitation.programme, invitation.city
    demand_lead_of(city, by)
    cities = circle_of(programme)
    if invitation.answer == Answer.ACCEPTED and city in cities:
        return programme
    demand_open(invitation)
    if len(cities) == 1 and invitation.keep_own:
        keep_as_own(programme, cities[0], by=by, at=at)
    elif len(cities) == 1:
        withdraw_promises(programme, by=by, at=at)
    last = programme.document.city_rows.last()
    DocumentCity.objects.create(document=programme.document, city=city, position=last.position + 1, since=at)
    close(invitation, Answer.ACCEPTED, act="join_city", by=by, at=at)
    return programme


@transaction.atomic
def decline_city_invitation(*, invitation: CityInvitation, by, at) -> None:
    """Say no for the invited city. Errors: as accept_city_invitation."""
    invitation = claimed(invitation)
    demand_lead_of(invitation.city, by)
    if invitation.answer != Answer.DECLINED:
        demand_open(invitation)
        close(invitation, Answer.DECLINED, act="decline_city", by=by, at=at)


@transaction.atomic
def withdraw_city_invitation(*, invitation: CityInvitation, by, at) -> None:
    """Take an invitation back before it is answered. Errors: Refused for whoever leads none of the programme's cities,
    and when it is answered.
    """
    invitation = claimed(invitation)
    demand_lead(invitation.programme, by)
    if invitation.answer != Answer.WITHDRAWN:
        demand_open(invitation)
        close(invitation, Answer.WITHDRAWN, act="withdraw_city", by=by, at=at)


@transaction.atomic
def shift_city(*, programme: Programme, city: City, direction: str, by, at) -> None:
    """Move a city one step in the order they stand in: "up" or "down".

    Errors: Refused for whoever leads none of the cities, and where there is nowhere to go.
    """
    lock(programme.pk)
    demand_lead(programme, by)
    rows = list(programme.document.city_rows.select_related("city"))
    here = next((n for n, row in enumerate(rows) if row.city_id == city.pk), None)
    there = None if here is None else {"up": here - 1, "down": here + 1}.get(direction)
    if there is None or not 0 <= there < len(rows):
        raise Refused(_("%(city)s kan ikke flyttes dit.") % {"city": city})
    before = [row.city.name for row in rows]
    rows[here], rows[there] = rows[there], rows[here]
    for n, row in enumerate(rows):
        row.position = n
    DocumentCity.objects.bulk_update(rows, ["position"])
    after = [row.city.name for row in rows]
    remember(root_of(programme), act="order_cities", before=before, after=after, by=by, at=at)


def keep_as_own(programme: Programme, city: City, *, by, at) -> None:
    """Let all that stands under the root, also in the bin, be the one city's own from now on."""
    shared = Element.objects.filter(programme=programme, city=None).exclude(kind=Kind.PROGRAMME)
    elements = list(shared.select_for_update(no_key=True).order_by("pk"))
    Element.objects.filter(pk__in=[element.pk for element in elements]).update(city=city)
    told = {"act": "keep_own", "after": named(city), "by": by, "at": at}
    remember_all([remembered(element, **told) for element in elements])
    settle_waivers(programme)


def withdraw_promises(programme: Programme, *, by, at) -> None:
    """Once a city has come to share what is common, it can no longer stay the own of one when others come."""
    for other in CityInvitation.objects.filter(programme=programme, keep_own=True, answer=""):
        close(other, Answer.WITHDRAWN, act="withdraw_city", by=by, at=at)


def claimed(invitation: CityInvitation) -> CityInvitation:
    """The invitation as it is now, while nobody else changes which cities the programme has."""
    lock(invitation.programme_id)
    return CityInvitation.objects.select_related("programme__document", "city").get(pk=invitation.pk)


def close(invitation: CityInvitation, answer: str, *, act: str, by, at) -> None:
    invitation.answer, invitation.answered_by, invitation.answered_at = answer, by, at
    invitation.save(update_fields=["answer", "answered_by", "answered_at"])
    remember(root_of(invitation.programme), act=act, after=named(invitation.city), by=by, at=at)


def demand_open(invitation: CityInvitation) -> None:
    if invitation.answer == Answer.WITHDRAWN:
        raise Refused(_("Invitasjonen er trukket tilbake."))
    if invitation.answer:
        raise Refused(_("Invitasjonen er alt besvart."))


def demand_lead(programme: Programme, by) -> None:
    """Which cities a programme has is decided by those who lead it."""
    if not can(by, Act.KEEP_CIRCLE, programme):
        raise Refused(_("Bare en programleder i en av byene kan gjøre dette."))


def demand_lead_of(city: City, by) -> None:
    if not can(by, Act.KEEP_CIRCLE, city):
        raise Refused(_("Bare programlederen i %(city)s kan svare for byen.") % {"city": city})
