"""Long contents for tests, and papers of sheets as no template of ours would make them."""

from base64 import b64encode
from io import BytesIO

from PIL import Image

from documents.press.workshop import LIMITS, run
from tests.documents.contents import element, small

HEAD = (
    '<html lang="nb"><head><title>Prøve</title></head>'
    '<body data-name="Prøve" data-mark="Utkast" data-network="Nettverket" data-page="Side" data-of="av">'
)


def long_content(measures: int = 60, goal: int = 12, paragraphs: int = 6, **changed) -> dict:
    """A programme of one chapter, with goals of so many measures."""
    elements = [part("T-0001", "1", 1, None, "chapter", "Areal og transport")]
    for n in range(measures):
        if n % goal == 0:
            at = f"1.{n // goal + 1}"
            elements.append(part(f"T-{1000 + n}", at, 2, "T-0001", "goal", f"Mål {n // goal + 1}"))
        words = "".join(f"<p>Kommunen bygger sykkelvei nummer {n}, og teller dem som bruker den. </p>" * paragraphs)
        above = elements[-1 - n % goal]
        elements.append(
            part(f"T-{2000 + n}", f"{at}.{n % goal + 1}", 3, above["code"], "measure", f"Tiltak {n}", words)
        )
    return small(*elements, **changed)


def part(code, place, depth, parent, kind, title, text="") -> dict:
    return element(
        code=code, place=place, depth=depth, parent=parent, kind=kind, kind_name=kind.title(), title=title, text=text
    )


def printed(sheets: list[str], *, naming: int = 0, whole: bool = False, shelf=None, codes=(), limits=LIMITS, **changed):
    """Print bodies of html, each a sheet. Shape: → the PDF, its report. naming: the sheet with the contents."""
    work = {
        "language": "nb", "head": HEAD, "whole": whole, "layout": "standard", "colour": None, "line_numbers": False,
        "shelf": shelf and str(shelf), "data": "{}",
        "data_name": "data.json", "data_about": "Prøve", "day": "2009-02-09", "codes": list(codes),
        "pictures": {"picture/dot": picture()},
        "sheets": [{"html": html, "numbered": n == naming} for n, html in enumerate(sheets)], **changed,
    }  # fmt: skip
    return run(work, limits)


def picture() -> tuple[str, str]:
    data = BytesIO()
    Image.new("RGB", (20, 10), "green").save(data, "PNG")
    return "image/png", b64encode(data.getvalue()).decode()
