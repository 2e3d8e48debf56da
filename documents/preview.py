"""A draft as it would be printed, made while one waits. Nothing is stored; the press's shelf has it for a while."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from common.canonical import canonical, digest
from common.refusals import Refused
from documents.models import Document
from documents.pictures import stored_pictures
from documents.press import Limits, Unprintable, print_pdf
from documents.press.turns import Turns
from documents.press.workshop import run, shelf

__all__ = ["Preview", "Unprintable", "kept_file", "kept_page", "preview"]

LIMITS = Limits(cpu=60, wall=60)
SMALL = Limits(cpu=10, wall=15)
MAKING, SHOWING = Turns(at_once=2, patience=5), Turns(at_once=4, patience=15)
BUSY = gettext_lazy("Mange lager PDF akkurat nå. Prøv igjen om litt.")


class Busy(Refused):
    """Others are being served; try again."""


@dataclass(frozen=True)
class Preview:
    """kept: the name by which its file and pages can be asked for. drawn, places: as of documents.press.Pdf."""

    kept: str
    drawn: list[str]
    places: dict[str, int]


def preview(document: Document, content: dict, *, day: date) -> Preview:
    """Errors: Unprintable, with what stands in the way; Busy."""
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    with override(content["language"]):
        mark = _("Forhåndsvisning")
    with MAKING.one(Busy(BUSY)):
        pdf = print_pdf(
            content, version=last + 1, mark=mark, sha256=digest(canonical(content)), day=day,
            pictures=stored_pictures(content),
            limits=LIMITS,
        )  # fmt: skip
    return Preview(pdf.kept, pdf.drawn, pdf.places)


def kept_page(kept: str, page: int) -> bytes:
    """The picture of a page, as PNG. Errors: Unprintable, if it is no longer there; Busy."""
    return shown(kept, page)


def kept_file(kept: str) -> bytes:
    """The PDF. Errors: as for `kept_page`."""
    return shown(kept, None)


def shown(kept: str, page: int | None) -> bytes:
    with SHOWING.one(Busy(_("Mange ser på forhåndsvisninger akkurat nå. Prøv igjen om litt."))):
        return run({"shelf": str(shelf()), "kept": kept, "page": page}, SMALL, job="kept")[0]
