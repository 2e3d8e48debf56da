"""A paper printed in one piece: the short ones, and the measure that printing by sheets is held against."""

from io import BytesIO

import pikepdf
from band import Band, framed
from finish import finish
from gate import missing, told_of
from hyphens import keep_patterns
from letters import demand_letters
from pikepdf import Array
from refusal import Unprintable
from render import Renderer, fifth_lines
from shelf import Shelf, key

HANGS_ON = ("language", "head", "sheets", "data", "data_name", "data_about", "day", "layout", "colour", "line_numbers")


def print_whole(work: dict, progress) -> tuple[bytes, dict]:
    """Render, finish and check. Shape: → the PDF, what is told of it. work: see __main__. Errors: Unprintable."""
    shelf, whole = Shelf(work["shelf"]), key("in one piece", *(work[name] for name in HANGS_ON))
    if (kept := shelf.get(whole)) is not None:
        return kept[1], kept[0]
    keep_patterns(shelf)
    pdf = made(work, progress)
    report = {"kept": whole, **told_of(pdf, work["codes"])}
    shelf.put(whole, report, pdf)
    return pdf, report


def made(work: dict, progress) -> bytes:
    html = f"{work['head']}{''.join(sheet['html'] for sheet in work['sheets'])}</body></html>"
    demand_letters(html)
    renderer = Renderer(work["pictures"], progress, work["layout"], work["colour"])
    attachment = renderer.attachment(work["data"], work["data_name"], work["data_about"], work["day"])
    pdf, pages = renderer.pdf(html, banded=True, attachments=[attachment])
    frame = framed(renderer, work["head"]) if work["line_numbers"] else None
    pdf = finish(pdf, lambda document: frame and number_lines(document, frame, pages))
    if lost := missing(pdf, work["codes"]):
        raise Unprintable("lost", lost)
    return pdf


def number_lines(document, frame: bytes, pages) -> None:
    """Write the numbers of lines in the margin, with the digits of a frame, as is done where sheets are joined."""
    with pikepdf.open(BytesIO(frame)) as source:
        band = Band(source.pages[0])

        def copied(thing):
            return document.copy_foreign(source.make_indirect(thing))

        band.lend(document.pages[0].obj.Resources, copied)  # which all pages share
        for page, lines in zip(document.pages, fifth_lines(pages), strict=True):
            if drawn := band.beside(lines):
                page.obj.Contents = Array([page.obj.Contents, document.make_stream(drawn)])
