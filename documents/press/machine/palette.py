"""Our green in the colour of a city: every shade of it is as light or dark as it was."""

import re

# How far each of our shades lies from our green itself: towards white, or, below nought, towards black.
SHADES = {
    "#1f6b50": 0, "#367a5f": 0, "#3f8468": 0.1, "#7fb09b": 0.43, "#8bbaa5": 0.5, "#b5d3c5": 0.66, "#b9d7ca": 0.68,
    "#c3ddd1": 0.73, "#dcebe3": 0.84, "#e3ebe7": 0.87, "#e6f1eb": 0.89, "#f1f6f3": 0.93, "#f4f8f5": 0.95,
    "#16503c": -0.28, "#14483a": -0.35, "#16352b": -0.5, "#12302a": -0.55,
}  # fmt: skip
OURS = re.compile("|".join(SHADES).encode())


def dressed(data: bytes, colour: str) -> bytes:
    """A sheet of style or a drawing of ours, in another colour (#rrggbb)."""
    return OURS.sub(lambda found: shade(colour, SHADES[found[0].decode()]).encode(), data)


def shade(colour: str, share: float) -> str:
    end = 255 if share > 0 else 0
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(part + (end - part) * abs(share)):02x}" for part in parts)
