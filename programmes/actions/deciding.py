"""What a decision about a programme leads to: what was changed must be answered in the next draft."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from common.dates import LooseDate
from documents.models import Decision
from programmes.actions.papers import keep
from programmes.models import Paper, Point, Programme
from programmes.papers import paper_content
from programmes.pasting import LONGEST_TITLE, MOST
from programmes.queries import cities_of

ASKS = (Decision.Outcome.CHANGED, Decision.Outcome.SENT_BACK)


def take_up(*, decision: Decision, by, at) -> Paper | None:
    """Make a paper of a decision that asks for changes: a point for each, which the draft must answer.

    Only what is the city's last word asks. A correction's points stand beside those of what it corrects, some of which
    may have been answered by then.
    """
    step = decision.step
    programme = Programme.objects.filter(document=step.route.version.document_id).first()
    if programme is None or not step.deciding or decision.outcome not in ASKS or not decision.changes.strip():
        return None
    paper = Paper.objects.create(
        kind=Paper.Kind.TREATMENT, programme=programme, title=title_of(decision), sender=str(step),
        day=LooseDate.read(decision.day.isoformat()), note=decision.text[:4000],
    )  # fmt: skip
    paper.cities.set(cities_of(programme))
    Point.objects.bulk_create(
        Point(paper=paper, position=position, number=str(position + 1), title=short(line), text=long(line))
        for position, line in enumerate(filter(None, map(str.strip, decision.changes.splitlines()[:MOST])))
    )
    keep(paper, act="add", after=paper_content(paper), by=by, at=at)
    return paper


def title_of(decision: Decision) -> str:
    words = {"body": decision.step, "version": decision.step.route.version.number}
    return Truncator(_("Vedtak om versjon %(version)s: %(body)s") % words).chars(200)


def short(line: str) -> str:
    return Truncator(line).chars(LONGEST_TITLE)


def long(line: str) -> str:
    """The whole line, where it is longer than a title may be."""
    return line if len(line) > LONGEST_TITLE else ""
