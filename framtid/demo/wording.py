"""Reads what the sources say into what the tables can hold – only as far as the words say it plainly."""

import re

from cities.models.parties import PartyKind
from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.models import Instrument, Measure, Progress

PARTY_KINDS = {
    "departement": PartyKind.MINISTRY,
    "direktorat": PartyKind.DIRECTORATE,
    "statlig etat": PartyKind.STATE_AGENCY,
    "interesseorganisasjon": PartyKind.INTEREST,
    "næringsorganisasjon": PartyKind.BUSINESS,
    "konsulent": PartyKind.CONSULTANCY,
}

INSTRUMENT_TYPES = {
    "økonomisk": [Instrument.Type.ECONOMIC],
    "juridisk": [Instrument.Type.LEGAL],
    "organisatorisk": [Instrument.Type.ORGANISATIONAL],
    "økonomisk/juridisk": [Instrument.Type.ECONOMIC, Instrument.Type.LEGAL],
    "pedagogisk": [Instrument.Type.INFORMATIONAL],
    "informasjon": [Instrument.Type.INFORMATIONAL],
}

DIRECTIONS = {
    "innadrettet": Measure.Direction.INWARD,
    "utadrettet": Measure.Direction.OUTWARD,
    "begge": Measure.Direction.BOTH,
}

# Words that plainly say how far it has come. "vedtatt", "foreslått", "drøftet" and the like do not.
STATUS_WORDS = {
    Progress.Status.PLANNED: ("planlagt", "skal igangsettes"),
    Progress.Status.UNDER_WAY: (
        "pågår", "påbegynt", "igangsatt", "startet", "utvikles", "under utvikling", "under utarbeidelse",
        "under arbeid", "under bygging", "under utbygging",
    ),
    Progress.Status.DONE: ("gjennomført", "opprettet", "innført", "anskaffet", "satt i drift", "tatt i bruk"),
}  # fmt: skip

MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
DAY = re.compile(rf"(?:før )?(?:\d\d\.\d\d\.\d{{4}}|\b(?:våren|sommeren|høsten|{MONTHS}) \d{{4}}|\b\d{{4}}\b)")


def status_in(words: str) -> Progress.Status | None:
    """The status the words plainly say, or None."""
    for status, phrases in STATUS_WORDS.items():
        if re.search(rf"\b(?:{'|'.join(phrases)})\b", words, re.IGNORECASE):
            return status
    return None


def day_in(words: str) -> LooseDate | None:
    """The one day, month, season or year the words name; None when they name none or several."""
    days = DAY.findall(words)
    return LooseDate.read(days[0]) if len(days) == 1 else None


def period(words: str | None) -> LooseDate | None:
    return LooseDate.read(words) if words else None


def figure(value, bound="") -> StatedNumber:
    """A figure of the facts, written the Norwegian way: "−50", "under 3"; None is not stated."""
    return StatedNumber.read("ikke oppgitt" if value is None else f"{bound} {norwegian(value)}".strip())


def millions_of_kroner(value) -> StatedNumber:
    """323.4 → 323 400 000, "323,4 mill. kr"."""
    return StatedNumber.read(f"{norwegian(value)} mill. kr")


def norwegian(value) -> str:
    return str(value).replace("-", "−").replace(".", ",")


def split_words(words: str) -> tuple[str, str]:
    """ "Tromsø kommune (søker)" → ("Tromsø kommune", "søker")."""
    name, _, rest = words.partition(" (")
    return name, rest.removesuffix(")")


def ascii_name(name: str) -> str:
    """Bærum → baerum, Tromsø → tromso: for addresses."""
    return name.lower().translate(str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "-", "/": "-"}))


def joined(*texts) -> str:
    """One remark a line; empty ones left out."""
    return "\n".join(text for text in texts if text)
