"""Frozen content in, PDF out. No question to live tables, and WeasyPrint only in a confined process (machine/)."""

from dataclasses import dataclass
from datetime import date

from common.canonical import canonical, digest
from documents.press.paper import paper
from documents.press.workshop import LIMITS, Limits, Unprintable, run

__all__ = ["LIMITS", "Limits", "Pdf", "Unprintable", "print_pdf"]


@dataclass(frozen=True)
class Pdf:
    data: bytes
    pages: int


def print_pdf(
    content: dict, *, version: int, mark: str, sha256: str, day: date, limits: Limits = LIMITS
) -> Pdf:  # fmt: skip
    """Print an edition: the same content, version, mark and day give the same bytes.

    content: an edition, as in docs/content-2.schema.json, or an older one.
    mark: the word that stands on every page ("Utkast").
    sha256: the edition's checksum. day: the document's day.
    Errors: Unprintable, with a message for the one who asked; ValueError if the content is not what sha256 says.
    """
    data = canonical(content)
    if digest(data) != sha256:
        raise ValueError("the content does not have this checksum")
    work = {
        "html": paper(content, version=version, mark=mark, sha256=sha256, day=day),
        "data": data,
        "data_name": "handlingsprogram.json",
        "day": day.isoformat(),
        "codes": [element["code"] for element in content["elements"]],
    }
    pdf, report = run(work, limits)
    return Pdf(pdf, report["pages"])
