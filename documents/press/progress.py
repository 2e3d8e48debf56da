"""How far the machine has come, in words for those who wait."""

import json
import os

from django.utils.translation import gettext_lazy as _

SIZE = 60  # as in machine/progress.py

WORDS = {
    "layout": _("Setter side %(page)s"),
    "again": _("Setter sidetall, side %(page)s av %(pages)s"),
    "writing": _("Skriver side %(page)s av %(pages)s"),
    "sheets": _("Setter del %(page)s av %(pages)s"),
    "joining": _("Setter sammen %(page)s sider"),
}


def progress(file) -> str:
    """What the machine has told so far; nothing where it has not begun, or was just writing it."""
    try:
        what, page, pages = json.loads(os.pread(file.fileno(), SIZE, 0))
        return WORDS[what] % {"page": int(page), "pages": pages and int(pages)}
    except (ValueError, KeyError, TypeError):
        return ""
