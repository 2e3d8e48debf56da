"""A party's letter is sent: it becomes a paper that never changes, each point to be answered in the next draft."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.access import people_who_may
from cities.acts import Act
from common.dates import LooseDate
from common.refusals import Refused, Stale
from post.actions import write_to
from programmes.actions.basis import basis_told, written
from programmes.actions.feedback import demand_open, held, unsent
from programmes.actions.fields import claim
from programmes.actions.memory import remember
from programmes.actions.papers import keep
from programmes.actions.placing import lock
from programmes.feedback import letter_mark
from programmes.models import Basis, Element, Feedback, Paper, Point, Programme
from programmes.papers import paper_content
from programmes.queries import ALL_ABOVE_LIVE, circle_of


@transaction.atomic
def send_feedback(*, feedback: Feedback, seen: str, link: Callable[[Programme], str], by, at) -> Paper:
    """Send a letter: whoever writes the programme gets it as a paper, and each point hangs where it belongs.

    seen: the mark of the whole letter as the person read it. link: makes the whole address of where it is answered.
    Sent again it gives back the same paper.
    Errors: Refused once the version is taken back, and for a letter that says nothing; Stale if another contact has
    changed it since. Then it stays as it is, unsent.
    """
    sharing = held(feedback.sharing)
    if sent := Paper.objects.filter(uuid=feedback.uuid).first():
        return sent
    feedback = unsent(feedback)
    demand_open(sharing)
    if seen != letter_mark(feedback):
        raise Stale(_("Noen andre har endret brevet i mellomtiden. Les det på nytt."), theirs=feedback, mine=None)
    if not (feedback.text or feedback.file_id or feedback.points.exists()):
        raise Refused(_("Skriv en tekst, legg ved en fil eller legg til et punkt før brevet sendes."))
    programme = Programme.objects.titled().get(document=sharing.version.document_id)
    lock(programme.pk)
    paper = paper_of(feedback, sharing, programme, at)
    keep(paper, act="add", after=paper_content(paper), by=by, at=at)
    for point, code in points_of(feedback, paper):
        for element in elements_called(programme, code):
            hang(element, paper, point, by=by, at=at)
    feedback.delete()
    write_to_planners(paper, programme, link, by, at)
    return paper


def paper_of(feedback: Feedback, sharing, programme: Programme, at) -> Paper:
    """The paper it becomes. Its cities are all of the programme's, since they answer it together."""
    same = {name: getattr(feedback, name) for name in ("title", "reference", "text", "file", "file_name", "uuid")}
    day = feedback.day or LooseDate.read(localdate(at).isoformat())
    paper = Paper.objects.create(
        kind=Paper.Kind.FEEDBACK, programme=programme, sharing=sharing, sender=sharing.party.name[:200], day=day, **same
    )
    paper.cities.set(circle_of(programme))
    return paper


def points_of(feedback: Feedback, paper: Paper) -> list[tuple[Point, str]]:
    """Its points, numbered in their order, each with the code of the element it is about."""
    drafted = list(feedback.points.all())
    points = Point.objects.bulk_create(
        Point(
            paper=paper, position=n, number=str(n + 1), title=one.title, text=one.text, about=one.about, uuid=one.uuid
        )
        for n, one in enumerate(drafted)
    )
    return list(zip(points, (one.code for one in drafted), strict=True))


def elements_called(programme: Programme, code: str) -> list[Element]:
    """What stands in the draft under the number, or carries on what had it; nothing where it is gone."""
    if not code:
        return []
    here = Element.objects.filter(programme=programme, binned_at=None, **ALL_ABOVE_LIVE)
    number = int(code.removeprefix("T-"))
    return list(here.filter(number=number)) or list(here.filter(aliases__number=number).order_by(F("number")))


def hang(element: Element, paper: Paper, point: Point, *, by, at) -> None:
    """The element builds on the point, and has not answered it."""
    element = claim(element)
    basis = written(Basis(element=element, revision=1), {"paper": paper, "point": point}, at)
    basis.save()
    remember(element, act="edit", field="basis", after=basis_told(basis), by=by, at=at)


def write_to_planners(paper: Paper, programme: Programme, link, by, at) -> None:
    """One letter to each who may answer it."""
    words = {"paper": paper, "programme": programme.title, "points": paper.points.count(), "link": link(programme)}
    subject = _("Tilbakemelding fra %(party)s på «%(title)s»") % {"party": paper.sender, "title": programme.title}
    people = people_who_may(Act.EDIT_PROGRAMME, circle_of(programme)).order_by("pk")
    write_to(people, subject=subject, template="programmes/letters/feedback.txt", words=words, by=by, at=at)
