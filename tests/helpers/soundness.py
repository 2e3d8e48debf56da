"""Whether a finished PDF is what an archive and a reader's voice need: every fault in words, so none hides another."""

import ctypes
import re
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from pikepdf import Array, Dictionary, Name

HEADING = re.compile(r"/H[1-6]")
LEADING = re.compile(r"/H[1-6]|/Caption|/TH")  # what is nothing without what follows it
MAY_BE_EMPTY = {"/TD"}
EMBEDDED = {"/FontFile", "/FontFile2", "/FontFile3"}
LOOSE_THOUSANDS = re.compile(r"(?<![\d.,/-])\d{1,3}(?: \d{3})+(?![\d.,/-])")
HYPHEN_AS_MINUS = re.compile(r"(?<![\w–−)\]/.-])-\d")


def faults(source: bytes) -> list[str]:
    """Shape: → all that is wrong, each with its page or element. An empty list is a sound file."""
    drawn, stray = drawn_by(source)
    with pikepdf.open(BytesIO(source)) as file:
        tree = Tree(file, drawn)
        return [
            *file.check_pdf_syntax(), *stray, *about_the_file(file), *about_the_tree(tree), *about_headings(file, tree),
            *about_breaks(tree), *about_links(file), *about_fonts(file), *about_numbers(drawn),
        ]  # fmt: skip


# -- What is drawn


@dataclass
class Drawn:
    """What one mark of a page draws. text: its letters; top, bottom: how high on the page, in points."""

    text: str = ""
    top: float = 0
    bottom: float = 10_000


def drawn_by(source: bytes) -> tuple[dict[tuple[int, int], Drawn], list[str]]:
    """What each mark draws, by (page, number), and what is drawn outside of all marks."""
    found, stray = defaultdict(Drawn), []
    document = pypdfium2.PdfDocument(source)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for each in page.get_objects(max_depth=1):
            mark = raw.FPDFPageObj_GetMarkedContentID(each.raw)
            if mark >= 0:
                _left, bottom, _right, top = each.get_bounds()
                one = found[number, mark]
                one.text += letters(each, text)
                one.top, one.bottom = max(one.top, top), min(one.bottom, bottom)
            elif "Artifact" not in names_of_marks(each):
                stray.append(f"page {number + 1} draws something that is neither marked nor an artifact")
        text.close()
        page.close()
    document.close()
    return found, sorted(set(stray))


def letters(each, page) -> str:
    if each.type != raw.FPDF_PAGEOBJ_TEXT:
        return ""
    size = raw.FPDFTextObj_GetText(each.raw, page.raw, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFTextObj_GetText(each.raw, page.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def names_of_marks(each) -> list[str]:
    names = []
    for n in range(raw.FPDFPageObj_CountMarks(each.raw)):
        buffer, size = (raw.FPDF_WCHAR * 40)(), ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(each.raw, n), buffer, 80, size)
        names.append(bytes(buffer).decode("utf-16-le").split("\0")[0])
    return names


# -- The tree


@dataclass
class Tag:
    """An element of the structure. above: those it stands under; marks: (page, number) of all it and its kids draw."""

    sort: str
    above: tuple
    element: Dictionary
    marks: list = field(default_factory=list)
    kids: int = 0


class Tree:
    def __init__(self, file, drawn):
        self.drawn, self.tags, self.leaves = drawn, [], []
        self.pages = {page.obj.objgen: n for n, page in enumerate(file.pages)}
        self.walk(file.Root.StructTreeRoot.K[0], ())

    def walk(self, element, above) -> Tag:
        tag = Tag(str(element.S), above, element)
        self.tags.append(tag)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            tag.kids += 1
            if isinstance(kid, int):
                tag.marks.append((self.pages[element.Pg.objgen], kid))
                self.leaves.append((tag, tag.marks[-1]))
            elif kid.get("/Type") != Name.OBJR:
                tag.marks += self.walk(kid, (*above, tag)).marks
        return tag

    def text(self, tag: Tag) -> str:
        """Its words; a line's last hyphen, and a place to break, are the page's and not the author's."""
        return words("".join(self.drawn[mark].text for mark in tag.marks))


def words(text: str) -> str:
    return " ".join(text.replace("\x02", "").replace("\u200b", "").replace("\ufffe", "").split())


# -- The questions


def about_the_file(file):
    root, info = file.Root, file.docinfo
    if not str(root.get("/Lang", "")):
        yield "the file says no language"
    if not root.get("/MarkInfo", {}).get("/Marked") or not root.ViewerPreferences.DisplayDocTitle:
        yield "the file does not say that it is tagged, or hides its title"
    if not str(info.get("/Title", "")):
        yield "the file has no title"
    packet = root.Metadata.read_bytes()
    yield from (f"{claim!r} is not claimed" for claim in (b"pdfaid", b"pdfuaid:part") if claim not in packet)
    for n, page in enumerate(file.pages):
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != Name.S:
            yield f"page {n + 1} does not lead from link to link as it is read"


def about_the_tree(tree):
    owned = defaultdict(int)
    for tag in tree.tags:
        at = f"{tag.sort} with «{tree.text(tag)[:40]}»"
        if not tag.kids and tag.sort not in MAY_BE_EMPTY:
            yield f"empty {tag.sort} below {[each.sort for each in tag.above]} {tag.element.get('/Alt', '')}"
        if tag.sort == "/TH" and "/Scope" not in tag.element.get("/A", {}):
            yield f"{at} says not what it heads"
        if tag.sort == "/TH" and not tree.text(tag):
            yield "a header cell says nothing"
        if tag.sort == "/Figure" and not str(tag.element.get("/Alt", "")).strip():
            yield f"a figure on page {tag.marks[0][0] + 1} says nothing to whoever does not see it"
        if tag.sort in ("/P", "/Link") and tag.above[-1].sort == tag.sort:
            yield f"{at} stands within its like"
    for _tag, mark in tree.leaves:
        owned[mark] += 1
    yield from (f"mark {mark} stands {count} times in the tree" for mark, count in owned.items() if count > 1)
    yield from (f"mark {mark} is not in the tree: {tree.drawn[mark].text}" for mark in set(tree.drawn) - set(owned))


def about_headings(file, tree):
    found = [(int(tag.sort[2]), tree.text(tag)) for tag in tree.tags if HEADING.fullmatch(tag.sort)]
    yield from (f"a heading of level {level} is empty" for level, text in found if not text)
    yield from (f"level {b[0]} after {a[0]}: {b[1]}" for a, b in pairwise([(0, ""), *found]) if b[0] > a[0] + 1)
    with file.open_outline() as outline:
        marks = list(bookmarks(outline.root))
    if [unbroken(text) for _level, text in found] != [unbroken(mark) for mark in marks]:
        yield f"outline {marks} is not what the headings are: {[text for _level, text in found]}"


def unbroken(text: str) -> str:
    """Without spaces and hyphens, which may come from the end of a line."""
    return re.sub(r"[\s-]", "", text)


def bookmarks(items):
    for item in items:
        yield words(item.title)
        yield from bookmarks(item.children)


def about_breaks(tree):
    last = {}
    for tag, mark in tree.leaves:
        last[mark[0]] = tag
    for page, tag in last.items():
        if page + 1 in last and any(LEADING.fullmatch(each.sort) for each in (*tag.above, tag)):
            yield f"page {page + 1} ends with {tag.sort} «{tree.text(tag)}»"
    for tag in tree.tags:
        pages = {page for page, _number in tag.marks}
        if len(pages) > 1 and (tag.sort in ("/TR", "/Caption", "/Figure") or HEADING.fullmatch(tag.sort)):
            yield f"{tag.sort} «{tree.text(tag)[:60]}» is cut between pages {sorted(page + 1 for page in pages)}"


def about_links(file):
    for n, page in enumerate(file.pages):
        for each in page.obj.get("/Annots", ()):
            if not str(each.get("/Contents", "")) or "/StructParent" not in each:
                yield f"a link on page {n + 1} says not where it leads, or is not in the tree"


def about_fonts(file):
    for each in file.objects:
        if not isinstance(each, Dictionary):
            continue
        if each.get("/Type") == Name.FontDescriptor and not EMBEDDED & set(each.keys()):
            yield f"{each.FontName} is not in the file"
        if each.get("/Subtype") == Name.Type0 and "/ToUnicode" not in each:
            yield f"{each.BaseFont} does not say which letters it draws"


def about_numbers(drawn):
    for (page, _number), one in drawn.items():
        for rule in (LOOSE_THOUSANDS, HYPHEN_AS_MINUS):
            if found := rule.search(one.text):
                yield f"page {page + 1}: «{found[0]}» in «{one.text[:60]}»"
