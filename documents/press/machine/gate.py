"""Reads the finished file as a reader would, to see that nothing was lost on the way."""

import re
from io import BytesIO

import pikepdf
import pypdfium2


def missing(pdf: bytes, codes: list[str]) -> list[str]:
    """The codes that do not stand, as text, on the page their own anchor leads to."""
    pages = pages_of_anchors(pdf)
    words: dict[int, set[str]] = {}
    document = pypdfium2.PdfDocument(pdf)
    for number in sorted({pages[code] for code in codes if code in pages}):
        page = document[number]
        text = page.get_textpage()
        words[number] = set(re.findall(r"[\w-]+", text.get_text_bounded()))
        text.close()
        page.close()
    document.close()
    return [code for code in codes if code not in words.get(pages.get(code), ())]


def pages_of_anchors(pdf: bytes) -> dict[str, int]:
    with pikepdf.open(BytesIO(pdf)) as document:
        if "/Names" not in document.Root or "/Dests" not in document.Root.Names:
            return {}
        number = {page.objgen: n for n, page in enumerate(document.pages)}
        names = iter(document.Root.Names.Dests.Names)
        return {str(name): number[target[0].objgen] for name, target in zip(names, names, strict=True)}
