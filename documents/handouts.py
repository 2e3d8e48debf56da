"""A few pages that a room above has drawn as HTML, as a PDF made while one waits. Nothing is stored."""

from documents.press.typesetting import spaced
from documents.press.workshop import run
from documents.preview import BUSY, LIMITS, MAKING, Busy


def handout(html: str, *, style: str, banded: bool = False) -> bytes:
    """html: a whole page with language and title. style: the name of a sheet beside print.css, laid over it.

    banded: with head and foot on its pages, in the words its body has for them (see band.css).
    Errors: Unprintable, with what stands in the way; Busy.
    """
    with MAKING.one(Busy(BUSY)):
        return run({"html": spaced(html), "style": style, "banded": banded}, LIMITS, job="handout")[0]
