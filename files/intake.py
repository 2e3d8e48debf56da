"""What may be attached: taken in by what it is, not by what it says it is.

Pictures are drawn anew, so that nothing but the picture comes in: no place where it was taken, no hidden thumbnail.
"""

import io
import zlib
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from common.refusals import Refused
from common.text import Unclean, clean_line

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
MOST_PIXELS = 50_000_000
WIDEST = 3_000
"""Pixels a picture is shrunk to: more than any page of paper shows."""

OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
LONGEST_NAME = 200
OPEN = ("text", "spreadsheet", "presentation")


def taken_in(upload) -> tuple[bytes, str]:
    """The bytes to keep, and what they are (media type).

    upload: a file as Django hands it over. Errors: Refused for what is empty, too large, or of no kind known here.
    """
    if upload.size > LARGEST:
        raise Refused(_("Filen er for stor. Den kan være høyst 20 MB."))
    data = upload.read()
    if not data:
        raise Refused(_("Filen er tom."))
    if data.startswith(b"%PDF-"):
        return data, "application/pdf"
    if data.startswith(b"PK"):
        return data, office(data)
    return redrawn(data)


def office(data: bytes) -> str:
    """Which sort of office document it is."""
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            if found := names & OFFICE.keys():
                return OFFICE[found.pop()]
            sort = opening(packed, "mimetype") if "mimetype" in names else ""
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        sort = ""
    if sort in {f"application/vnd.oasis.opendocument.{name}" for name in OPEN}:
        return sort
    raise Refused(unknown())


def opening(packed: ZipFile, name: str) -> str:
    """How a packed text begins. Read no further: twenty megabytes can unpack to twenty thousand."""
    if packed.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return ""
    with packed.open(name) as text:
        return text.read(100).decode()


def redrawn(data: bytes) -> tuple[bytes, str]:
    """A picture drawn anew: PNG stays PNG, everything else becomes JPEG."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP", "TIFF")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(too_many())
            flat = picture.format == "PNG" or "A" in picture.getbands()
            drawn = ImageOps.exif_transpose(picture).convert("RGBA" if flat and "A" in picture.getbands() else "RGB")
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(too_many()) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused(unknown()) from error
    drawn.thumbnail((WIDEST, WIDEST))
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True) if flat else drawn.save(out, "JPEG", quality=88)
    return out.getvalue(), "image/png" if flat else "image/jpeg"


def too_many() -> str:
    return _("Bildet er for stort. Det kan ha høyst 50 millioner punkter.")


def unknown() -> str:
    return _("Filen må være en PDF, et bilde, eller et dokument fra Word, Excel, PowerPoint eller LibreOffice.")


def name_of(upload, media_type: str) -> str:
    """The file's own name, with the ending of what it has become."""
    try:
        name = PurePath(clean_line(upload.name, limit=1_000, required=True))
    except Unclean:
        name = PurePath(_("fil"))
    ending = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf"}.get(media_type, name.suffix)
    return name.stem[: LONGEST_NAME - len(ending)] + ending
