"""One sheet: rendered by itself, with all that must be known of it when it is joined to the others."""

from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from gate import drawn, words_of
from letters import demand_letters

LOOSE = "sheet:"
"""What an address begins with that leads to another sheet. WeasyPrint leaves such addresses as they are, and `join`
makes them links within the file."""


@dataclass(frozen=True)
class Made:
    """A sheet as it was made.

    anchors, headings, bare, lines: see `render`; pages are counted from the sheet's first. stood: for each anchor whose
    name stands as a word on the page it leads to – as an element's code does –, the digest of what that page draws.
    """

    pdf: bytes
    anchors: dict[str, list] = field(default_factory=dict)
    headings: list[list] = field(default_factory=list)
    bare: list[bool] = field(default_factory=list)
    lines: list[list] = field(default_factory=list)
    stood: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return len(self.bare)


def make(renderer, html: str, language: str, numbers: dict[str, int]) -> Made:
    """numbers: the page of each anchor, for a sheet that names them. Errors: Unprintable."""
    from render import anchors, bare, fifth_lines, headings

    demand_letters(html)
    page = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"></head><body>{html}</body></html>'
    pdf, pages = renderer.pdf(page, banded=False, prepare=lambda tree: (loosen(tree), number(tree, numbers)))
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    found = anchors(pages)
    told = headings(pages), bare(pages), fifth_lines(pages)
    return Made(out.getvalue(), found, *told, standing(out.getvalue(), found))


def loosen(tree) -> None:
    """Let links that lead out of the sheet lead to an address that stands for another one."""
    inside = {element.get("id") for element in tree.iter()}
    for link in tree.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in inside:
            link.set("href", f"{LOOSE}{target[1:]}")


def number(tree, numbers: dict[str, int]) -> None:
    """Write the pages into the contents, which could only ask for those of its own sheet."""
    for link in numbered_links(tree):
        target = link.get("href", "").removeprefix(LOOSE).removeprefix("#")
        if target in numbers:
            link.set("data-page", str(numbers[target]))


def numbered_links(tree):
    return (link for part in tree.iter("ul") if part.get("class") == "contents" for link in part.iter("a"))


def standing(pdf: bytes, found: dict[str, list]) -> dict[str, str]:
    """The anchors whose name stands on their page, each with the digest of that page."""
    by_page: dict[int, list[str]] = {}
    for name, (page, *_place) in found.items():
        by_page.setdefault(page, []).append(name)
    stood = {}
    import pypdfium2  # only where something is made

    document = pypdfium2.PdfDocument(pdf)
    with pikepdf.open(BytesIO(pdf)) as file:
        for page, names in by_page.items():
            words = words_of(document[page])
            digest = drawn(file.pages[page].obj.Contents)
            stood |= {name: digest for name in names if name in words}
    document.close()
    return stood
