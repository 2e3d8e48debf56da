"""Reads the finished file as a reader would, to see that nothing was lost on the way."""

import hashlib
import re
from io import BytesIO

import pikepdf


def missing(pdf: bytes, codes: list[str]) -> list[str]:
    """The codes that do not stand, as text, on the page their own anchor leads to."""
    with pikepdf.open(BytesIO(pdf)) as file:
        pages = pages_of_anchors(file)
    words: dict[int, set[str]] = {}
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for number in sorted({pages[code] for code in codes if code in pages}):
        words[number] = words_of(document[number])
    document.close()
    return [code for code in codes if code not in words.get(pages.get(code), ())]


def told_of(pdf: bytes, codes: list[str]) -> dict:
    """What others want to know of a finished file.

    Shape: {"pages": how many, "drawn": the digest of what each page draws besides its band, "places": {code: page}},
    pages counted from 0.
    """
    with pikepdf.open(BytesIO(pdf)) as file:
        places = pages_of_anchors(file)
        first = [page.obj.Contents for page in file.pages]
        digests = [drawn(each[0] if isinstance(each, pikepdf.Array) else each) for each in first]
    return {"pages": len(first), "drawn": digests, "places": {code: places[code] for code in codes if code in places}}


def lost(told: dict, codes: list[str], stood: dict[str, str]) -> list[str]:
    """The codes that do not stand, as text, on the page their own anchor leads to, in a file that was joined.

    told: of `told_of`. stood: by code, the digest of what the page draws on which it was read when its sheet was made
    (`Made.stood`).
    """
    places, digests = told["places"], told["drawn"]
    return [code for code in codes if code not in places or stood.get(code) != digests[places[code]]]


def drawn(contents) -> str:
    """The digest of a stream of drawing, as it is packed."""
    return hashlib.sha256(contents.read_raw_bytes()).hexdigest()


def words_of(page) -> set[str]:
    """The words of a page, as pdfium reads them."""
    text = page.get_textpage()
    words = set(re.findall(r"[\w-]+", text.get_text_bounded()))
    text.close()
    page.close()
    return words


def pages_of_anchors(file) -> dict[str, int]:
    if "/Names" not in file.Root or "/Dests" not in file.Root.Names:
        return {}
    number = {page.objgen: n for n, page in enumerate(file.pages)}
    names = iter(file.Root.Names.Dests.Names)
    return {str(name): number[target[0].objgen] for name, target in zip(names, names, strict=True)}
