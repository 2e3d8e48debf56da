"""Facts about programmes: begun, frozen, shared, answered, laid before the politicians, reported on."""

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Greatest, TruncDate

from dashboard.facts.evidence import AsOf, Sort, end, loose, lying, on, told
from documents.models import Departure, DocumentCity, Tabling
from programmes.models import Basis, Paper, Point, Progress
from programmes.queries import ALL_ABOVE_LIVE

VERSION, SHARING = "document__versions", "document__versions__editions__sharings"
OWN = Q(document__programme__isnull=False)
HERE = Q(since=None) | Q(**{f"{VERSION}__frozen_at__gte": F("since")})
"""Frozen when the city had its part in it."""


def begun(fact: str, asof: AsOf) -> list[QuerySet]:
    """From when it was begun, or the city came to it, until it left."""
    start = "document__programme__started_at"
    here, left = DocumentCity.objects.filter(OWN), Departure.objects.filter(OWN, going(asof))
    where = {"city": "city", "thing": "programme", "thing_id": "document__programme"}
    return [
        told(rows, fact, Sort.REACHED, **where, **on(TruncDate(started)), recorded=started)
        for rows, started in ((here, Greatest(start, "since")), (left, F(start)))
    ]


def going(asof: AsOf) -> Q:
    """Departures that were still to come then: till then the city had its part in all of it."""
    later = Q(left_at__date__gt=asof.day)
    return later | Q(left_at__gt=asof.known) if asof.known else later


def frozen(fact: str, asof: AsOf) -> list[QuerySet]:
    """Versions: of a city that left too, as far as it had its part in them."""
    of_city = Q(**{f"{VERSION}__city": None}) | Q(**{f"{VERSION}__city": F("city")})
    there = DocumentCity.objects.filter(OWN, of_city, HERE, **{f"{VERSION}__isnull": False})
    left = Departure.objects.filter(OWN, of_city, **{f"{VERSION}__number__lte": F("latest")})
    said = {"recorded": F(f"{VERSION}__frozen_at"), "part": F(f"{VERSION}__number"), **on(F(f"{VERSION}__day"))}
    return [
        told(rows, fact, Sort.REACHED, city="city", thing="version", thing_id=VERSION, **said) for rows in (there, left)
    ]


def shared(fact: str, asof: AsOf) -> list[QuerySet]:
    """Of a city that left too, what was shared with its part in it."""
    edition = "document__versions__editions__city"
    of_city = Q(**{edition: None}) | Q(**{edition: F("city")})
    here = DocumentCity.objects.filter(OWN, HERE, of_city, **{f"{SHARING}__isnull": False})
    left = Departure.objects.filter(
        OWN, of_city, **{f"{VERSION}__number__lte": F("latest"), f"{SHARING}__shared_at__lte": F("left_at")}
    )
    said = {"recorded": F(f"{SHARING}__shared_at"), "words": F(f"{SHARING}__party__short")}
    day = on(TruncDate(f"{SHARING}__shared_at"))
    return [
        told(rows, fact, Sort.REACHED, city="city", thing="version", thing_id=VERSION, **said, **day)
        for rows in (here, left)
    ]


def feedback_received(fact: str, asof: AsOf) -> list[QuerySet]:
    letters = Paper.objects.filter(kind=Paper.Kind.FEEDBACK, cities__isnull=False)
    said = {"words": F("sender"), **loose("day")}
    return [told(letters, fact, Sort.REACHED, city="cities", thing="paper", thing_id="pk", **said)]


def feedback_answered(fact: str, asof: AsOf) -> list[QuerySet]:
    """Of the letters a city had by then: how many points it had answered. Reached where that is all of them.

    What stands in another city's own part answers for that city.
    """
    above = {f"element__{path}": value for path, value in ALL_ABOVE_LIVE.items()}
    mine = Q(element__city=None) | Q(element__city=OuterRef("paper__cities"))
    answers = Basis.objects.filter(
        mine, Q(answered_on=None) | Q(answered_on__lte=asof.day), point=OuterRef("pk"), followed_up__isnull=False,
        element__programme__document__cities=OuterRef("paper__cities"), element__binned_at=None, **above,
    )  # fmt: skip
    if asof.known:
        answers = answers.filter(Q(answered_at=None) | Q(answered_at__lte=asof.known))
    points = Point.objects.filter(paper__kind=Paper.Kind.FEEDBACK, paper__cities__isnull=False)
    points = points.annotate(come=end("paper__day", "earliest")).filter(Q(come=None) | Q(come__lte=asof.day))
    points = points.annotate(
        answered=Exists(answers),
        answered_day=Subquery(answers.order_by("answered_on").values("answered_on")[:1]),
        answered_moment=Subquery(answers.order_by("answered_on").values("answered_at")[:1]),
    )
    counted = points.order_by().values("paper__cities").annotate(
        all=Count("pk"), done=Count("pk", filter=Q(answered=True)), latest=Max("answered_day"),
        moment=Max("answered_moment"), letter=Max("paper"),
    )  # fmt: skip
    sort = Case(When(all=F("done"), then=Value(Sort.REACHED)), default=Value(Sort.PARTLY), output_field=TextField())
    said = {"part": F("done"), "whole": F("all"), "recorded": F("moment"), **on(F("latest"))}
    return [told(counted, fact, sort, city="paper__cities", thing="paper", thing_id="letter", **said)]


def finished(fact: str, asof: AsOf) -> list[QuerySet]:
    """Laid before the politicians with nothing missing; where something was, how much."""
    sort = Case(When(gaps=0, then=Value(Sort.REACHED)), default=Value(Sort.PARTLY), output_field=TextField())
    return [laid(fact, asof, sort, part=F("gaps"))]


def tabled(fact: str, asof: AsOf) -> list[QuerySet]:
    return [laid(fact, asof, Sort.REACHED)]


def laid(fact: str, asof: AsOf, sort, **said) -> QuerySet:
    rows = Tabling.objects.filter(lying(asof), version__document__programme__isnull=False)
    said |= {"recorded": F("tabled_at"), "words": Cast("version__number", TextField()), **on(F("version__day"))}
    return told(rows, fact, sort, city="city", thing="version", thing_id="version", **said)


def reported(fact: str, asof: AsOf) -> list[QuerySet]:
    """Progress written down on living measures: a city's own, or for all that share the programme."""
    cities = "element__programme__document__cities"
    mine = Q(city=None) | Q(city=F(cities))
    concerns = Q(element__city=None) | Q(element__city=F(cities))
    above = {f"element__{path}": value for path, value in ALL_ABOVE_LIVE.items()}
    known = {f"{cities}__isnull": False, "element__binned_at": None, **above}
    rows = Progress.objects.filter(mine, concerns, **known)
    said = {"recorded": F("recorded_at"), **loose("day")}
    return [told(rows, fact, Sort.REACHED, city=cities, thing="element", thing_id="element", **said)]
