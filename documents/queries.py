"""Questions about documents."""

from django.db.models import Prefetch, QuerySet

from cities.access import visible
from cities.acts import Act
from documents.models import Document, Edition, Print, Tabling, Version

LIGHT = ("content",)  # not fetched where only the version's card is shown


def versions_of(document: Document) -> QuerySet[Version]:
    """A document's versions, newest first, with editions, prints and what lies before whom; without the content."""
    return (
        document.versions.defer(*LIGHT)
        .select_related("frozen_by")
        .prefetch_related(
            Prefetch("editions", Edition.objects.select_related("city").prefetch_related(prints())),
            Prefetch(
                "tablings", Tabling.objects.filter(withdrawn_at=None).select_related("city"), to_attr="laid_before"
            ),
        )
    )


def prints() -> Prefetch:
    return Prefetch("prints", Print.objects.select_related("job", "file"))


def tablings_for(person) -> QuerySet[Tabling]:
    """What lies before the politicians the person is one of, newest first, without the content."""
    return (
        visible(person, Act.READ_VERSION, Tabling)
        .filter(withdrawn_at=None)
        .select_related("city", "version")
        .defer("version__content")
        .prefetch_related(
            Prefetch("version__editions", Edition.objects.select_related("city").prefetch_related(prints()))
        )
    )
