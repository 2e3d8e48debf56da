"""Acts on documents: freeze, print, lay before the politicians. The only place that saves."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cities.access import visible
from cities.acts import Act
from cities.models import City
from common.canonical import canonical, digest
from common.keys import scoped
from common.refusals import Refused
from documents.editions import edition as edition_of
from documents.editions import shared_digest
from documents.formats import upgraded
from documents.models import Document, Edition, Print, Tabling, Version
from history.actions import entry, record_all
from jobs import actions as jobs


@transaction.atomic(savepoint=False)
def freeze(
    *, document: Document, day, content: Callable[[], dict], format: int, tabled_in=(), key, by, at
) -> tuple[Version, bool]:
    """Keep a content as the document's next version, with its editions, and order the prints to be read at once.

    The caller holds whatever owns the document, so that two freezes wait for one another.
    content: gives plain data of the given format; asked only when there is something to freeze, since others may stand
    in line. day: the document's day. tabled_in: cities to lay it before at once.
    key: names the form it came from. Returns the version, and whether this call made it.
    Errors: Refused for a city the person does not lead.
    """
    key = scoped(key, "version", document.pk)
    numbers = dict(document.versions.values_list("key", "number"))
    if key in numbers:
        return document.versions.get(key=key), False
    demand_lead(tabled_in, by)
    content = content()
    body = canonical(content)
    version = Version.objects.create(
        document=document, number=max(numbers.values(), default=0) + 1, key=key, title=content["title"], day=day,
        format=format, content=body, sha256=digest(body), shared_sha256=shared_digest(upgraded(content)), frozen_at=at,
        frozen_by=by,
    )  # fmt: skip
    wanted = {None, *(city.pk for city in tabled_in)}
    start_prints([edition for edition in make_editions(version, content) if edition.city_id in wanted], by=by, at=at)
    Tabling.objects.bulk_create(Tabling(version=version, city=city, tabled_at=at, tabled_by=by) for city in tabled_in)
    record_all([*_entries(version, "freeze", [None], by, at), *_entries(version, "table", tabled_in, by, at)])
    return version, True


def make_editions(version: Version, content: dict) -> list[Edition]:
    """The joint edition first, then one for each city if there are several."""
    slugs = [city["slug"] for city in content["cities"]]
    ids = {row.city.slug: row.city_id for row in version.document.city_rows.all()} if len(slugs) > 1 else {}
    return Edition.objects.bulk_create(
        Edition(
            version=version,
            city_id=ids.get(slug),
            language=content["language"],
            sha256=digest(canonical(edition_of(content, slug))),
        )
        for slug in [None, *(slugs if ids else [])]
    )


@transaction.atomic
def order_print(*, edition: Edition, by, at) -> Print:
    """Ask for the PDF of an edition. Asking again gives the same print; a failed one is tried again."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    printed = edition.prints.filter(mark=Print.Mark.DRAFT).select_related("job", "file").first()
    if printed is None:
        return start_prints([edition], by=by, at=at)[0]
    if printed.file is None and not (printed.job and printed.job.active):
        printed.job = jobs.enqueue(kind="print", key=print_key(edition), subject=edition.pk, by=by, at=at)
        printed.save(update_fields=["job"])
    return printed


def start_prints(editions: list[Edition], *, by, at) -> list[Print]:
    """Order prints of editions that have none yet."""
    work = jobs.enqueue_all(
        kind="print", subjects={print_key(edition): edition.pk for edition in editions}, by=by, at=at
    )
    return Print.objects.bulk_create(
        Print(edition=edition, mark=Print.Mark.DRAFT, job=work[print_key(edition)]) for edition in editions
    )


def print_key(edition: Edition) -> str:
    """What the work behind a print is about: the edition, the mark and the exact content."""
    return f"{edition.pk}:{Print.Mark.DRAFT}:{edition.sha256}"


@transaction.atomic
def table_version(*, version: Version, city: City, by, at) -> Tabling:
    """Lay a version before a city's politicians. Errors: Refused for whoever does not lead that city's programme."""
    demand_lead([city], by)
    tabling, made = Tabling.objects.get_or_create(
        version=version, city=city, withdrawn_at=None, defaults={"tabled_at": at, "tabled_by": by}
    )
    if made:
        record_all(_entries(version, "table", [city], by, at))
        for edition in version.editions.filter(Q(city=None) | Q(city=city)):
            order_print(edition=edition, by=by, at=at)
    return tabling


@transaction.atomic
def withdraw_tabling(*, tabling: Tabling, by, at) -> None:
    """Take a version back from a city's politicians. They no longer see it; that it lay there is remembered."""
    demand_lead([tabling.city], by)
    changed = Tabling.objects.filter(pk=tabling.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    if changed:
        record_all(_entries(tabling.version, "withdraw", [tabling.city], by, at))


def demand_lead(cities, by) -> None:
    """Only whoever leads a city's programme lays something before its politicians, or takes it back."""
    led = set(visible(by, Act.FREEZE_PROGRAMME, City).filter(pk__in=[city.pk for city in cities])) if cities else set()
    if others := [city for city in cities if city not in led]:
        message = _("Bare programlederen i %(city)s kan legge fram eller trekke en versjon der.")
        raise Refused(message % {"city": others[0]})


def _entries(version, act, cities, by, at) -> list:
    return [
        entry(
            act=act, thing="version", thing_id=version.pk, title=str(version), scope="document",
            scope_id=version.document_id, after={"city": city.slug} if city else {"sha256": version.sha256},
            by=by, at=at,
        )
        for city in cities
    ]  # fmt: skip
