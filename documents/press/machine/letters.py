"""Which letters the bundled fonts can draw."""

from pathlib import Path

from fontTools.ttLib import TTFont

WHITE = {"\n", "\r", "\t"}


def unknown(text: str, fonts: Path) -> list[str]:
    """The letters of the text that no font in the folder has."""
    letters = set(text) - WHITE
    for path in sorted(fonts.glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            letters -= {chr(code) for code in font.getBestCmap()}
    return sorted(letters)
