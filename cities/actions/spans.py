"""A party's names and numbers, each true from one day to another."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cities.actions._rows import add, change, remove
from cities.models import Number, Party, PartyName, Succession
from cities.queries import identities_on
from common.refusals import Refused


@transaction.atomic
def add_name(
    *, party: Party, official: str, short: str, by, at, language="nb", since: date | None = None, until=None
) -> PartyName:
    """Give a party a name from a day on; the name that held until then ends the day before."""
    _demand_order(since, until)
    _end_former(party.names.filter(language=language), since, by=by, at=at)
    span = PartyName(party=party, official=official, short=short, language=language, since=since, until=until)
    add(span, by=by, at=at)
    _keep_todays_name(party, at)
    return span


@transaction.atomic
def change_name(*, span: PartyName, by, at, seen: dict | None = None, **fields) -> list[str]:
    """Correct a name or its days: official, short, language, since, until."""
    _demand_order(fields.get("since", span.since), fields.get("until", span.until))
    changed = change(span, fields, by=by, at=at, seen=seen)
    _keep_todays_name(span.party, at)
    return changed


@transaction.atomic
def add_number(
    *, party: Party, number: str, county: str | None, by, at, since: date | None = None, until: date | None = None
) -> Number:
    """Give a municipality a number and county from a day on; the former ones end the day before."""
    _demand_order(since, until)
    _end_former(party.numbers.all(), since, by=by, at=at)
    return add(Number(party=party, number=number, county=county, since=since, until=until), by=by, at=at)


@transaction.atomic
def change_number(*, span: Number, by, at, seen: dict | None = None, **fields) -> list[str]:
    """Correct a number, its county or its days: number, county, since, until."""
    _demand_order(fields.get("since", span.since), fields.get("until", span.until))
    return change(span, fields, by=by, at=at, seen=seen)


@transaction.atomic
def add_succession(
    *, after: Party, by, at, before_name: str = "", before: Party | None = None, year: int | None = None, note=""
) -> Succession:
    """Say that one party went into another. before: the former party where we know it; its name is kept anyhow."""
    row = Succession(after=after, before=before, before_name=before_name or before.name, year=year, note=note)
    return add(row, by=by, at=at)


@transaction.atomic
def change_succession(*, span: Succession, by, at, seen: dict | None = None, **fields) -> list[str]:
    """Correct before_name, before, year or note."""
    return change(span, fields, by=by, at=at, seen=seen)


@transaction.atomic
def remove_span(*, span: PartyName | Number | Succession, by, at) -> None:
    """Take away a name, number or succession that was entered by mistake. Errors: Refused for a party's only name."""
    party = getattr(span, "party", None)
    if isinstance(span, PartyName) and not party.names.exclude(pk=span.pk).exists():
        raise Refused(_("En part må ha minst ett navn. Endre navnet i stedet."))
    remove(span, by=by, at=at)
    if isinstance(span, PartyName):
        _keep_todays_name(party, at)


def _end_former(spans, since: date | None, *, by, at) -> None:
    """The day before `since`, end the span that was open until now."""
    if since is None:
        return
    for former in spans.filter(until=None).exclude(since__gte=since):
        change(former, {"until": since - timedelta(days=1)}, by=by, at=at)


def _keep_todays_name(party: Party, at) -> None:
    """`Party.name` and `short` are today's: they follow the names, and need no line of their own in the history."""
    today = identities_on([party], localdate(at))[party.pk]
    party.name, party.short = today.official, today.short
    Party.objects.filter(pk=party.pk).update(name=party.name, short=party.short)


def _demand_order(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise Refused(_("Siste dag må være etter første dag."))
