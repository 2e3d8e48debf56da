"""Questions about documents."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from cities.access import readable, visible
from cities.acts import Act
from cities.models import City
from documents.models import Approval, Document, Edition, Print, Route, Tabling, Version

ORDINARY = {"layout": Print.Layout.STANDARD, "line_numbers": False}
LIGHT = ("content",)  # not fetched where only the version's card is shown


def versions_of(document: Document) -> QuerySet[Version]:
    """A document's versions, newest first, with editions, prints and what lies before whom; without the content."""
    return (
        document.versions.defer(*LIGHT)
        .select_related("frozen_by", "city")
        .prefetch_related(
            Prefetch("editions", Edition.objects.select_related("city").prefetch_related(prints())),
            Prefetch(
                "tablings", Tabling.objects.filter(withdrawn_at=None).select_related("city"), to_attr="laid_before"
            ),
        )
    )


def laid_before(versions: QuerySet[Version]) -> QuerySet[Version]:
    """Each with `lies_in`: the cities whose politicians have it before them."""
    tablings = Tabling.objects.filter(version=OuterRef("pk"), withdrawn_at=None)
    return versions.annotate(lies_in=ArraySubquery(tablings.values("city")))


def prints(person=None) -> Prefetch:
    """An edition's prints, the latest first. person: only those they may read, where that is not known already."""
    found = readable(person, Act.READ_VERSION, Print) if person else Print.objects
    return Prefetch("prints", found.select_related("job", "file").order_by("edition", "-id"))


def papers_of(route: Route) -> dict[int, Print]:
    """By step, the papers that were asked for last. One statement."""
    asked = route.prints.filter(kind=Print.Kind.CASE, **ORDINARY).select_related("job", "file").order_by("pk")
    return {print.step_id: print for print in asked}


def readable_prints(person) -> QuerySet[Print]:
    """Finished prints that the person may read, be it with everybody, without the content of their versions."""
    found = readable(person, Act.READ_VERSION, Print).exclude(file=None)
    found = found.select_related("file", "edition__city", "edition__version__city")
    return found.defer("edition__version__content")


def prints_for(person) -> QuerySet[Print]:
    """The prints the person has asked for and may still read, the latest first, without the content."""
    asked = Q(job__asked_by=person.pk) | Q(job__also_asked_by__contains=[person.pk])
    mine = visible(person, Act.READ_VERSION, Print).filter(asked).order_by("-job__queued_at", "-pk")
    return mine.select_related("job", "file", "step", "edition__city", "edition__version").defer(
        "edition__version__content"
    )


def routes_for(person) -> QuerySet[Route]:
    """What lies before politicians, as far as the person may read it, the latest first, each with its steps."""
    tabled = Tabling.objects.filter(version=OuterRef("version"), city=OuterRef("city"), withdrawn_at=None)
    routes = visible(person, Act.READ_VERSION, Route).annotate(tabled_at=Subquery(tabled.values("tabled_at")[:1]))
    return routes.exclude(tabled_at=None).with_steps().order_by("-tabled_at", "-pk")


def tabling_of(route: Route) -> QuerySet[Tabling]:
    """How the case lies before the politicians: one row, or none where it does not."""
    return Tabling.objects.filter(version=route.version_id, city=route.city_id, withdrawn_at=None)


def editions_for(person, version: Version) -> list[Edition]:
    """The version's editions that the person may read, be it with everybody, with their prints."""
    found = readable(person, Act.READ_VERSION, Edition).filter(version=version)
    editions = list(found.select_related("city").prefetch_related(prints(person)))
    for edition in editions:
        edition.version = version  # or each would fetch it again, with the whole text
    return editions


def editions_of_case(person, route: Route) -> list[Edition]:
    """Those of a city's case: the city's own first, and the joint one."""
    editions = [one for one in editions_for(person, route.version) if one.city_id in (None, route.city_id)]
    return sorted(editions, key=lambda edition: edition.city_id is None)


def approvals_of(document: Document) -> dict[int, Approval]:
    """By city, its latest word on the shared part that it has not taken back; without the text."""
    given = Approval.objects.filter(document=document, withdrawn_at=None).order_by("city_id", "-id").distinct("city_id")
    return {approval.city_id: approval for approval in given.select_related("approved_by").defer(*LIGHT)}


def not_agreed(document: Document, shared_sha256: str) -> list[City]:
    """The document's cities that have not approved a shared part, in the title's order. One city alone is not asked."""
    given = Approval.objects.filter(document=OuterRef("document"), city=OuterRef("city"), withdrawn_at=None)
    latest = Subquery(given.order_by("-id").values("sha256")[:1])
    rows = list(document.city_rows.select_related("city").annotate(agreed=latest))
    return [row.city for row in rows if row.agreed != shared_sha256] if len(rows) > 1 else []
