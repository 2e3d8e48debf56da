"""What a PDF from anywhere holds, told so that two files can be compared."""

import hashlib
import re
from io import BytesIO

import pikepdf
import pypdfium2
from digests import Digests, summed, written
from pikepdf import Array, Dictionary, Name, NameTree, String
from refusal import Refusal

MOST_PAGES = 2_000
MOST_CLAIMS = 50
DEEPEST = 64
CHECKSUM = re.compile(r"(?=([0-9a-f]{64}))")
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def read_pdf(pdf: bytes) -> dict:
    """Shape: → {"pages": [{"content": digest, "links": [digest], "notes": [sort]}], "attached": {name: SHA-256},
    "claims": [SHA-256], "acts": bool, "damaged": bool}.

    claims: checksums the file gives itself: of what lies attached, and those printed in it. notes: the sorts of what is
    laid on the page and is no link ("/Highlight"). acts: whether it does or shows something else than its pages.
    damaged: whether it had to be mended to be read.
    Errors: Refusal, its kind "password", "broken", "pages" or "no pdf".
    """
    if b"%PDF-" not in pdf[:1024]:
        raise Refusal("no pdf")
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return told(document, pdf)
    except pikepdf.PasswordError:
        raise Refusal("password") from None
    except (pikepdf.PdfError, *ODD):
        raise Refusal("broken") from None


# What a file that says one thing and is another makes of our own code.
ODD = (ArithmeticError, AttributeError, LookupError, RecursionError, RuntimeError, TypeError, ValueError)


def told(document, pdf: bytes) -> dict:
    if len(document.pages) > MOST_PAGES:
        raise Refusal("pages", MOST_PAGES)
    attached = {
        name: hashlib.sha256(spec.get_file().read_bytes()).hexdigest() for name, spec in document.attachments.items()
    }
    pages = Pages(document)
    return {
        "pages": [pages.told(page.obj) for page in document.pages],
        "attached": attached,
        "claims": list(dict.fromkeys([*attached.values(), *printed(pdf)]))[:MOST_CLAIMS],
        "acts": acts(document),
        "damaged": bool(document.get_warnings()),
    }


def acts(document) -> bool:
    """Does it run something when it is opened, or show a form or a folder in place of its pages?

    Where to begin reading is no such thing: readers note it in the same place.
    """
    root = document.Root
    opening = root.get("/OpenAction")
    runs = isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo
    scripts = "/JavaScript" in root.get("/Names", {}) or "/XFA" in root.get("/AcroForm", {})
    return runs or scripts or bool({"/AA", "/Collection"} & set(root.keys())) or any("/AA" in p for p in document.pages)


def printed(pdf: bytes) -> list[str]:
    """The checksums that stand on the pages. A line may break one in two."""
    try:
        document = pypdfium2.PdfDocument(pdf)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    except pypdfium2.PdfiumError:
        return []
    return CHECKSUM.findall(re.sub(r"[\s\x02]", "", text))


class Pages:
    """The pages of a file, and where its links lead."""

    def __init__(self, document):
        self.digests, self.root = Digests(), document.Root
        self.numbers = {page.objgen: n for n, page in enumerate(document.pages)}
        names = self.root.get("/Names", {}).get("/Dests")
        self.places = dict(NameTree(names)) if names is not None else {}

    def told(self, page) -> dict:
        links, notes = [], []
        for each in page.get("/Annots", ()):
            sort = str(each.get("/Subtype"))
            if sort == "/Link":
                links.append(self.link(each).hex())
            elif sort != "/Popup" or "/Parent" not in each:  # the window of a note is no note of its own
                notes.append(sort)
        return {"content": self.content(page).hex(), "links": links, "notes": notes}

    def content(self, page) -> bytes:
        boxes = [self.digests.of(box) for box in boxes_of(page)]
        turned = written(int(inherited(page, "/Rotate") or 0) % 360)
        about = [*boxes, turned, written(page.get("/UserUnit", 1)), self.digests.of(page.get("/Group"))]
        return self.digests.drawing(page, inherited(page, "/Resources"), about)

    def link(self, link) -> bytes:
        """Where on the page, and where to – by page, since a name may be given another meaning."""
        action = link.get("/A", {})
        jump = action.get("/S") == Name.GoTo
        place = self.place(link.get("/Dest", action.get("/D") if jump else None))
        does = None if jump and "/Next" not in action else action or None
        frame = link.get("/BS", {}).get("/W", link.get("/Border", [0, 0, 1])[2])
        about = (sorted_corners(link.Rect), frame, does, link.get("/AP"), link.get("/AA"))
        return summed(place, *map(self.digests.of, about))

    def place(self, where) -> bytes:
        if isinstance(where, (String, Name)):
            legacy = self.root.get("/Dests", {}) if isinstance(where, Name) else self.places
            where = legacy.get(str(where))
        if isinstance(where, Dictionary):
            where = where.get("/D")
        if not isinstance(where, Array):
            return self.digests.of(where)
        page, *view = where
        number = page if isinstance(page, int) else self.numbers.get(page.objgen)
        return summed(written(number), *map(written, view))


def boxes_of(page) -> list:
    """The five boxes. One that is not given is the next larger one."""
    media = inherited(page, "/MediaBox")
    crop = inherited(page, "/CropBox") or media
    return [sorted_corners(box) for box in (media, crop, *(page.get(name) or crop for name in BOXES[2:]))]


def sorted_corners(box) -> Array:
    left, bottom, right, top = map(float, box)
    return Array([round(n, 2) for n in (min(left, right), min(bottom, top), max(left, right), max(bottom, top))])


def inherited(page, name: str):
    """What a page has itself or from the tree of pages above it."""
    for _step in range(DEEPEST):
        if page is None or name in page:
            break
        page = page.get("/Parent")
    return page and page.get(name)
