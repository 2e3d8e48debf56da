"""Work that documents has queued: loads by id, calls the press."""

import json
from functools import partial

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cities.access import can
from cities.acts import Act
from cities.models import User
from common.canonical import canonical, digest
from documents.editions import edition
from documents.models import Print
from documents.pictures import stored_pictures
from documents.press import Since, print_pdf
from documents.standing import other_texts
from files.actions import store
from jobs.actions import finishing, tell
from jobs.work import Hopeless, does


@does("print")
def print_edition(job) -> None:
    """Print the edition that is the job's subject, and keep the file.

    Errors: Hopeless or Unprintable with the reason. Nothing is written but a stored file, which is shared by its hash.
    """
    prints = Print.objects.select_related("edition__version", "edition__city", "route__city", "since")
    wanted = prints.filter(edition=job.subject, job=job.pk).first()
    if wanted is None:
        raise Hopeless(_("Utskriften finnes ikke lenger."))
    if wanted.file_id:
        return
    demand_reader(wanted, job)
    pdf = press(wanted, tell=partial(tell, job))
    file = store(source=pdf.data, media_type="application/pdf", at=timezone.now())
    with finishing(job):
        Print.objects.filter(pk=wanted.pk, file=None).update(file=file, pages=pdf.pages, printed_at=Now())


def demand_reader(wanted: Print, job) -> None:
    """A print is made as long as one of those who asked for it may read it. What the house itself asks for, always."""
    people = User.objects.filter(pk__in=job.askers)
    if job.askers and not any(can(person, Act.READ_VERSION, wanted.edition) for person in people):
        raise Hopeless(_("Den som ba om utskriften, har ikke lenger tilgang til den."))


def press(wanted: Print, tell=len):
    """Derive the edition anew from the frozen version and print it. Shape: → documents.press.Pdf.

    tell: is called now and then with words for how far it has come.
    """
    asked, version = wanted.edition, wanted.edition.version
    content = edition(json.loads(version.content), asked.city.slug if asked.city else None)
    if digest(canonical(content)) != asked.sha256:
        raise Hopeless(_("Innholdet stemmer ikke med kontrollsummen fra da versjonen ble låst."))
    with override(asked.language):
        mark = wanted.get_mark_display()
    others = [
        (str(one.city), one.version.number, one.version.shared_sha256, one.adopted) for one in other_texts(version)
    ]
    return print_pdf(
        content, version=version.number, mark=mark, sha256=asked.sha256, day=version.day, others=others,
        case=wanted.told if wanted.kind == Print.Kind.CASE else None, since=held_against(wanted),
        marked=wanted.kind == Print.Kind.CHANGES, layout=wanted.layout, line_numbers=wanted.line_numbers,
        pictures=pictures(content), tell=tell,
    )  # fmt: skip


def held_against(wanted: Print) -> Since | None:
    """The version that the print tells changes from, as a reader in the city of the case gets it."""
    before = wanted.since
    reader = wanted.route and wanted.route.city.slug
    return before and Since(before.number, before.day, edition(before.data, reader))


def pictures(content: dict) -> dict[str, tuple[str, bytes]]:
    """The pictures a content draws, from the store. Errors: Hopeless if one is missing there."""
    try:
        return stored_pictures(content)
    except FileNotFoundError:
        raise Hopeless(_("Et bilde som hører til versjonen, finnes ikke lenger.")) from None
