"""Questions about documents."""

from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from cities.access import visible
from cities.acts import Act
from cities.models import City
from documents.models import Approval, Decision, Document, Edition, Print, Route, Tabling, Version

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


def prints() -> Prefetch:
    """An edition's prints, the latest first."""
    return Prefetch("prints", Print.objects.select_related("job", "file").order_by("edition", "-id"))


def readable_prints(person) -> QuerySet[Print]:
    """Finished prints that the person may read, without the content of their versions."""
    found = visible(person, Act.READ_VERSION, Print).exclude(file=None)
    found = found.select_related("file", "edition__city", "edition__version__city")
    return found.defer("edition__version__content")


def prints_for(person) -> QuerySet[Print]:
    """The prints the person has asked for and may still read, the latest first, without the content."""
    asked = Q(job__asked_by=person.pk) | Q(job__also_asked_by__contains=[person.pk])
    mine = visible(person, Act.READ_VERSION, Print).filter(asked).order_by("-job__queued_at", "-pk")
    return mine.select_related("job", "file", "edition__city", "edition__version").defer("edition__version__content")


def routes_for(person) -> QuerySet[Route]:
    """What lies before politicians, as far as the person may read it, the latest first, each with its steps."""
    tabled = Tabling.objects.filter(version=OuterRef("version"), city=OuterRef("city"), withdrawn_at=None)
    routes = visible(person, Act.READ_VERSION, Route).annotate(tabled_at=Subquery(tabled.values("tabled_at")[:1]))
    return routes.exclude(tabled_at=None).with_steps().order_by("-tabled_at", "-pk")


def editions_for(person, route: Route) -> list[Edition]:
    """The editions of a city's case that the person may read, the city's own first, with their prints."""
    found = visible(person, Act.READ_VERSION, Edition).filter(version=route.version_id)
    mine = found.filter(Q(city=None) | Q(city=route.city_id)).select_related("city").prefetch_related(prints())
    editions = sorted(mine, key=lambda edition: edition.city_id is None)
    for edition in editions:
        edition.version = route.version  # or each would fetch it again, with the whole text
    return editions


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


def laid_before(version: Version) -> list[Tabling]:
    """What lies before politicians of the version's document, this version or another, and what they have adopted.

    The latest first; `adopted` on each tells whether the city's last word on it was that.
    """
    deciding = Decision.objects.filter(
        step__route__version=OuterRef("version"), step__route__city=OuterRef("city"), step__deciding=True
    )
    word = Subquery(deciding.order_by("-step__position", "-id").values("outcome")[:1])
    found = Tabling.objects.filter(version__document=version.document_id).alias(word=word)
    found = found.annotate(adopted=Case(When(word=Decision.Outcome.ADOPTED, then=True), default=False))
    found = found.filter(Q(withdrawn_at=None) | Q(adopted=True)).select_related("city", "version")
    return list(found.defer("version__content").order_by("-tabled_at", "-id"))


def other_texts(version: Version, tablings: list[Tabling] | None = None) -> list[Tabling]:
    """Shared texts other than this version's: in each city what was adopted last, or else what was laid forward last.

    Two cities may come to decide on different texts; whoever reads one is told of the other. tablings: `laid_before`,
    where it is known already.
    """
    latest = {}
    for tabling in sorted(laid_before(version) if tablings is None else tablings, key=lambda one: not one.adopted):
        latest.setdefault(tabling.city_id, tabling)
    others = [one for one in latest.values() if one.version.shared_sha256 != version.shared_sha256]
    return sorted(others, key=lambda tabling: tabling.city.name_key)
