"""A paper printed in one piece: the short ones, and the measure that printing by sheets is held against."""

from finish import finish
from gate import missing
from letters import demand_letters
from refusal import Unprintable
from render import Renderer


def print_whole(work: dict, progress) -> tuple[bytes, dict]:
    """Render, finish and check. Shape: → the PDF, {"pages": n}. work: see __main__. Errors: Unprintable."""
    html = f"{work['head']}{''.join(sheet['html'] for sheet in work['sheets'])}</body></html>"
    demand_letters(html)
    renderer = Renderer(work["pictures"], progress)
    attachment = renderer.attachment(work["data"], work["data_name"], work["day"])
    pdf, pages = finish(renderer.pdf(html, banded=True, attachments=[attachment])[0])
    if lost := missing(pdf, work["codes"]):
        raise Unprintable("lost", lost)
    return pdf, {"pages": pages}
