"""What stands in a PDF, and what lies in it."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2


def text_of(source: bytes | Path) -> str:
    """The text of all pages, with one blank wherever there is space."""
    document = pypdfium2.PdfDocument(source)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def enclosed_in(source: bytes) -> dict[str, bytes]:
    """The attachments by name."""
    with pikepdf.open(BytesIO(source)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}


def told_of(source: bytes) -> str:
    """What the file says about itself: title, author and the like, headings of the outline, names of attachments."""
    with pikepdf.open(BytesIO(source)) as document:
        told = [str(value) for value in document.docinfo.values()]
        told += [bytes(document.Root.Metadata.read_bytes()).decode()] if "/Metadata" in document.Root else []
        with document.open_outline() as outline:
            told += headings(outline.root)
        return "\n".join(told + list(document.attachments))


def headings(items) -> list[str]:
    return [heading for item in items for heading in (item.title, *headings(item.children))]


EDGE = (
    532  # points: a line of the contents is a link that reaches the edge of the text, as no link in running text does
)


def pages_named(source: bytes) -> dict[str, tuple[int, int]]:
    """What the contents say. Shape: {target: (the page that stands there, the page it leads to)}, counted from 1."""
    found = {}
    document = pypdfium2.PdfDocument(source)
    with pikepdf.open(BytesIO(source)) as file:
        leads = places(file, {page.obj.objgen: n for n, page in enumerate(file.pages)})
        for page, drawn in zip(file.pages, document, strict=True):
            text = drawn.get_textpage()
            for each in page.obj.get("/Annots", ()):
                left, bottom, right, top = map(float, each.Rect)
                if "/Dest" in each and right > EDGE:
                    said = text.get_text_bounded(left, bottom, right, top).split()[-1]
                    found[str(each.Dest)] = int(said), leads[str(each.Dest)][0] + 1
            text.close()
    document.close()
    return found


# -- All that a file says, for comparing two of them


def all_of(source: bytes) -> dict:
    """Words by page, outline, links by page, named places and tags, in plain data. Errors: AssertionError if a tag
    leads to none of the file's pages, or is not where its parent or its marks say it is."""
    with pikepdf.open(BytesIO(source)) as file:
        pages = {page.obj.objgen: n for n, page in enumerate(file.pages)}
        with file.open_outline() as outline:
            marks = list(bookmarks(outline.root, pages))
        return {
            "words": [text.split() for text in texts_of(source)],
            "outline": marks,
            "links": [[link(each) for each in page.obj.get("/Annots", ())] for page in file.pages],
            "places": places(file, pages),
            "tags": list(tags(file.Root.StructTreeRoot.K[0], pages, owners(file))),
        }


def texts_of(source: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(source)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def bookmarks(items, pages, level=1):
    for item in items:
        page, _view, *place, _zoom = item.destination
        yield level, item.title, pages[page.objgen], rounded(place)
        yield from bookmarks(item.children, pages, level + 1)


def link(annotation) -> tuple:
    target = str(annotation.A.URI) if "/A" in annotation else str(annotation.Dest)
    return target, str(annotation.Contents), int(annotation.F), rounded(annotation.Rect)


def places(file, pages) -> dict:
    names = iter(file.Root.Names.Dests.Names if "/Dests" in file.Root.Names else ())
    return {
        str(name): (pages[place[0].objgen], rounded(list(place)[2:4])) for name, place in zip(names, names, strict=True)
    }


def owners(file) -> dict:
    """Which elements the marks of a page, and its links, belong to, by the number they have."""
    numbers = iter(file.Root.StructTreeRoot.ParentTree.Nums)
    return {int(number): owner for number, owner in zip(numbers, numbers, strict=True)}


def tags(element, pages, owners, depth=0):
    """Each tag with its depth, sort, alternative text, scope and language, and each mark and link in it."""
    attributes = element.get("/A", {})
    told = element.get("/Alt", ""), attributes.get("/Scope", ""), element.get("/Lang", "")
    yield depth, str(element.S), *map(str, told)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            page = owners[int(element.Pg.StructParents)]
            assert page[kid].objgen == element.objgen
            yield depth + 1, "mark", pages[element.Pg.objgen], kid
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            assert owners[int(kid.Obj.StructParent)].objgen == element.objgen
            yield depth + 1, "link", pages[kid.Pg.objgen]
        else:
            assert kid.P.objgen == element.objgen
            yield from tags(kid, pages, owners, depth + 1)


def rounded(numbers) -> list[float]:
    return [round(float(number), 2) for number in numbers]


def heard(path: Path) -> str:
    """What `outloud` and `qpdf --check` find wrong; nothing, where they find no error."""
    outloud = Path(sys.executable).with_name("outloud")
    checks = [[outloud, path, "--no-info", "--fail-on", "error"], ["qpdf", "--check", path]]
    ran = [subprocess.run(check, capture_output=True, text=True) for check in checks]
    return "\n".join(check.stdout + check.stderr for check in ran if check.returncode)
