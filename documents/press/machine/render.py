"""HTML → PDF. The only file that knows WeasyPrint."""

import logging
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import pydyf
from band import EVERY
from palette import dressed
from refusal import Unprintable
from structure import put_right
from tall import let_tall_rows_break
from weasyprint import CSS, HTML, Attachment
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TableBox
from weasyprint.logger import LOGGER, PROGRESS_LOGGER
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSETS = Path(__file__).parent / "assets"
MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}
POINT = 0.75  # of a pixel
BESIDE = 15  # pixels from the text to the number
VARIANT = {"pdf_variant": "pdf/a-3a", "uncompressed_pdf": True}  # what follows compresses


class OnlyOurs(URLFetcher):
    """Fetches press:NAME from the assets beside this file, or from the pictures sent along, and nothing else."""

    def __init__(self, pictures, colour: str | None):
        super().__init__()
        self.pictures, self.colour = pictures, colour

    def fetch(self, url, headers=None):
        scheme, _, name = url.partition(":")
        if scheme == "press" and name in self.pictures:
            media_type, data = self.pictures[name]
            return URLFetcherResponse(url, b64decode(data), {"Content-Type": media_type})
        asset = ASSETS / name
        if scheme != "press" or asset.parent != ASSETS or not asset.is_file():
            raise FatalURLFetchingError(url)
        data = dressed(asset.read_bytes(), self.colour) if self.colour else asset.read_bytes()
        return URLFetcherResponse(url, data, {"Content-Type": MEDIA_TYPES[asset.suffix]})


class Strict(logging.Handler):
    """What WeasyPrint would log and pass over is a fault here: no PDF comes out with something missing."""

    def emit(self, record):
        raise Unprintable("fault", record.getMessage()[:500])


def page_references(pdf) -> tuple[bytes, ...]:
    """All pages' references, which pydyf works out anew for each tag. Remembered, tagging is no longer quadratic."""
    pages = pdf.pages["Kids"][::3]
    if len(getattr(pdf, "known_references", ())) != len(pages):
        pdf.known_references = tuple(f"{number} 0 R".encode("ascii") for number in pages)
    return pdf.known_references


pydyf.PDF.page_references = property(page_references)


def tagged(box, *others, build=tags._build_box_tree):
    """An element's tags, as WeasyPrint makes them, with the language that it is said to be in."""
    element = getattr(box, "_box", box).element
    language = element is not None and element.tag not in ("html", "body") and element.get("lang")
    for tag in build(box, *others):
        if language:
            tag["Lang"] = pydyf.String(language)
        yield tag


tags._build_box_tree = tagged


class Renderer:
    """WeasyPrint with our style, our fonts and a fetcher of our own. pictures: by address, media type and base64.

    layout: standard, or the name of a sheet of style of its own that is laid over it. colour: in place of our green.
    """

    def __init__(self, pictures: dict, progress, layout: str, colour: str | None):
        LOGGER.handlers = [Strict(logging.WARNING)]
        PROGRESS_LOGGER.handlers, PROGRESS_LOGGER.propagate = [progress], False
        PROGRESS_LOGGER.setLevel(logging.INFO)
        self.progress, self.fonts = progress, FontConfiguration()
        self.ours = {"url_fetcher": OnlyOurs(pictures, colour)}
        self.style, self.band = map(self.css, ("press:print.css", "press:band.css"))
        self.layout = [] if layout == "standard" else [self.css(f"press:{layout}.css")]

    def css(self, address: str) -> CSS:
        return CSS(url=address, font_config=self.fonts, **self.ours)

    def pdf(self, html: str, *, banded: bool, prepare=len, attachments=()) -> tuple[bytes, list]:
        """Shape: → the PDF as WeasyPrint leaves it, its pages. Errors: Unprintable.

        banded: with head and foot on its pages? prepare: may change the tree of the document before it is laid out.
        """
        styles = [self.style, *([self.band] if banded else []), *self.layout]
        options = {"stylesheets": styles, "attachments": list(attachments), **VARIANT}
        try:
            source = HTML(string=html, base_url="press:", **self.ours)
            let_tall_rows_break(source.etree_element)
            prepare(source.etree_element)
            document = source.render(font_config=self.fonts, **options)
            self.progress.hear_painting(document.pages)
            return document.write_pdf(finisher=put_right, **options), document.pages
        except FatalURLFetchingError as refused:
            raise Unprintable("address", str(refused)[:500]) from None

    def attachment(self, data: str, name: str, about: str, day: str) -> Attachment:
        """Text to attach as what the document was made from. about: what it is, in words; day: its ISO date."""
        moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
        kept = {"relationship": "Source", "created": moment, "modified": moment}
        return Attachment(string=data, name=name, description=about, **kept, **self.ours)


def anchors(pages) -> dict[str, list]:
    """Where each anchor leads to, at first. Shape: {name: [page, x, y]}, in points from the lower left."""
    found = {}
    for number, page in enumerate(pages):
        for name, (x, y, *_size) in page.anchors.items():
            found.setdefault(name, [number, *point(page, x, y)])
    return found


def headings(pages) -> list[list]:
    """The bookmarks. Shape: [[level, words, page, x, y]]"""
    return [
        [level, words, number, *point(page, x, y)]
        for number, page in enumerate(pages)
        for level, words, (x, y, *_size), _state in page.bookmarks
    ]


def fifth_lines(pages) -> list[list[tuple[float, float]]]:
    """For each page, where the number of every fifth line of running text stands: in its margin, on the line.

    Shape: [[(x, y)]], in pixels from the upper left. What stands in tables is found by its rows, and not counted.
    """
    found = []
    for page, is_bare in zip(pages, bare(pages), strict=True):
        box = page._page_box
        x = box.position_x + box.margin_left + box.padding_left + box.width + BESIDE
        lines = [] if is_bare else sorted({round(y, 1) for y in baselines(box)})
        found.append([(round(x, 1), y) for y in lines[EVERY - 1 :: EVERY]])
    return found


def baselines(box):
    """How far down each line of running text stands."""
    if isinstance(box, LineBox):
        yield box.position_y + box.baseline
    elif not isinstance(box, (TableBox, MarginBox)):
        for child in getattr(box, "children", ()):
            yield from baselines(child)


def point(page, x: float, y: float) -> tuple[float, float]:
    return x * POINT, (page.height - y) * POINT


def bare(pages) -> list[bool]:
    """The pages that have neither head nor foot: the covers."""
    return [page._page_box.page_type.name == "cover" for page in pages]
