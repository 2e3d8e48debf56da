"""What stands on every page beside its text – title, mark, number of the page – for pages that came without it.

It is taken from a frame: a paper of one page whose only text is the digits, rendered by WeasyPrint like any other. Its
drawing is used as it is, but for the number.
"""

import re

from finish import as_artifacts

DIGITS = "0123456789"
EVERY = 5  # lines, one has its number in the margin
TEXT = re.compile(rb"/Span\n<</MCID 0>>\nBDC\n.*?\nEMC\n", re.DOTALL)  # the digits, the first thing that is drawn
RUN = re.compile(
    rb"1 0 0 -1 (?P<x>[\d.-]+) (?P<y>[\d.-]+) Tm\n/(?P<font>\S+) (?P<size>[\d.]+) Tf\n\[(?P<shown>.*?)\] TJ"
)
SHOWN = re.compile(rb"<([0-9a-f]+)>|(-?[\d.]+)")
USED = re.compile(rb"/(\S+)(?= gs\n| [\d.]+ Tf\n)")
BESIDE = b"q\n0.75 0 0 0.75 0 0 cm\n/Artifact <</Type /Layout>> BDC\n0.333333 0.372549 0.4 rg\nBT\n%sET\nEMC\nQ\n"
OWN = b"Band"  # what our names of fonts and states begin with, to stand beside those of a sheet


def framed(renderer, head: str, **more) -> bytes:
    """The frame of a paper, as a PDF. head: all that comes before its sheets."""
    return renderer.pdf(f"{head}<p>{DIGITS}</p></body></html>", banded=True, **more)[0]


class Band:
    """The band of one file, drawn in the coordinates that a page of it leaves behind."""

    def __init__(self, page):
        drawing = page.obj.Contents.read_bytes()
        text = TEXT.search(drawing)
        digits = [glyph for glyph, _shift in glyphs(RUN.search(text[0])["shown"])]
        self.digits = dict(zip(DIGITS, digits, strict=True))
        _turn, _, rest = drawing.replace(text[0], b"").partition(b"\n")  # each page has turned its coordinates itself
        self.used = page.obj.Resources
        rest = as_artifacts(rest)
        run = max(RUN.finditer(rest), key=lambda run: (float(run["y"]), float(run["x"])))  # lowest, and furthest right
        self.before, self.after = rest[: run.start()], rest[run.end() :]
        self.font, self.size, self.y = run["font"], float(run["size"]), run["y"]
        self.widths = widths(self.used.Font[f"/{self.font.decode()}"])
        self.shown = glyphs(run["shown"])
        self.right = float(run["x"]) + self.width(self.shown)
        one = [n for n, (glyph, _shift) in enumerate(self.shown) if glyph == self.digits["1"]]
        self.words = self.shown[: one[0]], self.shown[one[0] + 1 : one[-1]]  # "Side ", " av "

    def on(self, page: int, pages: int) -> bytes:
        """The drawing for page number so and so, counted from 1."""
        side, of = self.words
        shown = [*side, *self.number(page), *of, *self.number(pages)]
        x = self.right - self.width(shown)
        array = b"".join(b"<%04x>%g" % pair for pair in shown)
        run = b"1 0 0 -1 %.6f %s Tm\n/%s %g Tf\n[%s] TJ" % (x, self.y, self.font, self.size, array)
        return USED.sub(rb"/" + OWN + rb"\1", self.before + run + self.after)

    def beside(self, lines: list) -> bytes:
        """The drawing for the numbers of lines in the margin. lines: see `render.fifth_lines`."""
        drawn = [self.figure(EVERY * n, *place) for n, place in enumerate(lines, 1)]
        return BESIDE % b"".join(drawn) if drawn else b""

    def figure(self, number: int, x: float, y: float) -> bytes:
        array = b"".join(b"<%04x>0" % glyph for glyph, _shift in self.number(number))
        return b"1 0 0 -1 %g %g Tm\n/%s%s %g Tf\n[%s] TJ\n" % (x, y, OWN, self.font, self.size, array)

    def number(self, number: int) -> list[tuple[int, float]]:
        return [(self.digits[digit], 0) for digit in str(number)]

    def width(self, shown) -> float:
        return sum(self.widths[glyph] - shift for glyph, shift in shown) * self.size / 1000

    def lend(self, resources, copied) -> None:
        """Let drawings with these resources find ours by our names. copied: how a thing of ours gets there."""
        for sort in ("/Font", "/ExtGState"):
            for name, thing in self.used.get(sort, {}).items():
                resources[sort][f"/{OWN.decode()}{name[1:]}"] = copied(thing)


def glyphs(shown: bytes) -> list[tuple[int, float]]:
    """What a TJ shows. Shape: [(glyph, how far the next one is moved back, in thousandths)]"""
    found = []
    for hexes, shift in SHOWN.findall(shown):
        if hexes:
            found += [(int(hexes[n : n + 4], 16), 0) for n in range(0, len(hexes), 4)]
        else:
            found[-1] = (found[-1][0], float(shift))
    return found


def widths(font) -> dict[int, float]:
    """The widths of a font's glyphs, in thousandths of its size."""
    found = {}
    parts = iter(font.DescendantFonts[0].W)
    for first, row in zip(parts, parts, strict=True):
        found |= {int(first) + n: float(width) for n, width in enumerate(row)}
    return found
