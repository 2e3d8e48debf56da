"""Which letters the bundled fonts can draw."""

import os
from functools import cache
from html import unescape
from pathlib import Path

from fontTools.ttLib import TTFont
from refusal import Unprintable

WHITE = {"\n", "\r", "\t"}


def demand_letters(html: str) -> None:
    """Errors: Unprintable if the fonts lack any letter of the html."""
    if letters := unknown(unescape(html), Path(os.environ["FONTCONFIG_FILE"]).parent):
        raise Unprintable("letters", letters)


def unknown(text: str, fonts: Path) -> list[str]:
    """The letters of the text that no font in the folder has."""
    return sorted(set(text) - WHITE - drawn_by(fonts))


@cache
def drawn_by(fonts: Path) -> set[str]:
    letters = set()
    for path in fonts.glob("*-Regular.ttf"):
        with TTFont(path, lazy=True) as font:
            letters |= {chr(code) for code in font.getBestCmap()}
    return letters
