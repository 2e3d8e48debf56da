"""Frozen content in, PDF out. No question to live tables, and WeasyPrint only in a confined process (machine/)."""

from base64 import b64encode
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from common.canonical import canonical, digest
from documents.press.news import Since
from documents.press.paper import data_name, paper
from documents.press.pictures import picture_address, pictures_of
from documents.press.workshop import LIMITS, Limits, Unprintable, run, shelf

__all__ = ["LIMITS", "Limits", "Pdf", "Since", "Unprintable", "pictures_of", "print_pdf"]


@dataclass(frozen=True)
class Pdf:
    """kept: the name by which the shelf has it for a while. drawn: the digest of what each page draws. places: by code,
    the number of its page, from 0."""

    data: bytes
    pages: int
    kept: str
    drawn: list[str]
    places: dict[str, int]


def print_pdf(
    content: dict, *, version: int, mark: str, sha256: str, day: date, others=(), case: dict | None = None,
    since: Since | None = None, marked: bool = False, layout: str = "standard", line_numbers: bool = False,
    whole: bool = False, pictures: dict | None = None, limits: Limits = LIMITS, tell=len,
) -> Pdf:  # fmt: skip
    """Print an edition: the same content, version, mark, day and what stands beside it give the same bytes.

    content: an edition, as in docs/content-2.schema.json, or an older one.
    mark: the word that stands on every page ("Utkast").
    sha256: the edition's checksum. day: the document's day. others, case, since, marked: as for
    `paper`.
    layout: standard, compact (smaller, with facts side by side) or large (14 points and more, in one column).
    line_numbers: has every fifth line of running text its number in the margin?
    whole: in one piece, even if it is long? That takes longer and says the same.
    pictures: by the hash of each that the content names (see `pictures_of`), its media type and bytes.
    tell: is called now and then with words for how far it has come.
    Errors: Unprintable, with a message for the one who asked; ValueError if the content is not what sha256 says.
    """
    data = canonical(content)
    if digest(data) != sha256:
        raise ValueError("the content does not have this checksum")
    printed = paper(
        content, version=version, mark=mark, sha256=sha256, day=day, others=others, case=case, since=since,
        marked=marked, side_by_side=layout == "compact",
    )  # fmt: skip
    work = {
        "language": printed.language,
        "head": printed.head,
        "sheets": [asdict(sheet) for sheet in printed.sheets],
        "whole": whole or not printed.long,
        "layout": layout,
        "colour": printed.colour,
        "line_numbers": line_numbers,
        "shelf": str(shelf()),
        "data": data,
        "data_name": data_name(content),
        "data_about": data_about(content["language"]),
        "day": day.isoformat(),
        "codes": [element["code"] for element in content["elements"] if element["kind_name"]],
        "pictures": {
            picture_address(sha256): (media_type, b64encode(data).decode())
            for sha256, (media_type, data) in (pictures or {}).items()
        },
    }
    pdf, report = run(work, limits, tell)
    return Pdf(pdf, **report)


def data_about(language: str) -> str:
    with override(language):
        return _("Innholdet som data")
