"""Questions about parties, cities and people."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import CharField, F, Model, OuterRef, Prefetch, Q, QuerySet, Subquery, Value

from cities.access import gives
from cities.acts import GIVEN_BY, Act, RoleKind
from cities.models import Body, City, Invitation, Number, Party, PartyName, Role, Unit
from common.canonical import digest
from history.queries import history_of

NETWORK_KINDS = [kind for kind, acts in GIVEN_BY.items() if Act.KEEP_NETWORK in acts]


class Identity(NamedTuple):
    """What a party is called on a day, in its numbers and in its county. Empty where nobody has said."""

    official: str
    short: str
    number: str
    county: str


def identities_on(parties: Iterable[Party], day: date) -> dict[int, Identity]:
    """Name, number and county of each party as of the day, by the party's id. One statement."""
    known = identified(Party.objects.filter(pk__in=[party.pk for party in parties]), day)
    return {party.pk: _identity(party) for party in known}


def identified(rows: QuerySet, day: date, party: str = "pk", language: str = "nb") -> QuerySet:
    """Annotate rows with who their party was on the day: `official_on`, `short_on`, `number_on`, `county_on`.

    party: the way from a row to its party ("party" for cities). One statement with the rows; null where nobody says.
    """
    names = _latest(PartyName.objects.filter(language=language), day, party)
    numbers = _latest(Number.objects.all(), day, party)
    return rows.annotate(
        official_on=Subquery(names.values("official")[:1]),
        short_on=Subquery(names.values("short")[:1]),
        number_on=Subquery(numbers.values("number")[:1]),
        county_on=Subquery(numbers.values("county")[:1]),
    )


def all_cities() -> QuerySet[City]:
    """Every city with its party, in Norwegian order."""
    return City.objects.select_related("party")


def parties_like(words: str) -> QuerySet[Party]:
    """Parties whose name or short name, of any day, holds the words."""
    named = PartyName.objects.filter(Q(official__icontains=words) | Q(short__icontains=words)).values("party")
    return Party.objects.filter(Q(name__icontains=words) | Q(short__icontains=words) | Q(pk__in=named))


def party_called(words: str) -> Party | None:
    """The one party whose name or short name, of any day, is just this (large and small letters alike).

    None if there are several, as there are two municipalities called Våler.
    """
    named = PartyName.objects.filter(Q(official__iexact=words) | Q(short__iexact=words)).values("party")
    parties = list(Party.objects.filter(Q(name__iexact=words) | Q(short__iexact=words) | Q(pk__in=named))[:2])
    return parties[0] if len(parties) == 1 else None


def units_like(words: str) -> QuerySet[Unit]:
    """Units whose name holds the words, with their party."""
    return Unit.objects.filter(name__icontains=words).select_related("party")


def roles_at(place, day: date) -> QuerySet[Role]:
    """The roles at a place that hold on the day or will come to, with their people, by kind and name."""
    rows = Role.objects.filter(Q(until=None) | Q(until__gte=day), withdrawn_at=None, **{place._meta.model_name: place})
    return rows.select_related("person", "unit", "given_by").order_by("kind", "person__name_key", "pk")


def former_roles_at(place, day: date) -> QuerySet[Role]:
    """The roles at a place that are over or withdrawn, the last first."""
    rows = Role.objects.filter(Q(until__lt=day) | Q(withdrawn_at__isnull=False), **{place._meta.model_name: place})
    return rows.select_related("person", "unit").order_by(F("until").desc(nulls_first=True), "-pk")


def invitations_at(place, at: datetime) -> QuerySet[Invitation]:
    """The letters about a place that nobody has answered yet."""
    return Invitation.objects.unanswered(at).filter(**{place._meta.model_name: place}).select_related("unit")


def network_roles(day: date) -> QuerySet[Role]:
    """The roles the secretariat gives – its own, the cities' leads, the parties' contacts –, with their places."""
    rows = Role.objects.filter(Q(until=None) | Q(until__gte=day), withdrawn_at=None, kind__in=NETWORK_KINDS)
    ordered = rows.order_by("network", F("city__name_key").asc(nulls_last=True), "party__name_key", "person__name_key")
    return ordered.select_related("person", "city", "party", "network", "unit")


def leaderless_cities(day: date) -> QuerySet[City]:
    """Cities where nobody is programme lead on the day."""
    return City.objects.exclude(
        pk__in=Role.objects.held_on(day).filter(kind=RoleKind.LEAD, city__isnull=False).values("city")
    )


def parties_with_contacts(day: date) -> QuerySet[Party]:
    """The parties for which somebody is contact on the day, in Norwegian order."""
    roles = Role.objects.held_on(day).filter(kind=RoleKind.CONTACT, person__is_active=True, party__isnull=False)
    return Party.objects.filter(pk__in=roles.values("party")).order_by("name_key", "pk")


def network_invitations(at: datetime) -> QuerySet[Invitation]:
    """The unanswered letters about such roles."""
    rows = Invitation.objects.unanswered(at).filter(kind__in=NETWORK_KINDS)
    return rows.select_related("city", "party", "network", "unit")


def places_of(person, day: date) -> QuerySet[Role]:
    """The roles a person holds on the day, with their places."""
    return Role.objects.held_on(day).filter(person=person).select_related("city", "party", "network", "unit")


def open_invitation(key: str, at: datetime) -> Invitation | None:
    """The invitation that the key of a letter opens, if it still does: an offer dies with its giver's right."""
    hashed = digest(key.encode(errors="surrogatepass"))
    with_places = Invitation.objects.select_related("city", "party", "network", "unit", "invited_by")
    invitation = with_places.unanswered(at).filter(key_sha256=hashed).first()
    return invitation if invitation is not None and _is_still_given(invitation) else None


def outline_of_units(party: Party) -> list[tuple[int, object]]:
    """A party's units as (depth, unit), each under its parent, in Norwegian order. One statement."""
    below: dict[int | None, list] = {}
    for unit in party.units.all():
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent: Unit | None, depth: int):
        for unit in below.get(parent and parent.pk, ()):
            unit.parent = parent
            yield depth, unit
            yield from walk(unit, depth + 1)

    return list(walk(None, 0))


def party_with_timeline(parties: QuerySet[Party]) -> QuerySet[Party]:
    """With names and numbers through time, oldest first."""
    oldest_first = F("since").asc(nulls_first=True)
    return parties.select_related("city").prefetch_related(
        Prefetch("names", PartyName.objects.order_by(oldest_first, "pk")),
        Prefetch("numbers", Number.objects.order_by(oldest_first, "pk")),
        "predecessors",
        "successors__after",
    )


def marks(row: Model, fields: Iterable[str]) -> dict[str, str]:
    """A short mark of each field's value, by which an act can tell whether somebody changed it in the meantime."""
    return {name: mark(getattr(row, name)) for name in fields}


def mark(value) -> str:
    return digest(str(value.pk if isinstance(value, Model) else value))[:12]


def _is_still_given(invitation: Invitation) -> bool:
    """May whoever invited still give that role there? The house always may; somebody whose account is gone may not."""
    if invitation.invited_by is None:  # the row cannot tell the house from a deleted person, the history can
        return history_of("invitation", invitation.pk).filter(act="invite", person_id=None).exists()
    return invitation.kind in gives(invitation.invited_by, invitation.place)


def _latest(spans: QuerySet, day: date, party: str) -> QuerySet:
    return spans.filter(_holding(day), party=OuterRef(party)).order_by(F("since").desc(nulls_last=True), "-pk")


def _holding(day: date) -> Q:
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


def _identity(party: Party) -> Identity:
    """Of a party that is `identified`."""
    return Identity(
        official=party.name if party.official_on is None else party.official_on,
        short=party.short if party.short_on is None else party.short_on,
        number=party.number_on or "",
        county=party.county_on or "",
    )


def organisation_of(parties: list[int]) -> list[dict]:
    """The political bodies and units of some parties, by their ids.

    Shape: party_id, sort ("body", "unit"), name, under, novelty, note; in the order of the parties given, bodies before
    units, each in the order their own lists have.
    """
    names = ("party_id", "sort", "name", "under", "novelty", "note", "key")
    bodies = Body.objects.filter(party__in=parties).order_by()
    bodies = bodies.annotate(sort=Value("body"), under=Value(None, CharField()), key=F("name_key"))
    units = Unit.objects.filter(party__in=parties).order_by()
    units = units.annotate(sort=Value("unit"), under=F("parent__name"), key=F("name_key"))
    found = bodies.values(*names, "highest").union(units.values(*names, highest=Value(False)), all=True)
    return sorted(found, key=lambda row: (parties.index(row["party_id"]), row["sort"], not row["highest"], row["key"]))
