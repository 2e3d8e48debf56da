"""Reads a PDF from anywhere, in the confined process that also prints."""

import json
import logging
import signal
from dataclasses import dataclass
from tempfile import TemporaryFile

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from documents.press.reasons import MIB, NO_MEMORY, REFUSED
from documents.press.turns import Turns
from documents.press.workshop import Limits, operate

logger = logging.getLogger(__name__)

LIMITS = Limits(memory=1024 * MIB, cpu=30, size=32 * MIB, wall=45)
TURNS = Turns(at_once=2, patience=20)

WORDS = {
    "no pdf": _("Den er ikke en PDF."),
    "broken": _("Den er skadet eller avkortet. Last den ned på nytt, eller be om den på nytt der du fikk den."),
    "password": _("Den er låst med et passord. Lagre den uten passord, og prøv igjen."),
    "pages": _("Den har flere sider enn noen av våre."),
    "dear": _("Den krever mer tid eller minne enn vi bruker på én fil."),
    "busy": _("Mange filer kontrolleres akkurat nå. Prøv igjen om et minutt."),
    "lost": _("Vi finner ikke vår egen utskrift å holde den opp mot. Si fra til dem som drifter Framtid."),
}
TOO_DEAR = {NO_MEMORY, -signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT}


class Unreadable(Refused):
    """The file cannot be read; the message says why."""

    @staticmethod
    def words(kind: str) -> str:
        return str(WORDS[kind])


@dataclass(frozen=True)
class Page:
    """content: the digest of what is drawn. links: one digest each. notes: the sort of each, as PDF has it (/Text)."""

    content: str
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """attached: SHA-256 by name. claims: the checksums a file gives itself.

    acts: does it do or show something else than its pages? damaged: had it to be mended to be read?
    """

    pages: tuple[Page, ...]
    attached: dict[str, str]
    claims: tuple[str, ...] = ()
    acts: bool = False
    damaged: bool = False


def read(pdf: bytes, limits: Limits = LIMITS) -> Reading:
    """What the file holds. Errors: Unreadable."""
    with (
        TURNS.one(Unreadable(Unreadable.words("busy"))),
        TemporaryFile() as given,
        TemporaryFile() as answer,
        TemporaryFile() as said,
    ):
        given.write(pdf)
        given.seek(0)
        status = operate(given, answer, said, limits, job="read")
        if status != 0:
            said.seek(0)
            raise Unreadable(Unreadable.words(kind_of(status, said.read().decode(errors="replace"))))
        answer.seek(0)
        found = json.load(answer)
    pages = tuple(Page(page["content"], tuple(page["links"]), tuple(page["notes"])) for page in found["pages"])
    return Reading(pages, found["attached"], tuple(found["claims"]), found["acts"], found["damaged"])


def kind_of(status: int, said: str) -> str:
    """Why the machine stopped. What it did not foresee is the file's fault too, but is written down."""
    last_line = (said.splitlines() or [""])[-1]
    if status == REFUSED:
        kind = json.loads(last_line)[0]
        return kind if kind in WORDS else "dear"
    if status in TOO_DEAR:
        return "dear"
    logger.warning("a file to be checked stopped the reader: status %s", status)
    return "broken"
