"""Ordering prints. What is issued is never changed: another mark is another print."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import ngettext

from cities.access import rights_of
from cities.acts import Act
from common.canonical import canonical, digest
from common.refusals import Refused
from documents.models import Document, Edition, Print, Route, Step, Version
from documents.standing import mark_of
from jobs import actions as jobs
from jobs.models import Job


@dataclass(frozen=True)
class Beside:
    """What is printed of an edition, how it is set, and what stands beside its content.

    told: plain data (see documents/case.py).
    """

    kind: Print.Kind = Print.Kind.PLAIN
    route: Route | None = None
    step: Step | None = None
    since: Version | None = None
    told: dict | None = None
    layout: Print.Layout = Print.Layout.STANDARD
    line_numbers: bool = False

    @property
    def values(self) -> dict:
        told = "" if self.told is None else canonical(self.told)
        sha256 = digest(told) if told else ""
        about = {"kind": self.kind, "route": self.route, "step": self.step, "since": self.since}
        set_as = {"layout": self.layout, "line_numbers": self.line_numbers}
        return about | {"beside": told, "beside_sha256": sha256} | set_as


PLAIN = Beside()
ORDINARY = (PLAIN.layout, PLAIN.line_numbers)
SAME = ("kind", "step", "beside_sha256", "layout", "line_numbers")
"""What makes two prints of an edition with one mark the same."""


@transaction.atomic
def order_print(*, edition: Edition, beside: Beside = PLAIN, limited: bool = True, by, at) -> Print:
    """Ask for the PDF of an edition with the mark it has now. Asking again gives the same print; a failed one is tried
    again.

    limited: is it refused to whoever has asked for as many as one may? What a larger act orders on the way – a version
    frozen, laid before politicians or adopted – is not: such acts are few, each orders a print or two for a city, and
    none may fail because the person has many prints in the queue. Once ordered, those too take up room.
    Errors: Refused for whoever has asked for too many that are not done.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    mark, values = mark_of(edition), beside.values
    same = {name: values[name] for name in SAME}
    printed = edition.prints.filter(mark=mark, **same).select_related("job", "file").first()
    if printed and (printed.file or (printed.job and printed.job.active)):
        if printed.file is None:
            jobs.ask_too(printed.job, by=by)
        return printed
    if limited:
        demand_room(by)
    if printed is None:
        return start_prints(edition.version, [(edition, beside)], mark, by=by, at=at)[0]
    work = print_jobs(edition.version, [(edition, beside)], mark, by=by, at=at)
    printed.job = work[print_key(edition, mark, beside)]
    printed.save(update_fields=["job"])
    return printed


def order_set_as(*, printed: Print, layout: Print.Layout, line_numbers: bool, by, at) -> Print:
    """Ask for a print that says the same as another, set otherwise. Errors: as `order_print`."""
    told = printed.told or None
    beside = Beside(printed.kind, printed.route, printed.step, printed.since, told, layout, line_numbers)
    return order_print(edition=printed.edition, beside=beside, by=by, at=at)


def demand_room(by) -> None:
    """One person's prints are not to fill the queue."""
    most = settings.JOBS_PER_PERSON
    if not jobs.has_room(kind="print", by=by, most=most):
        raise Refused(
            ngettext(
                "Du har allerede %(most)s utskrift som ikke er ferdig. Vent til den er det før du ber om flere.",
                "Du har allerede %(most)s utskrifter som ikke er ferdige. Vent på noen av dem før du ber om flere.",
                most,
            )
            % {"most": most}
        )


Wanted = list[tuple[Edition, Beside]]


def start_prints(version: Version, wanted: Wanted, mark: Print.Mark, *, by, at) -> list[Print]:
    """Order prints of a version's editions that have none yet of this kind and mark."""
    work = print_jobs(version, wanted, mark, by=by, at=at)
    return Print.objects.bulk_create(
        Print(edition=edition, mark=mark, job=work[print_key(edition, mark, beside)], **beside.values)
        for edition, beside in wanted
    )


def print_jobs(version: Version, wanted: Wanted, mark: Print.Mark, *, by, at) -> dict[str, Job]:
    """Queue the work behind prints of a version's editions. Shape: print_key → job."""
    subjects = {print_key(edition, mark, beside): edition.pk for edition, beside in wanted}
    lane = lane_of(version.document, by)
    return jobs.enqueue_all(kind="print", subjects=subjects, lane=lane, by=by, at=at)


def lane_of(document: Document, person) -> str:
    """Where the person's prints of a document stand in line: behind those of the first of its cities they belong to.

    So twins who share a document do not wait for each other's. Whoever belongs to none stands behind the first city's;
    what no city has a part in stands in a lane of its own.
    """
    cities = [row.city_id for row in document.city_rows.all()]
    own = rights_of(person).cities(Act.READ_VERSION) if person else ()
    first = next((city for city in cities if city in own), cities[0] if cities else None)
    return f"city:{first}" if first else "network"


def print_key(edition: Edition, mark: Print.Mark, beside: Beside = PLAIN) -> str:
    """What the work behind a print is about: the edition, the mark and the exact content, and what stands beside it."""
    words = beside.values
    more = [beside.kind, str(beside.step.pk if beside.step else ""), words["beside_sha256"]] if beside != PLAIN else []
    more += [beside.layout, str(beside.line_numbers)] if (beside.layout, beside.line_numbers) != ORDINARY else []
    return ":".join([str(edition.pk), mark, edition.sha256, *more])
