"""Where a paper may be cut: into sheets, each of which begins on a page of its own.

A long paper is printed sheet by sheet, so that a change costs the pages it stands on and no more. Where its sheets
begin hangs on its outline alone, never on its words: nothing that is written moves a seam.
"""

from dataclasses import dataclass

LONG = 40  # elements: about 30 pages. A shorter paper is printed in one piece
MOST = 16  # elements a sheet should hold
ROOMY = 5  # elements that make a part worth a page of its own
OPENING_A_PART = ("chapter", "strategy", "goal")


@dataclass(frozen=True)
class Sheet:
    """html: what stands in the body. numbered: does it name the pages of others, as the contents do?"""

    html: str
    numbered: bool = False


@dataclass(frozen=True)
class Paper:
    """head: all that comes before the sheets, with what stands on every page. long: worth printing by sheets?

    colour: of the city it is for (#rrggbb).
    """

    language: str
    head: str
    sheets: list[Sheet]
    long: bool
    colour: str | None = None

    @property
    def html(self) -> str:
        """All of it in one piece."""
        return f"{self.head}{''.join(sheet.html for sheet in self.sheets)}</body></html>"


def openings(elements: list[dict]) -> set[str]:
    """The codes of the elements that begin on a new page."""
    top = [element for element in elements if element["depth"] == 1]
    roomy = len(elements) >= ROOMY * len(top)
    opening = {element["code"] for element in top if roomy and opens_part(element)}
    return opening | seams(elements) if len(elements) > LONG else opening


def opens_part(element: dict) -> bool:
    return element["depth"] == 1 and element["kind"] in OPENING_A_PART


def seams(elements: list[dict]) -> set[str]:
    """The first element, every roomy part of one that is too large for a sheet, and, in a run without parts, the first
    after so many. Never what comes right below its heading, unless that is a chapter's, with its table of measures."""
    sizes = sizes_of(elements)
    found, run, above = set(), MOST, None
    for element in elements:
        roomy = sizes[element["code"]] >= ROOMY and sizes.get(element["parent"], len(elements)) > MOST
        below_heading = element["parent"] == above and element["depth"] > 2
        if (roomy or run >= MOST) and not below_heading:
            found.add(element["code"])
            run = 0
        run, above = run + 1, element["code"]
    return found


def sizes_of(elements: list[dict]) -> dict[str, int]:
    """How many elements each one is with all that hangs under it."""
    sizes = dict.fromkeys((element["code"] for element in elements), 1)
    for element in reversed(elements):
        if element["parent"] is not None:
            sizes[element["parent"]] += sizes[element["code"]]
    return sizes


def cut(drawn: list[dict]) -> list[list[dict]]:
    """What is drawn, by sheet: each begins with an element that opens a page. What is gone stays with what precedes."""
    sheets = []
    for one in drawn:
        if one.get("opens") or not sheets:
            sheets.append([])
        sheets[-1].append(one)
    return sheets
