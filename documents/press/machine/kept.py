"""What was printed a moment ago, from the shelf: the file itself, or the picture of one of its pages."""

from io import BytesIO

from refusal import Unprintable
from shelf import Shelf

SCALE = 1.6  # pixels per point: sharp enough to read on any screen, at the width of a pane


def show(work: dict) -> tuple[bytes, dict]:
    """Shape: → the PDF, or a PNG. work: see __main__. Errors: Unprintable, if it is no longer there."""
    kept = Shelf(work["shelf"]).get(work["kept"])
    if kept is None:
        raise Unprintable("gone")
    told, pdf = kept
    if work["page"] is None:
        return pdf, told
    if work["page"] >= told["pages"]:
        raise Unprintable("gone")
    return picture(pdf, work["page"]), told


def picture(pdf: bytes, page: int) -> bytes:
    import pypdfium2

    out, document = BytesIO(), pypdfium2.PdfDocument(pdf)
    document[page].render(scale=SCALE).to_pil().save(out, "PNG")
    document.close()
    return out.getvalue()
