"""What the letters of intent ask, and how each city has answered in its drafts."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch, TextChoices
from django.utils.translation import gettext_lazy as _

from cities.access import visible
from cities.acts import Act
from cities.models import City
from dashboard.coverage import Ground
from programmes.models import Basis, Paper, Point
from programmes.queries import ALL_ABOVE_LIVE


class Answer(TextChoices):
    FOLLOWED = "ja", _("Fulgt opp")
    DECLINED = "nei", _("Ikke fulgt opp")
    NONE = "ubesvart", _("Ikke besvart")


@dataclass
class Answered:
    """A point as one city answers it. bases: what in its drafts says how it is followed up."""

    point: Point
    city: City
    bases: list[Basis] = field(default_factory=list)

    @property
    def answer(self) -> Answer:
        """Followed up where anything of the city's says so."""
        if not self.bases:
            return Answer.NONE
        return Answer.FOLLOWED if any(basis.followed_up for basis in self.bases) else Answer.DECLINED

    @property
    def reasons(self) -> str:
        """Why not, where nothing says that it is."""
        said = [basis.because for basis in self.bases if basis.because]
        return " ".join(said) if self.answer == Answer.DECLINED else ""


def answered_points(ground: Ground, person) -> list[Answered]:
    """Each point of the letters of intent that the person may read, for each of the cities it is asked of, in order.

    Four statements, however many there are.
    """
    papers = visible(person, Act.READ_PAPER, Paper).filter(kind=Paper.Kind.LETTER_OF_INTENT).order_by("title", "id")
    papers = list(papers.prefetch_related("cities", Prefetch("points", Point.objects.select_related("paper"))))
    bases = answers_to([point for paper in papers for point in paper.points.all()], ground)
    return [
        Answered(point, city, bases[point.pk, city.pk])
        for paper in papers
        for point in paper.points.all()
        for city in asked_by(paper, ground)
    ]


def asked_by(paper: Paper, ground: Ground) -> list[City]:
    """Those of the cities that a letter asks: all, or the ones it is for."""
    named = {city.pk for city in paper.cities.all()}
    cities = ground.programmes.get(paper.programme_id, []) if paper.programme_id else ground.cities
    return [city for city in cities if not named or city.pk in named]


def answers_to(points: list[Point], ground: Ground) -> dict[tuple, list[Basis]]:
    """By (point, city). What stands in a shared part answers for each of its cities."""
    above = {f"element__{path}": value for path, value in ALL_ABOVE_LIVE.items()}
    rows = Basis.objects.filter(
        point__in=points, followed_up__isnull=False, element__programme__in=ground.programmes,
        element__binned_at=None, **above,
    )  # fmt: skip
    found = defaultdict(list)
    for basis in rows.select_related("element").order_by("element__programme", "element__number"):
        for city in ground.concerned(basis.element):
            found[basis.point_id, city.pk].append(basis)
    return found


@dataclass
class Line:
    """A point with the answer of each city, None where it is not asked; and how many answer what."""

    point: Point
    answers: list[Answered | None]

    @property
    def counts(self) -> list[tuple[Answer, int]]:
        return counts(filter(None, self.answers))


def lines_of(found: list[Answered], cities: list[City]) -> list[Line]:
    of = defaultdict(dict)
    for one in found:
        of[one.point][one.city.pk] = one
    return [Line(point, [answers.get(city.pk) for city in cities]) for point, answers in of.items()]


def counts(found) -> list[tuple[Answer, int]]:
    count = Counter(one.answer for one in found)
    return [(answer, count[answer]) for answer in Answer]
