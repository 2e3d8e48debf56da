"""Periods as Norwegians write them (Bokmål and Nynorsk) ↔ EDTF: open ends, ranges, durations, narrowed seasons."""

import re
from datetime import date, timedelta

from common.datewords import MONTHS_OF, month_of, point, say_point
from common.days import NotADate, days

_WEEKDAYS = r"\b(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?:en)?,? (?:den )?"
_OFTEN = r"\b(?:årlig|årleg|hvert år|kvart år|løpende|løpande|fortløpende|kontinuerlig|jevnlig)\b,?"
_CLOCK = r",? (?:kl|klokka|klokken)\.? [0-2]?[0-9](?:[.:][0-9]{2})?$"
_TO = r"t\.?o\.?m\.?|til og med|fram til|frem til|til"
_FROM = r"f\.?o\.?m\.?|fra og med|frå og med|fra|frå|mellom"
_BETWEEN = re.compile(rf" ?[–/-] ?| (?:{_TO}|og) ")

# how an end is told → the EDTF around it. ".." is open, nothing at all is unknown.
_OPEN = [
    (rf"(?:{_FROM}|siden|sidan) (.+)", "{}/.."),
    (r"(.+?) ?(?:[–-]| og fram(?:over|yver)| og fremover)", "{}/.."),
    (rf"(?:{_TO}|(?:innen|innan) utgangen av|innen|innan|senest|seinast|inntil|[–-]) ?(.+)", "../{}"),
    (r"(?:byggestart|oppstart|starter|startet|start|påbegynt|begynner|begynte) (.+)", "{}/"),
    (r"(?:ferdigstilt|ferdig|fullført|avsluttet|slutter|sluttført) (?:innen |innan )?(.+)", "/{}"),
]
_OPEN = [(re.compile(shape), around) for shape, around in _OPEN]
_LEFT, _RIGHT = {"..": "til ", "": "slutter "}, {"..": "fra ", "": "starter "}
_ASIDE = re.compile(r"(?P<side>før|etter) (?P<point>.+)")

_NUMBERS = {
    "en": 1,
    "ett": 1,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "sju": 7,
    "syv": 7,
    "åtte": 8,
    "ni": 9,
}
_NUMBERS |= {"ti": 10, "elleve": 11, "tolv": 12}
_HOW_LONG = (
    rf"(?P<least>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})(?: ?(?:–|-|til) ?(?P<most>[0-9]{{1,2}}))? ?"
    r"(?P<unit>år|månader|måneder|måned|månad|mnd)\.?"
)
_LASTING = [
    re.compile(rf"{_HOW_LONG} (?:{_FROM}|med (?:opp)?start)(?: i)? (?P<start>.+)"),
    re.compile(rf"(?:(?:{_FROM}) )?(?P<start>.+?)(?:,| i| over) {_HOW_LONG}"),
]

# A text longer than this is an account, not a period.
LENGTH_LIMIT = 80


def read(words: str) -> str:
    """Words → EDTF, "" when they are not understood or name a day that does not exist."""
    edtf = _understood(words)
    return edtf if _ends(edtf) else ""


def backwards(words: str) -> bool:
    """Do the words name a period that ends before it begins: "2015–2009"?"""
    first, slash, last = _understood(words).partition("/")
    begins, ends = (_ends(end) for end in (first, last)) if slash else (None, None)
    return bool(begins and ends and begins[0] and ends[1] and ends[1] < begins[0])


def _understood(words):
    if len(words) > LENGTH_LIMIT:
        return ""
    text = re.sub("[‐‑]", "-", re.sub("[—−]", "–", re.sub(r"\s", " ", words.lower())))
    return _period(re.sub(rf"{_WEEKDAYS}|{_OFTEN}|{_CLOCK}", "", text).strip(" ,"))


def say(edtf: str) -> str:
    """EDTF → words that, read back, mean the same; EDTF without Norwegian words stays as it is."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return say_point(edtf)
    if first in _LEFT and last in _RIGHT:
        return edtf
    if first in _LEFT or last in _RIGHT:
        return _LEFT[first] + say_point(last) if first in _LEFT else _RIGHT[last] + say_point(first)
    dash = "–" if len(first) == len(last) == 4 else " – "
    return say_point(first) + dash + say_point(last)


def _period(text):
    return point(text) or _range(text) or _lasting(text) or _open(text) or _aside(text) or _narrowed(text)


def _range(text):
    text = re.sub(rf"^(?:{_FROM}) ", "", text)
    for between in _BETWEEN.finditer(text):
        left, right = text[: between.start()], text[between.end() :]
        first = point(left) or _borrowing(left, right)
        last = point(right) or (re.fullmatch("[0-9]{2}", right) and first[:2] + right)
        if first and last:
            return _joined(first, last)
    return ""


def _borrowing(left, right):
    """A left end that leaves its month or year to the right one: "10.–12. mars 2009", "mai/juni 2009"."""
    words = right.split(" ")
    loans = [" ".join(words[i:]) for i in range(1, min(4, len(words)))] + [right.partition(".")[2], right[-4:]]
    return next((found for loan in loans if loan and (found := point(f"{left} {loan}"))), "")


def _joined(first, last):
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def _open(text):
    for shape, around in _OPEN:
        if (found := shape.fullmatch(text)) and (edtf := point(found[1])):
            return around.format(edtf.partition("/")[0] if around.startswith("{") else edtf.rpartition("/")[2])
    return ""


def _aside(text):
    """ "før" and "etter" leave the point itself out."""
    found = _ASIDE.fullmatch(text)
    ends = _ends(point(found["point"])) if found else None
    if not ends or None in ends:
        return ""
    before = found["side"] == "før"
    return f"../{ends[0] - timedelta(days=1)}" if before else f"{ends[1] + timedelta(days=1)}/.."


def _lasting(text):
    found = next((found for shape in _LASTING if (found := shape.fullmatch(text))), None)
    start = point(found["start"]).partition("/")[0] if found else ""
    parts = re.fullmatch("([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?[~?%]?", start)
    length = _length(found) if parts else 0
    if not length:
        return ""
    year, month, day = (int(part or 0) for part in parts.groups())
    if not month:
        end = str(year + length // 12 - 1) if length % 12 == 0 else ""
    elif not day:
        end = month_of(year, MONTHS_OF.get(month, [month])[0] + length - 1)
    else:
        end = str(date.fromisoformat(month_of(year, month + length) + "-01") + timedelta(days=day - 2))
    return end and f"{start}/{end}{'~' if found['most'] else ''}"


def _length(found):
    """Months that it lasts, at most."""
    words = found["most"] or found["least"]
    return (_NUMBERS.get(words) or int(words)) * (12 if found["unit"] == "år" else 1)


def _narrowed(text):
    """ "høsten 2008, før 4. desember": what both halves allow."""
    whole, _, part = text.rpartition(", ")
    edtf = _period(whole) if whole else ""
    ends = _ends(edtf)
    narrow = _ends(_period(part) or _period(f"{part} {edtf[:4]}")) if ends else None
    if not narrow:
        return ""
    first = max((day for day in (ends[0], narrow[0]) if day), default="..")
    last = min((day for day in (ends[1], narrow[1]) if day), default="..")
    return edtf if (first, last) == ends else f"{first}/{last}"


def _ends(edtf):
    try:
        return days(edtf) if edtf else None
    except NotADate:
        return None
