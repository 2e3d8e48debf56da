"""Facts about the cities' own treatment."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf

from dashboard.facts.evidence import AsOf, Sort, loose, lying, on, told
from documents.models import Decision, Step, Tabling

LAST_WORDS = (Decision.Outcome.ADOPTED, Decision.Outcome.CHANGED, Decision.Outcome.NOTED)
"""What a body may say at the deciding step so that the city is done with it; what it sends back or puts off is not."""

DECIDING = Q(deciding=True, route__version__document__programme__isnull=False)


def treated(fact: str, asof: AsOf) -> list[QuerySet]:
    """The latest decision of each deciding step by that day: its case number, or what else came of it. Where there is
    none, the planned day, or that the step fell away, alone or with the version that was taken back.

    A step is still planned on the days before its decision.
    """
    by_then = Decision.objects.filter(day__lte=asof.day)
    if asof.known:
        by_then = by_then.filter(registered_at__lte=asof.known)
    later = by_then.filter(step=OuterRef("step"), pk__gt=OuterRef("pk"))
    counts = by_then.filter(~Exists(later), step__in=Step.objects.filter(DECIDING).values("pk"))
    sort = Case(
        When(outcome__in=LAST_WORDS, then=Value(Sort.REACHED)), default=Value(Sort.PARTLY), output_field=TextField()
    )
    case = Coalesce(NullIf("step__case_number", Value("")), "step__words", output_field=TextField())
    words = Case(When(outcome__in=LAST_WORDS, then=case), default=F("outcome"), output_field=TextField())
    said = {"recorded": F("registered_at"), "words": words, **on(F("day"))}
    decided = told(counts, fact, sort, city="step__route__city", thing="route", thing_id="step__route", **said)
    waiting = Step.objects.filter(DECIDING, ~Exists(by_then.filter(step=OuterRef("pk"))))
    laid = Tabling.objects.filter(version=OuterRef("route__version"), city=OuterRef("route__city"))
    taken_back = Q(Exists(laid), ~Exists(laid.filter(lying(asof))))  # a route may be begun before the version is laid
    ahead = Q(state__in=(Step.State.PLANNED, Step.State.HELD)) & ~taken_back
    gone, coming = waiting.filter(~ahead), waiting.filter(ahead)
    said = {"words": F("words"), **loose("day")}
    where = {"city": "route__city", "thing": "route", "thing_id": "route"}
    return [
        decided, told(coming, fact, Sort.PLANNED, **where, **said), told(gone, fact, Sort.DROPPED, **where, **said)
    ]  # fmt: skip
