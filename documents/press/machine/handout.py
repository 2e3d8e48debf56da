"""A few pages with a style of their own: name tags, door signs, minutes. Nothing of them is kept."""

import os

from finish import finish
from letters import demand_letters
from progress import Progress
from render import Renderer


def print_handout(work: dict) -> tuple[bytes, dict]:
    """Shape: → the PDF, what is told of it. work: see __main__. Errors: Unprintable."""
    demand_letters(work["html"])
    renderer = Renderer({}, Progress(os.open(os.devnull, os.O_WRONLY)), work["style"], None)
    pdf, pages = renderer.pdf(work["html"], banded=work["banded"])
    return finish(pdf), {"pages": len(pages)}
