"""Facts about agreements: signed, approved, confirmed at a meeting."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from agreements.models import Agreement, AgreementParty, PartyApproval
from dashboard.facts.evidence import AsOf, Sort, end, loose, on, part, told
from workshops.models import AgendaItem

INTENT, HERE = Agreement.Kind.INTENT, Agreement.Origin.HERE
PARTY = {"city": "party__city", "thing": "agreement", "thing_id": "agreement"}
CITIES = AgreementParty.objects.filter(party__city__isnull=False)


def intent_signed(fact: str, asof: AsOf) -> list[QuerySet]:
    """A city that came later has signed on the day it came."""
    rows = CITIES.filter(agreement__kind=INTENT, agreement__signed__isnull=False)
    return [told(rows, fact, Sort.REACHED, **PARTY, **signing())]


def signing() -> dict:
    ends = {
        name: Coalesce(end("joined", which), end("agreement__signed", which))
        for name, which in (("first", "earliest"), ("last", "latest"))
    }
    stated = Coalesce(part("joined", "words"), part("agreement__signed", "words"))
    return {**ends, "stated": stated, "recorded": F("agreement__signed_at"), "words": F("agreement__title")}


def first_agreement(fact: str, asof: AsOf) -> list[QuerySet]:
    """Approved by the city, with its conditions met; or entered into elsewhere. What is negotiated is on its way."""
    reached = PartyApproval.objects.annotate(from_day=end("day", "earliest"))
    by_then = reached.filter(Q(from_day=None) | Q(from_day__lte=asof.day))
    later = by_then.filter(of=OuterRef("of"), member=OuterRef("member"), pk__gt=OuterRef("pk"))
    stands = Q(outcome=PartyApproval.Outcome.APPROVED) | Q(
        outcome=PartyApproval.Outcome.CONDITIONAL, met_on__isnull=False
    )
    approvals = by_then.filter(stands, ~Exists(later), member__party__city__isnull=False)
    approvals = approvals.exclude(of__agreement__kind=INTENT)
    when = {
        "first": Coalesce(end("met_on", "earliest"), end("day", "earliest")),
        "last": Coalesce(end("met_on", "latest"), end("day", "latest")),
        "stated": Coalesce(part("met_on", "words"), part("day", "words")),
    }
    approved = told(
        approvals, fact, Sort.REACHED, city="member__party__city", thing="agreement", thing_id="of__agreement",
        recorded=F("registered_at"), words=F("of__agreement__title"), **when,
    )  # fmt: skip
    others = CITIES.exclude(agreement__kind=INTENT)
    signed = told(others.filter(agreement__signed__isnull=False), fact, Sort.REACHED, **PARTY, **signing())
    under_way = others.filter(agreement__signed=None, agreement__origin=HERE)
    return [approved, signed, told(under_way, fact, Sort.PARTLY, **PARTY, words=F("agreement__title"))]


def confirmed(fact: str, asof: AsOf) -> list[QuerySet]:
    """Its agreement was confirmed at a meeting; where it is only on the agenda, the day of that meeting is the plan."""
    reference = Concat(Value("agreement:"), Cast("agreement__uuid", TextField()))
    items = AgendaItem.objects.filter(reference=OuterRef("reference"))
    done, coming = items.filter(confirmed_on__isnull=False), items.filter(confirmed_on=None)
    rows = CITIES.exclude(agreement__kind=INTENT).annotate(reference=reference)

    def of(items, field):
        return Subquery(items.order_by("pk").values(field)[:1])

    reached = rows.annotate(confirmed_day=of(done, "confirmed_on"), confirmed_at=of(done, "confirmed_at"))
    said = {"recorded": F("confirmed_at"), "words": F("agreement__title"), **on(F("confirmed_day"))}
    reached = told(reached.filter(confirmed_day__isnull=False), fact, Sort.REACHED, **PARTY, **said)
    planned = rows.filter(~Exists(done), Exists(coming)).annotate(
        meeting=of(coming, "gathering__title"), meeting_day=of(coming, "gathering__day")
    )
    said = {"words": F("meeting"), **loose("meeting_day")}
    return [reached, told(planned, fact, Sort.PLANNED, **PARTY, **said)]
