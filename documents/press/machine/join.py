"""Sheets → one file: pages, outline, names, links and structure of all of them, as if they had been made in one piece.

A sheet is a PDF of its own, and most of it can be taken as it is: the pages with what they draw. What a file has but
once is made anew here. Everything that counts pages or marks does so from the sheet's first on, so it is shifted by
what came before. WeasyPrint numbers the pages and the links of a file in one row (`StructParents` of a page,
`StructParent` of a link), and lists under these numbers which elements of the structure they belong to (`ParentTree`).
"""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from band import Band
from finish import claim_accessibility, list_attachments_once
from pikepdf import Array, Dictionary, Name, String
from sheet import LOOSE, Made


@dataclass(frozen=True)
class Added:
    """A sheet in the file: its pages there, and the root of its structure."""

    made: Made
    pages: list
    tree: Dictionary


class Joining:
    """One file, while it grows. Sheets may be added in any order, so that some are joined while others are being made.

    Same bytes in, in the same order, same bytes out.
    """

    def __init__(self):
        self.document = pikepdf.new()
        self.added: dict[int, Added] = {}

    def add(self, n: int, sheet: Made) -> None:
        """n: the place of the sheet among all."""
        first = sum(len(added.pages) for place, added in self.added.items() if place < n)
        with pikepdf.open(BytesIO(sheet.pdf)) as source:
            for at, page in enumerate(source.pages, first):
                self.document.pages.insert(at, page)
            tree = self.document.copy_foreign(source.Root.StructTreeRoot)
        pages = [self.document.pages[at].obj for at in range(first, first + sheet.pages)]
        self.added[n] = Added(sheet, pages, tree)

    def finished(self, frame: bytes, *, line_numbers: bool = False) -> bytes:
        """The file of all that was added. frame: the PDF that has the band, the metadata and the attachment.

        line_numbers: are they drawn in the margin?
        """
        self.sheets, self.line_numbers = [self.added[n] for n in sorted(self.added)], line_numbers
        self.pages = [page for sheet in self.sheets for page in sheet.pages]
        out = BytesIO()
        with pikepdf.open(BytesIO(frame)) as source:
            self.put_in(source)
            written = source.pdf_version
        self.grow()
        self.number()
        self.name()
        self.outline()
        claim_accessibility(self.document)
        list_attachments_once(self.document)
        packed = pikepdf.ObjectStreamMode.generate
        self.document.save(out, deterministic_id=True, object_stream_mode=packed, force_version=written)
        return out.getvalue()

    # -- From sheets to a file

    def put_in(self, frame) -> None:
        """Let the file say of itself what its frame says, and its pages have the band of the frame's page."""

        def copied(thing):
            return self.document.copy_foreign(frame.make_indirect(thing))

        for name, thing in frame.Root.items():
            if name not in ("/Pages", "/Type"):
                self.document.Root[name] = copied(thing)
        self.document.trailer.Info = copied(frame.trailer.Info)
        self.band = Band(frame.pages[0])
        self.band.used = copied(self.band.used)
        for sheet in self.sheets:
            self.band.lend(sheet.pages[0].Resources, lambda thing: thing)

    def grow(self) -> None:
        """Let the branches of each sheet's structure grow from one trunk, all marks listed under numbers in one row."""
        structure = self.document.Root.StructTreeRoot
        trunk = structure.K[0]
        trunk.K, owners, shift = Array(), Array(), 0
        for sheet in self.sheets:
            for branch in sheet.tree.K[0].K:
                branch.P = trunk
                trunk.K.append(branch)
            numbers = iter(sheet.tree.ParentTree.Nums)
            for number, owner in zip(numbers, numbers, strict=True):
                owners.append(int(number) + shift)
                owners.append(owner)
            for page in sheet.pages:
                page.StructParents = int(page.StructParents) + shift
                for link in page.get("/Annots", ()):
                    link.StructParent = int(link.StructParent) + shift
                    tie(link)
            shift = len(owners) // 2
        structure.ParentTree.Nums = owners

    def number(self) -> None:
        """Draw the band, and the numbers of lines, on every page that is not bare."""
        told = [page for sheet in self.sheets for page in zip(sheet.made.bare, sheet.made.lines, strict=True)]
        for n, (page, (bare, lines)) in enumerate(zip(self.pages, told, strict=True), 1):
            if not bare:
                beside = self.band.beside(lines) if self.line_numbers else b""
                band = self.document.make_stream(self.band.on(n, len(self.pages)) + beside)
                page.Contents = Array([page.Contents, band])

    def name(self) -> None:
        places = {}
        for sheet in self.sheets:
            for name, (page, x, y) in sheet.made.anchors.items():
                places.setdefault(name, place(sheet.pages[page], x, y))
        names = Array()
        for name in sorted(places, key=str.encode):
            names.append(String(name))
            names.append(places[name])
        self.document.Root.Names.Dests = Dictionary(Names=names)

    def outline(self) -> None:
        root = self.document.make_indirect(Dictionary())
        above = [(0, root)]  # from the root to the bookmark before
        for sheet in self.sheets:
            for level, words, page, x, y in sheet.made.headings:
                while above[-1][0] >= level:
                    above.pop()
                mark = Dictionary(Title=String(words), Dest=place(sheet.pages[page], x, y), Count=0)
                above.append((level, hang(self.document.make_indirect(mark), [each for _level, each in above])))
        self.document.Root.Outlines = root


def place(page, x: float, y: float) -> Array:
    return Array([page, Name.XYZ, round(x, 6), round(y, 6), 0])


def tie(link) -> None:
    """Let a link to another sheet lead to its place in this file."""
    address = str(link.A.URI) if "/A" in link else ""
    if address.startswith(LOOSE):
        del link.A
        link.Dest = link.Contents = String(address.removeprefix(LOOSE))


def hang(mark, above: list):
    """Hang a bookmark under the last of those above it. Each counts all that stand open below."""
    parent = above[-1]
    mark.Parent = parent
    if "/Last" in parent:
        mark.Prev, parent.Last.Next = parent.Last, mark
    else:
        parent.First = mark
    parent.Last = mark
    for each in above:
        each.Count = int(each.get("/Count", 0)) + 1
    return mark
