"""A paper printed in one piece: the short ones, and the measure that printing by sheets is held against."""

from finish import finish
from gate import missing, told_of
from letters import demand_letters
from refusal import Unprintable
from render import Renderer
from shelf import Shelf, key

HANGS_ON = ("language", "head", "sheets", "data", "data_name", "data_about", "day")


def print_whole(work: dict, progress) -> tuple[bytes, dict]:
    """Render, finish and check. Shape: → the PDF, what is told of it. work: see __main__. Errors: Unprintable."""
    shelf, whole = Shelf(work["shelf"]), key("in one piece", *(work[name] for name in HANGS_ON))
    if (kept := shelf.get(whole)) is not None:
        return kept[1], kept[0]
    pdf = made(work, progress)
    report = {"kept": whole, **told_of(pdf, work["codes"])}
    shelf.put(whole, report, pdf)
    return pdf, report


def made(work: dict, progress) -> bytes:
    html = f"{work['head']}{''.join(sheet['html'] for sheet in work['sheets'])}</body></html>"
    demand_letters(html)
    renderer = Renderer(work["pictures"], progress)
    attachment = renderer.attachment(work["data"], work["data_name"], work["data_about"], work["day"])
    pdf = finish(renderer.pdf(html, banded=True, attachments=[attachment])[0])
    if lost := missing(pdf, work["codes"]):
        raise Unprintable("lost", lost)
    return pdf
