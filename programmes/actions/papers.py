"""Acts on papers and their points. The paper is locked first, so that two who write wait for one another."""

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from cities.access import rights_of, visible
from cities.acts import Act
from cities.models import City, User
from common.keys import scoped
from common.refusals import Refused, Stale
from documents.models import DocumentCity
from files.actions import store
from files.intake import name_of, taken_in
from history.actions import record
from programmes.models import Basis, Paper, Point, Programme
from programmes.papers import OF_CITIES, paper_content, paper_mark, point_content, point_mark
from programmes.pasting import MOST

VALUES = ("kind", "title", "sender", "day", "pages", "note")


@transaction.atomic
def save_paper(*, paper: Paper | None = None, values: dict, cities, upload=None, seen="", uuid=None, by, at) -> Paper:
    """Add a paper, or give one new values (kind, title, sender, day, pages, note), cities and perhaps a file.

    cities: whom it is for or from; none for the whole network, which only the secretariat may say. upload: a file as
    Django hands it over; none keeps the one there is. seen: the mark of the paper as the person saw it. uuid: names
    the form; the same form again gives back the same paper.
    Errors: Stale if somebody saved it since; Refused for cities that are not the person's, or a file of no known kind.
    """
    if paper is None:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # the same form sent twice at once waits for itself
        key = scoped(uuid, "paper", by.pk)
        if made := Paper.objects.filter(uuid=key).first():
            return made
        paper, before = Paper(uuid=key), None
    else:
        paper = locked(paper)
        before = paper_content(paper)
        if seen != paper_mark(paper):
            raise Stale(
                _("Noen andre har endret dette i mellomtiden. Under står det du skrev."), theirs=paper, mine=values
            )
    cities = set(cities)
    demand_cities(paper, values["kind"], cities, by)
    for name in VALUES:
        setattr(paper, name, values[name])
    if upload:
        data, media_type = taken_in(upload)
        paper.file = store(data, media_type=media_type, at=at)
        paper.file_name = name_of(upload, media_type)
    paper.save()
    paper.cities.set(cities)
    keep(paper, act="edit" if before else "add", before=before, after=paper_content(fresh(paper)), by=by, at=at)
    return paper


@transaction.atomic
def remove_file(*, paper: Paper, by, at) -> None:
    """Take the file from a paper. Its content stays stored."""
    paper = locked(paper)
    before = paper_content(paper)
    paper.file, paper.file_name = None, ""
    paper.save(update_fields=["file", "file_name"])
    keep(paper, act="edit", before=before, after=paper_content(paper), by=by, at=at)


@transaction.atomic
def remove_paper(*, paper: Paper, by, at) -> None:
    """Take a paper away, with its points; the history keeps what it said. Errors: Refused if something builds on it."""
    paper = locked(paper)
    if Basis.objects.filter(paper=paper).exists():
        raise Refused(_("Noe i et handlingsprogram bygger på dette. Da kan det ikke slettes."))
    points = [point_content(point) for point in paper.points.all()]
    keep(paper, act="bin", before=paper_content(paper) | {"points": points}, by=by, at=at)
    paper.delete()


@transaction.atomic
def add_points(*, paper: Paper, points, uuid=None, by, at) -> list[Point]:
    """Put points last in a paper. points: each with number, title and text. uuid: as for save_paper."""
    paper = locked(paper)
    keys = [scoped(uuid, "point", paper.pk, n) for n in range(len(points))]
    if made := list(Point.objects.filter(uuid__in=keys)):
        return made
    first = next_position(paper)
    if paper.points.count() + len(points) > MOST:
        raise Refused(_("Det er plass til %(most)s punkter.") % {"most": MOST})
    rows = Point.objects.bulk_create(
        Point(paper=paper, position=first + n, number=one.number, title=one.title, text=one.text, uuid=keys[n])
        for n, one in enumerate(points)
    )
    keep(paper, act="edit", field="points", after=[point_content(point) for point in rows], by=by, at=at)
    return rows


@transaction.atomic
def save_point(*, point: Point, values: dict, seen: str, by, at) -> Point:
    """Give a point another number, title or text. Errors: Stale if somebody saved it since."""
    locked(point.paper)
    point = standing(point)
    before = point_content(point)
    if seen != point_mark(point):
        raise Stale(
            _("Noen andre har endret punktet i mellomtiden. Under står det du skrev."), theirs=point, mine=values
        )
    for name, value in values.items():
        setattr(point, name, value)
    point.save()
    keep(point.paper, act="edit", field="points", before=before, after=point_content(point), by=by, at=at)
    return point


@transaction.atomic
def move_point(*, point: Point, up: bool, by, at) -> None:
    """Let a point change places with its neighbour. At the end of the list nothing happens."""
    paper = locked(point.paper)
    points = list(paper.points.order_by("position", "pk"))
    here = points.index(standing(point))
    there = here - 1 if up else here + 1
    if not 0 <= there < len(points):
        return
    points[here], points[there] = points[there], points[here]
    for position, one in enumerate(points):
        one.position = position
    Point.objects.bulk_update(points, ["position"])
    keep(paper, act="move", field="points", before={"position": here}, after={"position": there}, by=by, at=at)


@transaction.atomic
def remove_point(*, point: Point, by, at) -> None:
    """Take a point away. Errors: Refused if a programme has answered it: an answer must not lose its question."""
    paper = locked(point.paper)
    point = standing(point)
    if Basis.objects.filter(point=point).exists():
        message = _("«%(point)s» er svart på i et handlingsprogram. Da kan det endres, men ikke slettes.")
        raise Refused(message % {"point": point})
    before = point_content(point)
    Point.objects.filter(paper=paper, position__gt=point.position).update(position=F("position") - 1)
    point.delete()
    keep(paper, act="edit", field="points", before=before, by=by, at=at)


def demand_cities(paper: Paper, kind: str, cities: set[City], by) -> None:
    """A planner's paper is for an own city, perhaps with others that share a programme with it. The secretariat's: any.

    Another's city stays with a paper that names it.
    """
    if kind in OF_CITIES and not cities:
        raise Refused(_("Velg minst én by. Bare byene det gjelder, kan lese det."))
    if rights_of(by).everywhere(Act.KEEP_NETWORK):
        return
    before = set(paper.cities.all()) if paper.pk else set()
    own, offered = set(visible(by, Act.KEEP_CITY, City)), set(cities_for(by))
    if not cities & own:
        raise Refused(
            _("Velg minst én by du er planlegger for. Det som gjelder hele nettverket, legger sekretariatet inn.")
        )
    if strangers := cities - before - offered:
        raise Refused(_("Du kan ikke legge inn noe for %(city)s.") % {"city": min(strangers, key=str)})
    if gone := before - cities - own:
        raise Refused(_("%(city)s må selv ta seg bort herfra.") % {"city": min(gone, key=str)})


def cities_for(person, paper: Paper | None = None) -> QuerySet[City]:
    """The cities a person may write on a paper: own ones, those that share a programme with them, those it names."""
    programmes = visible(person, Act.EDIT_PROGRAMME, Programme).values("document")
    shared = DocumentCity.objects.filter(document__in=programmes).values("city")
    named = Paper.cities.through.objects.filter(paper=paper).values("city")
    own = visible(person, Act.KEEP_CITY, City).values("pk")
    return City.objects.filter(Q(pk__in=own) | Q(pk__in=shared) | Q(pk__in=named))


def locked(paper: Paper) -> Paper:
    found = Paper.objects.select_for_update(of=("self",)).filter(pk=paper.pk).first()
    if found is None:
        raise Refused(_("Noen andre har slettet dette."))
    if found.sharing_id:
        raise Refused(_("Brevet er sendt gjennom Framtid av %(sender)s, og endres ikke.") % {"sender": found.sender})
    return found


def standing(point: Point) -> Point:
    found = Point.objects.select_related("paper").filter(pk=point.pk).first()
    if found is None:
        raise Refused(_("Noen andre har slettet punktet."))
    return found


def fresh(paper: Paper) -> Paper:
    return Paper.objects.select_related("file").prefetch_related("cities").get(pk=paper.pk)


def next_position(paper: Paper) -> int:
    last = paper.points.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def keep(paper: Paper, *, act, by, at, field="", before=None, after=None) -> None:
    """One act on a paper, in the history."""
    record(
        act=act,
        thing="paper",
        thing_id=paper.pk,
        title=paper.title,
        field=field,
        before=before,
        after=after,
        by=by,
        at=at,
    )
