"""What stands in a PDF, and what lies in it."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2


def text_of(source: bytes | Path) -> str:
    """The text of all pages, with one blank wherever there is space."""
    document = pypdfium2.PdfDocument(source)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def enclosed_in(source: bytes) -> dict[str, bytes]:
    """The attachments by name."""
    with pikepdf.open(BytesIO(source)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}


def told_of(source: bytes) -> str:
    """What the file says about itself: title, author and the like, headings of the outline, names of attachments."""
    with pikepdf.open(BytesIO(source)) as document:
        told = [str(value) for value in document.docinfo.values()]
        told += [bytes(document.Root.Metadata.read_bytes()).decode()] if "/Metadata" in document.Root else []
        with document.open_outline() as outline:
            told += headings(outline.root)
        return "\n".join(told + list(document.attachments))


def headings(items) -> list[str]:
    return [heading for item in items for heading in (item.title, *headings(item.children))]
