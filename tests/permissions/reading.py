"""All the words of an answer, whatever it is: a page, a print with all that lies in it, a workbook."""

import re
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from tests.helpers.pdf import enclosed_in, text_of, told_of
from tests.permissions.tables import table

CANARY = re.compile(r"kanari-([a-z]+)")
KNOWN = sorted((row["kanarifugl"] for row in table("canaries.csv")), key=len, reverse=True)
SQUEEZED = re.compile(rf"kanari({'|'.join(KNOWN)})")
"""As a canary looks where lines are broken within it: without blanks and hyphens its end cannot be seen."""
SPACE = re.compile(r"[\s\-\u00ad\u2010\u0002\ufffe]")
PDF, ZIP = b"%PDF-", b"PK"


def canaries_in(body: bytes, lines: str = "") -> set[str]:
    """The canaries in a body, and in lines about it."""
    return set(CANARY.findall(body.decode(errors="replace") + lines)) | enclosed(body)


@lru_cache(maxsize=256)
def enclosed(body: bytes) -> set[str]:
    """The canaries that only a reader of the format meets."""
    if body.startswith(PDF) and b"/Catalog" in body:
        return canaries_of_pdf(body)
    if body.startswith(ZIP):
        with ZipFile(BytesIO(body)) as book:
            return {found for name in book.namelist() for found in canaries_in(book.read(name), name)}
    return set()


def canaries_of_pdf(body: bytes) -> set[str]:
    printed = SPACE.sub("", text_of(body) + told_of(body))
    return set(SQUEEZED.findall(printed)).union(*(canaries_in(file) for file in enclosed_in(body).values()))
