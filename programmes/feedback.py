"""Questions about versions shared with parties, what parties write about them, and what they are answered."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cities.access import can, rights_of, visible
from cities.acts import Act
from common.canonical import canonical, digest
from documents.editions import edition
from documents.models import Sharing
from programmes.models import Basis, Feedback, FeedbackPoint, Paper, Point
from programmes.papers import living_bases
from programmes.queries import ALL_ABOVE_LIVE

FIELDS = ("title", "reference", "day", "text")
POINT_FIELDS = ("code", "about", "title", "text")


def sharings_for(person) -> QuerySet[Sharing]:
    """What is shared with the parties the person is contact for, the latest first; what was taken back only where
    something has been written about it.

    On each: `drafts`, `letters`, and how many points the letters have (`points`), `answered` of them.
    """
    mine = {"sharing": OuterRef("pk")}
    written = Q(Exists(Feedback.objects.filter(**mine))) | Q(Exists(Paper.objects.filter(**mine)))
    points = Point.objects.filter(paper__sharing=OuterRef("pk"))
    found = visible(person, Act.GIVE_FEEDBACK, Sharing).filter(Q(withdrawn_at=None) | written)
    return found.for_door().annotate(
        drafts=number_of(Feedback.objects.filter(**mine), "sharing"),
        letters=number_of(Paper.objects.filter(**mine), "sharing"),
        points=number_of(points, "paper__sharing"),
        answered=number_of(points.filter(ANSWERED), "paper__sharing"),
    )


def number_of(rows: QuerySet, by: str) -> Coalesce:
    """How many rows there are, within a statement about what they belong to."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


ANSWERED = Exists(
    Basis.objects.filter(
        point=OuterRef("pk"), followed_up__isnull=False, element__programme=OuterRef("paper__programme"),
        element__binned_at=None, **{f"element__{path}": value for path, value in ALL_ABOVE_LIVE.items()},
    )
)  # fmt: skip


def letters_about(sharing: Sharing) -> QuerySet[Paper]:
    """What the party has sent, the latest first; on each how many `asks` it has, and `answered` of them."""
    answered = number_of(Point.objects.filter(ANSWERED, paper=OuterRef("pk")), "paper")
    return sharing.papers.annotate(asks=Count("points"), answered=answered).order_by("-pk")


def elements_of(sharing: Sharing) -> dict[str, str]:
    """What the shared edition has to write about: code → place and title, in order. Nothing once it is taken back."""
    if sharing.withdrawn_at:
        return {}
    content = edition(sharing.version.data, sharing.own_city.slug if sharing.own_city else None)
    return {element["code"]: f"{element['place']} {element['title']}" for element in content["elements"]}


@dataclass(frozen=True)
class Answer:
    """How a point is followed up in one place of the draft. title: as the version has it; "" for what it has not."""

    basis: Basis
    title: str


def answers_seen(paper: Paper) -> dict[int, list[Answer]]:
    """What the sender of a paper is told of each of its points: the answer at once, of the draft nothing else.

    Shape: {id of the point: answers}.
    """
    known = elements_of(paper.sharing)
    rows = living_bases(paper.programme).filter(paper=paper, point__isnull=False, followed_up__isnull=False)
    found: dict[int, list[Answer]] = {}
    for basis in rows.select_related("element__city").order_by("element__number"):
        found.setdefault(basis.point_id, []).append(Answer(basis, known.get(basis.element.code, "")))
    return found


def only_sent_by(person, paper: Paper) -> bool:
    """Does the person read the paper because an own party has sent it, and not what is made of it?"""
    sent = paper.sharing_id and paper.sharing.party_id in rights_of(person).parties(Act.GIVE_FEEDBACK)
    return bool(sent) and not can(person, Act.READ_PROGRAMME, paper.programme)


def feedback_content(feedback: Feedback) -> dict:
    """A letter in the making as plain data, without its points."""
    said = {name: getattr(feedback, name) for name in FIELDS} | {"file_name": feedback.file_name}
    words = feedback.day.words if feedback.day else None
    return said | {"day": words, "file": feedback.file.sha256 if feedback.file else None}


def feedback_mark(feedback: Feedback) -> str:
    """What it was when it was seen, in short."""
    return digest(canonical(feedback_content(feedback)))


def feedback_point_content(point: FeedbackPoint) -> dict:
    return {name: getattr(point, name) for name in POINT_FIELDS}


def feedback_point_mark(point: FeedbackPoint) -> str:
    return digest(canonical(feedback_point_content(point)))


def letter_mark(feedback: Feedback) -> str:
    """What the whole letter was when it was seen, its points with it."""
    points = [feedback_point_content(point) for point in feedback.points.all()]
    return digest(canonical(feedback_content(feedback) | {"points": points}))
