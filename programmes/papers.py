"""Questions about papers: what programmes build on and answer. Querysets or plain data, nothing changed."""

import re
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from cities.access import visible
from cities.acts import Act
from cities.models import City
from common.canonical import canonical, digest
from documents.models import DocumentCity
from programmes.models import Basis, Element, Paper, Point, Programme
from programmes.queries import ALL_ABOVE_LIVE

# What asks something of a programme, so that each point is to be answered.
TO_ANSWER = (Paper.Kind.FEEDBACK, Paper.Kind.TREATMENT, Paper.Kind.LETTER_OF_INTENT)
# What must say which cities it is for: it is read by them alone.
OF_CITIES = (Paper.Kind.FEEDBACK, Paper.Kind.TREATMENT, Paper.Kind.ONGOING)
# What must be answered before the programme is ready.
DEMANDING = (Paper.Kind.FEEDBACK, Paper.Kind.TREATMENT)


def papers_for(person) -> QuerySet[Paper]:
    """The papers the person may read, each with its cities and how many points it has (`asks`)."""
    return (
        visible(person, Act.READ_PAPER, Paper)
        .select_related("file")
        .prefetch_related("cities")
        .annotate(asks=Count("points"))
        .order_by("title", "id")
    )


def concerning(programme: Programme) -> Q:
    """Which papers a programme may build on: the whole network's, its cities', and what is about itself alone."""
    cities = DocumentCity.objects.filter(document=programme.document_id).values("city")
    ours = Q(programme=None) | Q(programme=programme)
    return ours & (Q(cities=None) | Q(pk__in=Paper.cities.through.objects.filter(city__in=cities).values("paper")))


def papers_to_answer(programme: Programme, kinds=TO_ANSWER) -> QuerySet[Paper]:
    """What asks something of the programme: letters of intent of the network or its cities, feedback to
    its cities, what their bodies have decided about it.
    """
    return Paper.objects.filter(concerning(programme), kind__in=kinds).order_by("kind", "title", "id")


def living_bases(programme: Programme) -> QuerySet[Basis]:
    """What the living elements of a programme build on."""
    above = {f"element__{path}": value for path, value in ALL_ABOVE_LIVE.items()}
    return Basis.objects.filter(element__programme=programme, element__binned_at=None, **above)


def answers(programme: Programme) -> QuerySet[Basis]:
    """Those of them that say how a point is followed up."""
    return living_bases(programme).filter(point__isnull=False, followed_up__isnull=False)


def unanswered_points(programme: Programme, kinds=DEMANDING) -> list[tuple[Paper, Point]]:
    """The points that ask something of the programme and that no living element of it answers, in the papers' order.

    kinds: of paper; those that demand an answer unless told. One statement, however many there are.
    """
    points = Point.objects.filter(paper__in=papers_to_answer(programme, kinds).values("pk"))
    open_points = points.exclude(pk__in=answers(programme).values("point")).select_related("paper")
    return [(point.paper, point) for point in open_points.order_by("paper__kind", "paper__title", "paper", "position")]


def feedback_answered(city: City) -> bool:
    """Has the city a feedback letter, and has each point of all of them an answer in a programme of the city?"""
    letters = Paper.objects.filter(kind=Paper.Kind.FEEDBACK, cities=city)
    above = {f"element__{path}": value for path, value in ALL_ABOVE_LIVE.items()}
    answered = Basis.objects.filter(
        element__programme__document__cities=city, element__binned_at=None, followed_up__isnull=False, **above
    )
    waiting = Point.objects.filter(paper__in=letters).exclude(
        pk__in=answered.filter(point__isnull=False).values("point")
    )
    return letters.filter(points__isnull=False).exists() and not waiting.exists()


@dataclass
class Asked:
    """A point of a paper, and what in the programme is linked to it.

    answered: one of them says how it is followed up.
    """

    point: Point
    bases: list[Basis]

    @property
    def answered(self) -> bool:
        return any(basis.followed_up is not None for basis in self.bases)


@dataclass
class Letter:
    """A paper that asks something of a programme, with all its points in order."""

    paper: Paper
    points: list[Asked]

    @property
    def waiting(self) -> int:
        return sum(not asked.answered for asked in self.points)


def letters_to(programme: Programme, person) -> list[Letter]:
    """The papers that ask something of the programme, as far as the person may read them. Four statements."""
    linked: dict[int, list[Basis]] = {}
    for basis in (
        living_bases(programme).filter(point__isnull=False).select_related("element").order_by("element__number")
    ):
        linked.setdefault(basis.point_id, []).append(basis)
    papers = papers_to_answer(programme) & visible(person, Act.READ_PAPER, Paper)
    return [
        Letter(paper, [Asked(point, linked.get(point.pk, [])) for point in paper.points.all()])
        for paper in papers.prefetch_related("cities", Prefetch("points", Point.objects.order_by("position", "pk")))
    ]


def following(paper: Paper, person) -> dict[int, list[Basis]]:
    """What builds on each of a paper's points, as far as the person may read the drafts.

    Shape: {id of the point: its bases}; under 0 what builds on the paper without naming a point.
    """
    above = {f"element__{path}": value for path, value in ALL_ABOVE_LIVE.items()}
    readable = visible(person, Act.READ_PROGRAMME, Programme).values("pk")
    found: dict[int, list[Basis]] = {}
    rows = Basis.objects.filter(paper=paper, element__binned_at=None, element__programme__in=readable, **above)
    for basis in rows.select_related("element").order_by("element__programme", "element__number"):
        found.setdefault(basis.point_id or 0, []).append(basis)
    return found


def matches(programme: Programme, person, words: str, limit: int = 20) -> list[tuple[Paper, Point | None]]:
    """Papers and points a programme may build on that have all of the words, papers first. Two statements."""
    papers = visible(person, Act.READ_PAPER, Paper).filter(concerning(programme))
    points = Point.objects.filter(paper__in=papers.values("pk")).select_related("paper")
    for word in words.split():
        papers = papers.filter(Q(title__icontains=word) | Q(sender__icontains=word))
        said = Q(number__istartswith=word) | Q(title__icontains=word) | Q(text__icontains=word)
        points = points.filter(said | Q(paper__title__icontains=word))
    found = [
        (point.paper, point) for point in points.order_by("paper__kind", "paper__title", "paper", "position")[:limit]
    ]
    return [*((paper, None) for paper in papers.order_by("kind", "title", "id")[:limit]), *found]


def elements_to_answer(programme: Programme, person) -> QuerySet[Element]:
    """The living elements, the root among them, on which the person may say how a point is followed up."""
    mine = visible(person, Act.EDIT_PROGRAMME, Element)
    return mine.filter(programme=programme, binned_at=None, **ALL_ABOVE_LIVE).order_by("number")


def letter_with(programme: Programme, person, point: int) -> tuple[Paper, Asked]:
    """A point that asks something of the programme, with its paper. Errors: Http404 where there is no such point."""
    papers = papers_to_answer(programme) & visible(person, Act.READ_PAPER, Paper)
    found = Point.objects.select_related("paper").filter(pk=point, paper__in=papers.order_by().values("pk")).first()
    if found is None:
        raise Http404
    bases = living_bases(programme).filter(point=found).select_related("element").order_by("element__number")
    return found.paper, Asked(found, list(bases))


def choices_for(elements: QuerySet[Element], asked: Asked, ticked, words: str, limit: int = 12) -> list[tuple]:
    """What can be offered to answer a point: (element, ticked). The rest is found by words.

    What is ticked, and the root, stay. An element that has answered already is not offered again.
    """
    done = {basis.element_id for basis in asked.bases if basis.followed_up is not None}
    linked = {basis.element_id for basis in asked.bases} - done
    kept = {int(pk) for pk in ticked if pk.isascii() and pk.isdigit() and len(pk) < 19}
    elements = elements.exclude(pk__in=done).select_related("city")
    first = elements.filter(Q(pk__in=kept | linked) | Q(parent=None))
    rest = elements.exclude(pk__in=kept | linked).exclude(parent=None)
    for word in words.split():
        by_code = Q(number=int(word[2:])) if re.fullmatch(r"[Tt]-\d{1,9}", word) else Q(pk__in=())
        rest = rest.filter(Q(title__icontains=word) | by_code)
    offered = sorted(first, key=lambda element: (element.parent_id is not None, element.number))
    return [(element, element.pk in kept) for element in [*offered, *rest[:limit]]]


FIELDS = ("kind", "title", "sender", "pages", "note", "file_name")


def paper_content(paper: Paper) -> dict:
    """A paper as plain data."""
    said = {name: getattr(paper, name) for name in FIELDS}
    words = paper.day.words if paper.day else None
    cities = sorted(city.slug for city in paper.cities.all())
    sent = {"text": paper.text, "reference": paper.reference} if paper.sharing_id else {}
    return said | sent | {"day": words, "cities": cities, "file": paper.file.sha256 if paper.file else None}


def paper_mark(paper: Paper) -> str:
    """What a paper was when it was seen, in short."""
    return digest(canonical(paper_content(paper)))


def point_content(point: Point) -> dict:
    return {"number": point.number, "title": point.title, "text": point.text}


def point_mark(point: Point) -> str:
    return digest(canonical(point_content(point)))
