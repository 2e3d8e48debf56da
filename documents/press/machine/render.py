"""HTML → PDF. The only file that knows WeasyPrint."""

import logging
import os
from base64 import b64decode
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pydyf
from finish import finish
from gate import missing
from letters import unknown
from progress import Progress
from refusal import Refusal
from weasyprint import CSS, HTML, Attachment
from weasyprint.logger import LOGGER, PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSETS = Path(__file__).parent / "assets"
MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}


class Unprintable(Refusal):
    """kind: letters, address, fault or lost. what: the letters, the address, the fault, or the codes."""


class OnlyOurs(URLFetcher):
    """Fetches press:NAME from the assets beside this file, or from the pictures sent along, and nothing else."""

    def __init__(self, pictures=()):
        super().__init__()
        self.pictures = dict(pictures)

    def fetch(self, url, headers=None):
        scheme, _, name = url.partition(":")
        if scheme == "press" and name in self.pictures:
            media_type, data = self.pictures[name]
            return URLFetcherResponse(url, b64decode(data), {"Content-Type": media_type})
        asset = ASSETS / name
        if scheme != "press" or asset.parent != ASSETS or not asset.is_file():
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, asset.read_bytes(), {"Content-Type": MEDIA_TYPES[asset.suffix]})


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


def print_pdf(
    *, html: str, data: str, data_name: str, day: str, codes: list[str], pictures: dict, progress: Progress
) -> tuple[bytes, dict]:
    """Render, finish and check. Shape: → the PDF, {"pages": n}.

    data: text to attach under data_name. day: ISO date that stands as the file's date. codes: anchors of the html,
    each to be found in the text of the page it leads to. progress: is told of each page. Errors: Unprintable.
    """
    if letters := unknown(unescape(html), Path(os.environ["FONTCONFIG_FILE"]).parent):
        raise Unprintable("letters", letters)
    pdf, pages = finish(render(html, data, data_name, day, pictures, progress))
    if lost := missing(pdf, codes):
        raise Unprintable("lost", lost)
    return pdf, {"pages": pages}


def render(html: str, data: str, data_name: str, day: str, pictures: dict, progress: Progress) -> bytes:
    LOGGER.handlers = [Strict(logging.WARNING)]
    PROGRESS_LOGGER.handlers, PROGRESS_LOGGER.propagate = [progress], False
    PROGRESS_LOGGER.setLevel(logging.INFO)
    fetcher, fonts = OnlyOurs(pictures), FontConfiguration()
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    attachment = Attachment(
        string=data, name=data_name, relationship="Source", created=moment, modified=moment, url_fetcher=fetcher
    )
    try:
        style = CSS(url="press:print.css", url_fetcher=fetcher, font_config=fonts)
        options = {"stylesheets": [style], "pdf_variant": "pdf/a-3a", "attachments": [attachment]}
        document = HTML(string=html, base_url="press:", url_fetcher=fetcher).render(font_config=fonts, **options)
        progress.hear_painting(document.pages)
        return document.write_pdf(uncompressed_pdf=True, **options)  # the finish step compresses
    except FatalURLFetchingError as refused:
        raise Unprintable("address", str(refused)[:500]) from None
