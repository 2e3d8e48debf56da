"""Sheets → one file: pages, outline, names, links and structure of all of them, as if they had been made in one piece.

A sheet is a PDF of its own, and most of it can be taken as it is: the pages with what they draw. What a file has but
once is made anew here. Everything that counts pages or marks does so from the sheet's first on, so it is shifted by
what came before. WeasyPrint numbers the pages and the links of a file in one row (`StructParents` of a page,
`StructParent` of a link), and lists under these numbers which elements of the structure they belong to (`ParentTree`).
"""

from io import BytesIO

import pikepdf
from band import Band
from finish import claim_accessibility, list_attachments_once
from pikepdf import Array, Dictionary, Name, String
from sheet import LOOSE, Made


def join(frame: bytes, sheets: list[Made], *, line_numbers: bool = False) -> bytes:
    """frame: the PDF that has the band, the metadata and the attachment. line_numbers: are they drawn in the margin?

    Same bytes in, same bytes out.
    """
    out = BytesIO()
    with pikepdf.open(BytesIO(frame)) as document:
        Joining(document, line_numbers).all(sheets)
        claim_accessibility(document)
        list_attachments_once(document)
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


class Joining:
    """One file, while it grows out of its frame."""

    def __init__(self, document, line_numbers: bool):
        self.document, self.band, self.line_numbers = document, Band(document.pages[0]), line_numbers
        self.structure = document.Root.StructTreeRoot
        self.trunk = self.structure.K[0]
        self.trunk.K = Array()
        del document.pages[0]
        self.owners, self.next = Array(), 0

    def all(self, sheets: list[Made]) -> None:
        firsts = []
        for sheet in sheets:
            firsts.append(len(self.document.pages))
            with pikepdf.open(BytesIO(sheet.pdf)) as source:
                self.add(source)
        self.structure.ParentTree.Nums = self.owners
        self.pages = [page.obj for page in self.document.pages]
        self.number([page for sheet in sheets for page in zip(sheet.bare, sheet.lines, strict=True)])
        self.name(sheets, firsts)
        self.outline(sheets, firsts)

    # -- One sheet

    def add(self, source) -> None:
        first = len(self.document.pages)
        for page in source.pages:
            self.document.pages.append(page)
        pages = [self.document.pages[n].obj for n in range(first, len(self.document.pages))]
        self.band.lend(pages[0].Resources, lambda thing: thing)
        self.graft(self.document.copy_foreign(source.Root.StructTreeRoot))
        shift, self.next = self.next, self.next + len(source.Root.StructTreeRoot.ParentTree.Nums) // 2
        for page in pages:
            page.StructParents = int(page.StructParents) + shift
            for link in page.get("/Annots", ()):
                link.StructParent = int(link.StructParent) + shift
                tie(link)

    def graft(self, tree) -> None:
        """Let the branches of a sheet's structure grow from our trunk, and list its marks under our numbers."""
        for branch in tree.K[0].K:
            branch.P = self.trunk
            self.trunk.K.append(branch)
        numbers = iter(tree.ParentTree.Nums)
        for number, owners in zip(numbers, numbers, strict=True):
            self.owners.append(int(number) + self.next)
            self.owners.append(owners)

    # -- The whole file

    def number(self, told: list[tuple[bool, list]]) -> None:
        """told: of each page, is it bare, and its lines."""
        for n, (page, (bare, lines)) in enumerate(zip(self.pages, told, strict=True), 1):
            if not bare:
                beside = self.band.beside(lines) if self.line_numbers else b""
                band = self.document.make_stream(self.band.on(n, len(self.pages)) + beside)
                page.Contents = Array([page.Contents, band])

    def name(self, sheets: list[Made], firsts: list[int]) -> None:
        places = {}
        for sheet, first in zip(sheets, firsts, strict=True):
            for name, (page, x, y) in sheet.anchors.items():
                places.setdefault(name, self.place(first + page, x, y))
        names = Array()
        for name in sorted(places, key=str.encode):
            names.append(String(name))
            names.append(places[name])
        self.document.Root.Names.Dests = Dictionary(Names=names)

    def place(self, page: int, x: float, y: float) -> Array:
        return Array([self.pages[page], Name.XYZ, round(x, 6), round(y, 6), 0])

    def outline(self, sheets: list[Made], firsts: list[int]) -> None:
        root = self.document.make_indirect(Dictionary())
        above = [(0, root)]  # from the root to the bookmark before
        for sheet, first in zip(sheets, firsts, strict=True):
            for level, words, page, x, y in sheet.headings:
                while above[-1][0] >= level:
                    above.pop()
                mark = Dictionary(Title=String(words), Dest=self.place(first + page, x, y), Count=0)
                above.append((level, hang(self.document.make_indirect(mark), [each for _level, each in above])))
        self.document.Root.Outlines = root


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
