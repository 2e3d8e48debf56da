"""Reasons for gaps: given, changed and taken back. A gap that is filled leaves its reason behind, unseen, unprinted."""

from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import City
from common.refusals import Refused, Stale
from history.actions import entry, record_all
from programmes.actions.memory import remember
from programmes.actions.placing import demand_planner, lock
from programmes.models import Element, Waiver
from programmes.queries import root_of
from programmes.readiness import RULES, Gap, Readiness, readiness_of


@transaction.atomic
def waive_gap(*, programme, name: str, reason: str, base: int, by, at) -> Waiver:
    """Give a gap a reason, or give it another one.

    name: as `Gap.name` says. base: the revision of the reason the person saw; 0 for none.
    Errors: Refused for a gap that is there no more, or in another city's own; Stale if somebody gave a reason since.
    """
    lock(programme.pk)
    readiness = readiness_of(programme, by)
    [gap] = demand_gaps(readiness, [name], by)
    waiver = readiness.waiver_of(gap) or Waiver(programme=programme, gap=name, city_id=gap.city_id, revision=0)
    before = waiver.reason
    if before == reason:
        return waiver
    if base != waiver.revision:
        raise Stale(
            _("Noen andre har begrunnet dette i mellomtiden."), theirs=before, mine=reason, base=waiver.revision
        )
    waiver.reason, waiver.by_name, waiver.at, waiver.revision = reason, str(by), at, waiver.revision + 1
    waiver.save()
    element = gap.element or root_of(programme)
    remember(element, act="waive", field="waiver", before=said(waiver, before), after=said(waiver), by=by, at=at)
    return waiver


@transaction.atomic
def waive_gaps(*, programme, names, reason: str, by, at) -> int:
    """Give many gaps the same reason; those that have one keep it. Returns how many got it.

    Errors: Refused, and none is changed, if any of them is there no more or in another city's own.
    """
    lock(programme.pk)
    readiness = readiness_of(programme, by)
    gaps = [gap for gap in demand_gaps(readiness, names, by) if not readiness.waiver_of(gap)]
    waivers = [
        Waiver(programme=programme, gap=gap.name, city_id=gap.city_id, reason=reason, by_name=str(by), at=at)
        for gap in gaps
    ]
    Waiver.objects.bulk_create(waivers)
    root = root_of(programme)
    record_all([
        entry(
            act="waive", thing="element", thing_id=element.pk, title=element.title, scope="programme",
            scope_id=programme.pk, field="waiver", after=said(waiver), by=by, at=at,
        )
        for gap, waiver in zip(gaps, waivers, strict=True)
        for element in [gap.element or root]
    ])  # fmt: skip
    return len(gaps)


@transaction.atomic
def unwaive_gap(*, waiver: Waiver, base: int | None, by, at) -> None:
    """Take a reason back: the gap is open again.

    Errors: Refused for another city's own; Stale if the reason was changed since.
    """
    lock(waiver.programme_id)
    found = Waiver.objects.filter(pk=waiver.pk).select_related("city").first()
    if found is None:
        return
    if found.city:
        demand_planner(found.city, by)
    if base != found.revision:
        raise Stale(_("Begrunnelsen er endret i mellomtiden."), theirs=found.reason, mine=None, base=found.revision)
    found.delete()
    elements = Element.objects.filter(programme=found.programme_id)
    element = elements.filter(number=number_in(found.gap)).first() or elements.get(parent=None)
    remember(element, act="unwaive", field="waiver", before=said(found), by=by, at=at)


def settle_waivers(programme) -> None:
    """Let reasons given for all be for the one city whose gap it has become. Ask only while holding `lock`."""
    readiness = readiness_of(programme, rules=[rule for rule in RULES if rule.waivable])
    settled = []
    for gap in readiness.gaps:
        waiver = readiness.waivers.get((gap.name, None))
        if waiver and gap.city_id and not readiness.waiver_of(gap):
            waiver.city_id = gap.city_id
            settled.append(waiver)
    Waiver.objects.bulk_update(settled, ["city"])


def demand_gaps(readiness: Readiness, names, by) -> list[Gap]:
    """The gaps of those names. What is one city's own is that city's to give a reason for."""
    known = {gap.name: gap for gap in readiness.gaps}
    if gone := [name for name in names if name not in known]:
        all_gone = len(gone) == len(names)
        raise Refused(
            _("Dette mangler ikke lenger.") if all_gone else _("Noe av dette mangler ikke lenger. Velg på nytt.")
        )
    gaps = [known[name] for name in dict.fromkeys(names)]
    if firm := next((gap for gap in gaps if not gap.rule.waivable), None):
        raise Refused(_("«%(words)s» kan ikke begrunnes bort.") % {"words": firm.words})
    for city in City.objects.filter(pk__in={gap.city_id for gap in gaps} - {None}):
        demand_planner(city, by)
    return gaps


def said(waiver: Waiver, *reason) -> dict | None:
    """A reason as the history keeps it: this one, or the waiver's own."""
    [text] = reason or [waiver.reason]
    return {"gap": waiver.gap, "text": text} if text else None


def number_in(gap: str) -> int | None:
    """The element's number in a gap's name, where it names one."""
    code = gap.partition(":")[2].split(":")[0]
    return int(code[2:]) if code.startswith("T-") and code[2:].isdigit() else None
