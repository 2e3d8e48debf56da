"""Colours as #rrggbb: whether words in them can be read, and lighter and darker ones of the same."""

import re

WHITE = "#ffffff"
READABLE = 4.5
"""The least contrast between words and what they stand on (WCAG 2.1, 1.4.3)."""
WRITTEN = re.compile(r"#[0-9a-f]{6}")


def contrast(one: str, other: str = WHITE) -> float:
    """From 1, the same, to 21, black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
