"""Acts on documents: freeze, print, lay before the politicians. The only place that saves."""

import logging

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cities.access import can
from cities.acts import Act
from cities.models import City
from common.canonical import canonical, digest
from common.refusals import Refused
from documents.editions import edition as edition_of
from documents.models import Document, Edition, Print, Tabling, Version
from history.actions import record
from jobs import actions as jobs

logger = logging.getLogger(__name__)


@transaction.atomic
def freeze(
    *, document: Document, title, day, content: dict, format: int, tabled_in=(), key, by, at
) -> tuple[Version, bool]:
    """Keep a content as the document's next version, with its editions, and order the joint print.

    content: plain data of the given format. day: the document's day. tabled_in: cities to lay it before at once.
    key: names the form it came from. Returns the version, and whether this call made it.
    """
    Document.objects.select_for_update().get(pk=document.pk)
    if version := Version.objects.filter(key=key).first():
        return version, False
    body = canonical(content)
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        document=document, number=last + 1, key=key, title=title, day=day, format=format, content=body,
        sha256=digest(body), frozen_at=at, frozen_by=by,
    )  # fmt: skip
    editions = make_editions(version, content)
    order_print(edition=editions[0], by=by, at=at)
    for city in tabled_in:
        table_version(version=version, city=city, by=by, at=at)
    return version, True


def make_editions(version: Version, content: dict) -> list[Edition]:
    """The joint edition first, then one for each city if there are several."""
    cities = [row.city for row in version.document.city_rows.select_related("city")]
    readers = [None, *(cities if len(cities) > 1 else [])]
    return Edition.objects.bulk_create(
        Edition(
            version=version,
            city=city,
            language=content["language"],
            sha256=digest(canonical(edition_of(content, city.slug if city else None))),
        )
        for city in readers
    )


@transaction.atomic
def order_print(*, edition: Edition, by, at) -> Print:
    """Ask for the PDF of an edition. Asking again gives the same print; a failed one is tried again."""
    printed, _made = Print.objects.get_or_create(edition=edition, mark=Print.Mark.DRAFT)
    if printed.file_id is None and not (printed.job and printed.job.active):
        printed.job = jobs.enqueue(kind="print", key=f"{edition.sha256}:{printed.pk}", subject=printed.pk, by=by, at=at)
        printed.save(update_fields=["job"])
    return printed


@transaction.atomic
def table_version(*, version: Version, city: City, by, at) -> Tabling:
    """Lay a version before a city's politicians. Errors: Refused for whoever does not lead that city's programme."""
    demand_lead(city, by)
    tabling, made = Tabling.objects.get_or_create(
        version=version, city=city, withdrawn_at=None, defaults={"tabled_at": at, "tabled_by": by}
    )
    if made:
        _remember(version, "table", city, by, at)
    return tabling


@transaction.atomic
def withdraw_tabling(*, tabling: Tabling, by, at) -> None:
    """Take a version back from a city's politicians. They no longer see it; that it lay there is remembered."""
    demand_lead(tabling.city, by)
    changed = Tabling.objects.filter(pk=tabling.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    if changed:
        _remember(tabling.version, "withdraw", tabling.city, by, at)


def demand_lead(city: City, by) -> None:
    if not can(by, Act.FREEZE_PROGRAMME, city):
        raise Refused(_("Bare programlederen i %(city)s kan legge fram eller trekke en versjon der.") % {"city": city})


def _remember(version, act, city, by, at):
    record(
        act=act, thing="version", thing_id=version.pk, title=str(version), scope="document",
        scope_id=version.document_id, after={"city": city.slug}, by=by, at=at,
    )  # fmt: skip
