"""Facts about agreements: signed, approved, confirmed at a meeting."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Greatest

from agreements.models import Agreement, AgreementParty, AgreementVersion, PartyApproval
from dashboard.facts.evidence import AsOf, Sort, end, loose, on, part, told
from documents.models import Print
from workshops.models import AgendaItem, Gathering

DRAFT = Gathering.Audience.DRAFT
INTENT, HERE = Agreement.Kind.INTENT, Agreement.Origin.HERE
PARTY = {"city": "party__city", "thing": "agreement", "thing_id": "agreement"}
CITIES = AgreementParty.objects.filter(party__city__isnull=False)


def intent_signed(fact: str, asof: AsOf) -> list[QuerySet]:
    """A city that came later has signed on the day it came."""
    rows = signed_by(CITIES.filter(agreement__kind=INTENT))
    return [told(rows, fact, Sort.REACHED, **PARTY, **signing())]


def signed_by(members: QuerySet) -> QuerySet:
    """Those of signed agreements that had not left when it was signed."""
    members = members.filter(agreement__signed__isnull=False).annotate(
        left_last=end("left", "latest"), joined_first=end("joined", "earliest"),
        signed_first=end("agreement__signed", "earliest"),
    )  # fmt: skip
    gone = Q(left_last__isnull=False, signed_first__isnull=False, left_last__lt=F("signed_first"))
    return members.exclude(gone)


def signing() -> dict:
    """Of those `signed_by` gives: the day it was signed, or the later day they came to it."""
    ends = {
        name: Greatest(end("joined", which), end("agreement__signed", which))
        for name, which in (("first", "earliest"), ("last", "latest"))
    }
    came = Q(joined_first__gt=F("signed_first")) | Q(joined_first__isnull=False, signed_first=None)
    stated = Case(When(came, then=part("joined", "words")), default=part("agreement__signed", "words"))
    return {**ends, "stated": stated, "recorded": F("agreement__signed_at"), "words": F("agreement__title")}


def first_agreement(fact: str, asof: AsOf) -> list[QuerySet]:
    """Approved by the city, with its conditions met; or entered into elsewhere. What is negotiated is on its way.

    An approval is of one version: once the parties have agreed to another, that one is to be approved.
    """
    reached = PartyApproval.objects.annotate(from_day=end("day", "earliest"), left_last=end("member__left", "latest"))
    by_then = reached.filter(Q(from_day=None) | Q(from_day__lte=asof.day))
    versions = AgreementVersion.objects.filter(complete=True, version__day__lte=asof.day)
    if asof.known:
        by_then = by_then.filter(registered_at__lte=asof.known)
        versions = versions.filter(version__frozen_at__lte=asof.known)
    later = by_then.filter(of=OuterRef("of"), member=OuterRef("member"), pk__gt=OuterRef("pk"))
    # What is signed is frozen once more, and says the same.
    versions = versions.filter(Q(version__stamp=None) | ~Q(version__stamp__mark=Print.Mark.SIGNED))
    newer = versions.filter(agreement=OuterRef("of__agreement"), version__number__gt=OuterRef("of__version__number"))
    stands = Q(outcome=PartyApproval.Outcome.APPROVED) | Q(
        outcome=PartyApproval.Outcome.CONDITIONAL, met_on__isnull=False
    )
    member = Q(left_last=None) | Q(left_last__gte=asof.day)
    approvals = by_then.filter(stands, member, ~Exists(later), ~Exists(newer), member__party__city__isnull=False)
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
    signed = told(signed_by(others), fact, Sort.REACHED, **PARTY, **signing())
    under_way = others.annotate(left_last=end("left", "latest")).filter(member, agreement__signed=None)
    under_way = under_way.filter(agreement__origin=HERE)
    return [approved, signed, told(under_way, fact, Sort.PARTLY, **PARTY, words=F("agreement__title"))]


def confirmed(fact: str, asof: AsOf) -> list[QuerySet]:
    """Its agreement was confirmed at a meeting; where it is only on the agenda, the day of that meeting is the plan.

    A meeting that is called off is no plan, nor is a draft, which not everybody may know of.
    """
    reference = Concat(Value("agreement:"), Cast("agreement__uuid", TextField()))
    items = AgendaItem.objects.filter(reference=OuterRef("reference"))
    by_then = Q(confirmed_on__lte=asof.day)
    if asof.known:
        by_then &= Q(confirmed_at__lte=asof.known)
    done, coming = items.filter(by_then), items.filter(gathering__cancelled=False).exclude(gathering__audience=DRAFT)
    rows = CITIES.exclude(agreement__kind=INTENT).annotate(reference=reference, left_last=end("left", "latest"))

    def of(items, field):
        return Subquery(items.order_by("confirmed_on", "pk").values(field)[:1])

    reached = rows.annotate(confirmed_day=of(done, "confirmed_on"), confirmed_at=of(done, "confirmed_at"))
    there = Q(left_last=None) | Q(left_last__gte=F("confirmed_day"))
    day = Greatest("confirmed_day", end("joined", "earliest"))
    said = {"recorded": F("confirmed_at"), "words": F("agreement__title"), **on(day)}
    reached = told(reached.filter(there, confirmed_day__isnull=False), fact, Sort.REACHED, **PARTY, **said)
    still = Q(left_last=None) | Q(left_last__gte=asof.day)
    planned = rows.filter(still, ~Exists(done), Exists(coming)).annotate(
        meeting=of(coming, "gathering__title"), meeting_day=of(coming, "gathering__day")
    )
    said = {"words": F("meeting"), **loose("meeting_day")}
    return [reached, told(planned, fact, Sort.PLANNED, **PARTY, **said)]
