"""Ordering prints. What is issued is never changed: another mark is another print."""

from django.db import transaction

from cities.access import rights_of
from cities.acts import Act
from documents.models import Document, Edition, Print, Version
from documents.treatment import mark_of
from jobs import actions as jobs
from jobs.models import Job


@transaction.atomic
def order_print(*, edition: Edition, by, at) -> Print:
    """Ask for the PDF of an edition with the mark it has now. Asking again gives the same print; a failed one is tried
    again.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    mark = mark_of(edition, at)
    printed = edition.prints.filter(mark=mark).select_related("job", "file").first()
    if printed is None:
        return start_prints(edition.version, [edition], mark, by=by, at=at)[0]
    if printed.file is None and printed.job and printed.job.active:
        jobs.ask_too(printed.job, by=by)
    elif printed.file is None:
        printed.job = print_jobs(edition.version, [edition], mark, by=by, at=at)[print_key(edition, mark)]
        printed.save(update_fields=["job"])
    return printed


def start_prints(version: Version, editions: list[Edition], mark: Print.Mark, *, by, at) -> list[Print]:
    """Order prints of a version's editions that have none yet with this mark."""
    work = print_jobs(version, editions, mark, by=by, at=at)
    return Print.objects.bulk_create(
        Print(edition=edition, mark=mark, job=work[print_key(edition, mark)]) for edition in editions
    )


def print_jobs(version: Version, editions: list[Edition], mark: Print.Mark, *, by, at) -> dict[str, Job]:
    """Queue the work behind prints of a version's editions. Shape: print_key → job."""
    subjects = {print_key(edition, mark): edition.pk for edition in editions}
    lane = lane_of(version.document, by)
    return jobs.enqueue_all(kind="print", subjects=subjects, lane=lane, by=by, at=at)


def lane_of(document: Document, person) -> str:
    """Where the person's prints of a document stand in line: behind those of the first of its cities they belong to.

    So twins who share a document do not wait for each other's. Whoever belongs to none stands behind the first city's.
    """
    cities = [row.city_id for row in document.city_rows.all()]
    own = rights_of(person).cities(Act.READ_VERSION) if person else ()
    return f"city:{next((city for city in cities if city in own), cities[0])}"


def print_key(edition: Edition, mark: Print.Mark) -> str:
    """What the work behind a print is about: the edition, the mark and the exact content."""
    return f"{edition.pk}:{mark}:{edition.sha256}"
