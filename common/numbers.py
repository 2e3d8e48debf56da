"""Stated numbers: a value, two values, "ikke oppgitt" or "ikke aktuelt" – and always the words as stated.

What is not stated and what does not apply have no value: neither is 0.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.text import Unclean, clean_line

DIGIT_LIMIT = 15

# bound → how the value is said back to the person
BOUNDS = {
    "": "%(low)s",
    "about": _("omtrent %(low)s"),
    "up_to": _("høyst %(low)s"),
    "at_least": _("minst %(low)s"),
    "under": _("under %(low)s"),
    "over": _("over %(low)s"),
    "range": _("fra %(low)s til %(high)s"),
    "not_stated": _("ikke oppgitt"),
    "not_applicable": _("ikke aktuelt"),
    "words": "",
}

_BOUND_BEFORE = re.compile(
    r"""(?: (?P<about>    (?:ca|cirka|circa|omtrent|omkring|rundt|om\slag|omlag|anslagsvis)\b | [~≈])
          | (?P<up_to>    (?:inntil|opptil|opp\stil|maks|maksimum|maksimalt|høyst|høgst|ikke\s(?:mer\senn|over))\b | ≤)
          | (?P<at_least> (?:minst|minimum|min|ikke\s(?:mindre\senn|under))\b | ≥)
          | (?P<under>    (?:under|(?:mindre|færre|lavere|lågare)\senn)\b | <)
          | (?P<over>     (?:over|(?:mer|meir|flere|fleire|høyere|høgare)\senn)\b | >)
        )[ ]?""",
    re.VERBOSE,
)
_BOUND_AFTER = re.compile(r" eller (?:(?P<at_least>mer|meir|flere|fleire)|(?P<up_to>mindre|færre))$")
_NO_VALUE = {"ikke oppgitt": "not_stated", "ikkje oppgitt": "not_stated", "ukjent": "not_stated"}
_NO_VALUE |= {"ikke aktuelt": "not_applicable", "ikkje aktuelt": "not_applicable"}
_SCALES = {"tusen": 3, "mill": 6, "mio": 6, "million": 6, "millioner": 6, "millionar": 6}
_SCALES |= {"mrd": 9, "milliard": 9, "milliarder": 9, "milliardar": 9}

_CO2 = "co2 co₂ co2e co₂e co2-ekv co₂-ekv co2-ekvivalenter co₂-ekvivalenter"
_UNITS = {"kr": "kr kroner nok", "prosent": "% prosent pst", "tonn": f"tonn t {_CO2}", "": "per pr i år året årlig stk"}
UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}

_FIGURE = r"-? ?[0-9](?:[0-9 .]*[0-9])?(?:,[0-9]+)?"
_STATEMENT = re.compile(
    rf"(?:mellom |fra )?(?P<low>{_FIGURE})(?: ?(?:-|til|og) ?(?P<high>{_FIGURE}))?"
    rf" ?(?P<scale>(?:{'|'.join(_SCALES)})\b)? ?(?P<units>[^0-9].*)?"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:( )[0-9]{3}(?: [0-9]{3})*|(?:\.[0-9]{3}){2,}|(?:\.[0-9]{3})+(?=,))?(?:,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class StatedNumber:
    """value: the number, the lower end of a range, or None. high: the upper end of a range. bound: a key of BOUNDS."""

    value: Decimal | None
    words: str = ""
    bound: str = ""
    high: Decimal | None = None

    def __str__(self):
        return self.words

    @classmethod
    def read(cls, text: str, *, unit: str = "") -> "StatedNumber | None":
        """Understand a number as people write it in Norwegian: "ca. 900", "inntil 20 mill. kr", "15–17", "−33 prosent".

        Shape: nothing → None; "ikke oppgitt" and "ikke aktuelt" → no value.
        unit: "kr", "tonn" or "prosent" when only that may be stated; a text without a unit always passes.
        Errors: Unclean when it is not one number, or in another unit.
        """
        words = clean_line(text)
        if not words:
            return None
        plain = _plain(words)
        if plain in _NO_VALUE:
            return cls(None, words, _NO_VALUE[plain])
        before, after = _BOUND_BEFORE.match(plain), _BOUND_AFTER.search(plain)
        middle = plain[before.end() if before else 0 : after.start() if after else None]
        low, high = _values(middle, unit)
        bound = "range" if high is not None else next((m.lastgroup for m in (before, after) if m), "")
        return cls(low, words, bound, high)

    @classmethod
    def as_stated(cls, text: str, *, unit: str = "") -> "StatedNumber | None":
        """Read a statement from a source; what is not one number is kept as words without a value."""
        try:
            return cls.read(text, unit=unit)
        except Unclean:
            return cls(None, clean_line(text), "words")

    @classmethod
    def of(cls, value: Decimal | int | float) -> "StatedNumber":
        """A plain number with its words made for it."""
        number = Decimal(str(value))
        return cls(number, format_number(number))

    def understood(self) -> str:
        """What the words were taken to mean, to show beside the field: "høyst 20 000 000"."""
        low, high = ("" if number is None else format_number(number) for number in (self.value, self.high))
        return str(BOUNDS[self.bound]) % {"low": low, "high": high}

    def as_json(self) -> dict:
        text = lambda number: None if number is None else format(number, "f")  # noqa: E731
        return {"value": text(self.value), "words": self.words, "bound": self.bound, "high": text(self.high)}

    @classmethod
    def from_json(cls, data: dict) -> "StatedNumber":
        number = lambda text: None if text is None else Decimal(str(text))  # noqa: E731
        return cls(number(data.get("value")), data["words"], data["bound"], number(data.get("high")))


def format_number(value: Decimal | int | float) -> str:
    """Write a number the Norwegian way: no-break space in thousands, decimal comma, real minus."""
    return f"{Decimal(str(value)):,f}".replace(",", "\xa0").replace(".", ",").replace("-", "−")


def _plain(words):
    """The words with one kind of space, one kind of minus, no capitals and no full stop after a short form."""
    text = re.sub(r"\s", " ", words.lower())
    text = re.sub("[−–—‐‑]|minus (?=[0-9])", "-", text).replace("/", " per ")
    return re.sub(r"\.(?![0-9])", "", re.sub(r"(?<=[a-z])\.", " ", text)).replace("  ", " ").strip()


def _values(text, unit):
    found = _STATEMENT.fullmatch(re.sub(r"^(?:kr|nok) ", "", text))
    units = re.findall(r"%|[^%\s]+", (found and found["units"]) or "")
    if not found or not all(word in UNIT_OF for word in units):
        raise Unclean(_("Skriv ett tall med sifre, for eksempel «ca. 900», «inntil 20 mill. kr» eller «ikke oppgitt»."))
    if unit and (other := {UNIT_OF[word] for word in units} - {unit, ""}):
        raise Unclean(_("Oppgi tallet i %(unit)s, ikke %(other)s."), unit=unit, other=other.pop())
    values = [_scaled(figure, found["scale"]) for figure in (found["low"], found["high"]) if figure]
    return (min(values), max(values)) if len(values) == 2 else (values[0], None)


def _scaled(figure, scale):
    digits = figure.removeprefix("-").strip()
    if re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", digits):
        raise Unclean(
            _("«%(figure)s» kan leses på to måter. Skriv %(thousand)s eller %(decimal)s."),
            figure=digits,
            thousand=digits.replace(".", "\xa0"),
            decimal=digits.replace(".", ","),
        )
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(" ", "").replace(".", "")
    elif not _PLAIN.fullmatch(digits):
        raise Unclean(_("Skriv tallet med mellomrom mellom tusener og komma foran desimaler, som «1 234,5»."))
    value = Decimal(digits.replace(",", ".")).scaleb(_SCALES.get(scale, 0))
    if len(value.normalize().as_tuple().digits) > DIGIT_LIMIT or value.adjusted() >= DIGIT_LIMIT:
        raise Unclean(_("Har for mange sifre (høyst %(limit)d)."), limit=DIGIT_LIMIT)
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return -value if figure.startswith("-") and value else value
