"""One point in time as Norwegians write it (Bokmål and Nynorsk) ↔ EDTF. Periods are made of these: common/periods.py.

A point may come back as an interval where EDTF has no sign for it ("ca. våren 2009", "uke 12 2009").
"""

import re
from datetime import date, timedelta

MONTHS = ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september"]
MONTHS += ["oktober", "november", "desember"]
SEASONS = {"21": "våren", "22": "sommeren", "23": "høsten"}
PARTS = {"halvår": (39, 2), "kvartal": (32, 4), "tertial": (36, 3)}  # kind → EDTF code before the first, how many
# EDTF code → first and last month
MONTHS_OF = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
for before, count in PARTS.values():
    MONTHS_OF |= {before + n: (12 // count * (n - 1) + 1, 12 // count * n) for n in range(1, count + 1)}

_ORDINALS = {"første": 1, "fyrste": 1, "andre": 2, "annet": 2, "tredje": 3, "fjerde": 4}
_SEASON_WORDS = {"21": "våren vår", "22": "sommeren sommer sommaren sumaren", "23": "høsten høst hausten haust"}
_SEASON_OF = {word: code for code, words in _SEASON_WORDS.items() for word in words.split()}

_Y = r"(?P<y>[12][0-9]{3})"
_D = r"(?P<d>[0-3]?[0-9])"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|des)\.?"


def _month(name):
    return next(f"{n:02}" for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _year(y):
    return y if len(y) == 4 else ("20" if y < "70" else "19") + y


def _winter(y, next_y):
    # Named by the year most of it lies in; EDTF's winter by the year it begins.
    return f"{y if next_y else int(y) - 1}-24"


def _part(nth, kind, y):
    code, count = PARTS[kind]
    n = _ORDINALS.get(nth) or int(nth)
    return f"{y}-{code + n}" if 0 < n <= count else ""


def _week(w, y):
    try:
        monday = date.fromisocalendar(int(y), int(w), 1)
    except ValueError:
        return ""
    return f"{monday}/{monday + timedelta(days=6)}"


_SHAPES = [
    (_Y, lambda y: y),
    (rf"{_Y}-(?P<rest>(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?)", lambda y, rest: f"{y}-{rest}"),
    (rf"{_D}\.? ?{_MONTH} {_Y}", lambda d, month, y: f"{y}-{_month(month)}-{int(d):02}"),
    (
        rf"{_D}[./] ?(?P<m>[01]?[0-9])[./ -]{{1,2}}(?P<y>[12][0-9]{{3}}|[0-9]{{2}})",
        lambda d, m, y: f"{_year(y)}-{int(m):02}-{int(d):02}",
    ),
    (rf"{_MONTH}(?: i)? {_Y}", lambda month, y: f"{y}-{_month(month)}"),
    (rf"(?P<season>{'|'.join(_SEASON_OF)}) {_Y}", lambda season, y: f"{y}-{_SEASON_OF[season]}"),
    (rf"vinter(?:en)? {_Y}(?:[/–-](?P<next_y>[0-9]{{2}}|[12][0-9]{{3}}))?", _winter),
    (rf"(?P<nth>{'|'.join(_ORDINALS)}|[1-4])\.? (?P<kind>{'|'.join(PARTS)})(?: i)? {_Y}", _part),
    (rf"uke (?P<w>[0-9]{{1,2}})(?:,| i|/)? ?{_Y}", _week),
    (r"(?P<decade>[12][0-9]{2})0-(?:tallet|talet|årene|åra)", lambda decade: f"{decade}X"),
]
_SHAPES = [(re.compile(shape), build) for shape, build in _SHAPES]

_FILLER = re.compile(
    r"^(?:(?:i løpet av|begynnelsen av|starten av|midten av|slutten av|tidlig|tidleg|sent|seint|medio|primo|ultimo|"
    r"året|år|den|på|i|om) )+"
)
_ABOUT = re.compile(r"^(?:(?:ca|cirka|circa|omtrent|omkring|rundt|om lag|omlag|anslagsvis)\b\.?|~) ?")
_PERHAPS = re.compile(r"^(?:trolig|truleg|sannsynligvis|antagelig|antakelig|kanskje|muligens)\b ?")
_MARKS = {(True, False): "~", (False, True): "?", (True, True): "%"}
_MARK_WORDS = {"~": "ca. ", "?": "trolig ", "%": "trolig ca. "}


def point(text: str) -> str:
    """One point in time → EDTF, "" when it is not understood.

    text: in small letters, with single spaces.
    """
    perhaps = bool(_PERHAPS.match(text) or text.endswith("?"))
    text = _PERHAPS.sub("", text).rstrip("?")
    about = bool(_ABOUT.match(text))
    text = _FILLER.sub("", _ABOUT.sub("", text))
    for shape, build in _SHAPES:
        if found := shape.fullmatch(text):
            return _marked(build(**found.groupdict()), _MARKS.get((about, perhaps), ""))
    return ""


def say_point(edtf: str) -> str:
    """The words of a point, such as read back mean the same; EDTF without Norwegian words stays as it is."""
    mark = edtf[-1] if edtf[-1] in _MARK_WORDS else ""
    bare = edtf.removesuffix(mark) if mark else edtf
    return _MARK_WORDS.get(mark, "") + words if (words := _say(bare)) else edtf


def _marked(edtf, mark):
    if not edtf or not mark or "X" in edtf:
        return edtf
    first, slash, last = edtf.partition("/")
    if not slash and edtf[4:] and int(edtf[5:7]) > 12:  # EDTF has no approximate seasons, so take their months
        first, last = (month_of(int(edtf[:4]), month) for month in MONTHS_OF[int(edtf[5:7])])
    return f"{first}{mark}/{last}{mark}" if last else first + mark


def month_of(year: int, month: int) -> str:
    """The month as EDTF; one above 12 lies in a later year."""
    return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02}"


def _say(edtf):
    year, month, day = [*edtf.split("-"), "", ""][:3]
    if not edtf.replace("-", "").isdigit():
        return f"{year[:3]}0-årene" if re.fullmatch("[0-9]{3}X", edtf) else ""
    if not month:
        return year
    if int(month) in range(1, 13):
        return f"{int(day)}. {MONTHS[int(month) - 1]} {year}" if day else f"{MONTHS[int(month) - 1]} {year}"
    if month in SEASONS:
        return f"{SEASONS[month]} {year}"
    if month == "24":
        return f"vinteren {year}/{int(year) + 1}"
    kind = next((k for k, (before, count) in PARTS.items() if before < int(month) <= before + count), None)
    return f"{int(month) - PARTS[kind][0]}. {kind} {year}" if kind else ""
