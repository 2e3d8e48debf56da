"""How much was missing in a programme when it was laid before the politicians."""

from documents.models import Tabling
from programmes.models import Programme
from programmes.readiness import RULES, readiness_of
from programmes.readiness.finding import not_approved


def count_gaps(*, tablings: list[Tabling]) -> None:
    """Say on each what the draft lacks now, without a reason given: of the city's own, and of what it shares.

    Whether every city has approved what they share is not asked: a joint version is not laid forward before they have,
    and a city's own waits for nobody.

    A version laid forward later than it was frozen is counted by the draft of that day. tablings: of one version.
    """
    programme = Programme.objects.titled().filter(document=tablings[0].version.document_id).first()
    if programme is None:  # an agreement's parties have agreed on it; nothing in it is missing
        return
    counted = [rule for rule in RULES if rule.find is not not_approved]
    open_gaps = [gap for gaps in readiness_of(programme, rules=counted).open.values() for gap in gaps]
    for tabling in tablings:
        tabling.gaps = sum(gap.city_id in (None, tabling.city_id) for gap in open_gaps)
