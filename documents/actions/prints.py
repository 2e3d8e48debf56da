"""Ordering prints. What is issued is never changed: another mark is another print."""

from django.db import transaction

from documents.models import Edition, Print
from documents.treatment import mark_of
from jobs import actions as jobs


@transaction.atomic
def order_print(*, edition: Edition, by, at) -> Print:
    """Ask for the PDF of an edition with the mark it has now. Asking again gives the same print; a failed one is tried
    again.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    mark = mark_of(edition, at)
    printed = edition.prints.filter(mark=mark).select_related("job", "file").first()
    if printed is None:
        return start_prints([edition], mark, by=by, at=at)[0]
    if printed.file is None and printed.job and printed.job.active:
        jobs.ask_too(printed.job, by=by)
    elif printed.file is None:
        printed.job = jobs.enqueue(kind="print", key=print_key(edition, mark), subject=edition.pk, by=by, at=at)
        printed.save(update_fields=["job"])
    return printed


def start_prints(editions: list[Edition], mark: Print.Mark, *, by, at) -> list[Print]:
    """Order prints of editions that have none yet with this mark."""
    keys = {print_key(edition, mark): edition for edition in editions}
    work = jobs.enqueue_all(kind="print", subjects={key: edition.pk for key, edition in keys.items()}, by=by, at=at)
    return Print.objects.bulk_create(
        Print(edition=edition, mark=mark, job=work[key]) for key, edition in keys.items()
    )  # fmt: skip


def print_key(edition: Edition, mark: Print.Mark) -> str:
    """What the work behind a print is about: the edition, the mark and the exact content."""
    return f"{edition.pk}:{mark}:{edition.sha256}"
