"""Where the versions of a document stand: laid before politicians, adopted, or neither. Questions, nothing changed."""

from django.db.models import Case, Count, OuterRef, Q, Subquery, When

from cities.access import visible
from cities.acts import Act
from documents.models import Decision, Edition, Print, Route, Stamp, Tabling, Version

Mark = Print.Mark


def standing(version: Version) -> list[Route]:
    """The routes of the version's document on which it lies before politicians or was adopted. One statement.

    On each: tabled_at, tabling_id (None where it does not lie there now), public_at (None where the case is not),
    adopted (is that the city's last word?), made_for (how many cities the version has an edition for, None if it is one
    city's alone).
    """
    here = {"version": OuterRef("version"), "city": OuterRef("city")}
    tabling = Tabling.objects.filter(**here, withdrawn_at=None)
    deciding = Decision.objects.filter(step__route=OuterRef("pk"), step__deciding=True)
    editions = Edition.objects.filter(version=OuterRef("version"), city__isnull=False).order_by().values("version")
    routes = Route.objects.filter(version__document=version.document_id).annotate(
        tabled_at=Subquery(tabling.values("tabled_at")[:1]),
        public_at=Subquery(tabling.values("public_at")[:1]),
        tabling_id=Subquery(tabling.values("pk")[:1]),
        made_for=Subquery(editions.annotate(n=Count("pk")).values("n")),
        word=Subquery(deciding.order_by("-step__position", "-id").values("outcome")[:1]),
        adopted=Case(When(word=Decision.Outcome.ADOPTED, then=True), default=False),
    )
    return list(routes.filter(Q(tabled_at__isnull=False) | Q(adopted=True)).for_door())


def told_of(routes: list[Route], by_role: bool) -> list[Route]:
    """Those of `standing` that a reader is told of: who has no role there knows of public cases only."""
    return [one for one in routes if by_role or one.public_at]


def reads_cases(person, routes: list[Route]) -> bool:
    """May the person be told where these versions lie? Whoever only has one shared with a party is not."""
    here = [route.pk for route in routes]
    return bool(here) and visible(person, Act.READ_VERSION, Route).filter(pk__in=here).exists()


def other_texts(version: Version, routes: list[Route] | None = None) -> list[Route]:
    """Shared texts other than this version's: in each city what was adopted last, or else what was laid forward last.

    Two cities may come to decide on different texts; whoever reads one is told of the other. routes: `standing`, where
    it is known already.
    """
    routes = standing(version) if routes is None else routes
    adopted = sorted((one for one in routes if one.adopted), key=lambda one: -one.version.number)
    laid = sorted((one for one in routes if one.tabled_at), key=lambda one: one.tabled_at, reverse=True)
    latest = {}
    for route in [*adopted, *laid]:
        latest.setdefault(route.city_id, route)
    others = [one for one in latest.values() if one.version.shared_sha256 != version.shared_sha256]
    return sorted(others, key=lambda route: route.city.name_key)


def mark_of(edition: Edition, routes: list[Route] | None = None) -> Mark:
    """The mark an edition has now: that of its city; of a joint one, that of all the cities it was made for together.

    With changes, it is another version that was adopted. routes: `standing` of its version, where it is known already.
    """
    version = edition.version
    if version.sort == Version.Sort.AGREEMENT:
        return stamped(version)
    own = edition.city_id or version.city_id
    routes = standing(version) if routes is None else routes
    here = [one for one in routes if one.version_id == version.pk and own in (None, one.city_id)]
    wanted = 1 if own else max([1, *(one.made_for or 1 for one in here)])
    if sum(one.adopted for one in here) >= wanted:
        return Mark.ADOPTED
    return Mark.TREATMENT if any(one.tabled_at for one in here) else Mark.DRAFT


def stamped(version: Version) -> Mark:
    """What the room that owns the version has said it is. One statement."""
    return Mark(Stamp.objects.filter(version=version).values_list("mark", flat=True).first() or Mark.DRAFT)


def show_prints(editions: list[Edition], routes: list[Route]) -> None:
    """On each edition: `mark`, `print` (the one with that mark, or None), `prints_before` (those with another); of the
    papers of its case `papers` (by step the latest that is done) and `changes` (with that mark, or None).

    The editions have their prints, the latest first. On each of those that are set as usual: `otherwise`, those that
    say the same and are set otherwise.
    """
    for edition in editions:
        edition.mark = mark_of(edition, routes)
        everything = edition.prints.all()
        usual = [one for one in everything if one.ordinary]
        for one in usual:
            one.otherwise = [other for other in everything if not other.ordinary and says(other) == says(one)]
        of_kind = {kind: [one for one in usual if one.kind == kind] for kind in Print.Kind}
        plain = of_kind[Print.Kind.PLAIN]
        edition.print = with_mark(plain, edition.mark)
        edition.prints_before = [one for one in plain if one.file and one != edition.print]
        edition.papers = {one.step_id: one for one in reversed(of_kind[Print.Kind.CASE]) if one.file}
        edition.changes = with_mark(of_kind[Print.Kind.CHANGES], edition.mark)


def says(printed: Print) -> tuple:
    return printed.kind, printed.mark, printed.step_id, printed.beside_sha256


def with_mark(prints: list[Print], mark: Mark) -> Print | None:
    return next((one for one in prints if one.mark == mark), None)
