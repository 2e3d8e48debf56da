"""Rows that may be higher than a page. They alone may be cut: WeasyPrint leaves out the head of a table whose next row
does not fit a page, and a table without its head says nothing to whoever listens.
"""

LETTERS = 56  # in a line as wide as the page, in large print
LINES = 26  # of a row that still fits a page of it, with head and caption


def let_tall_rows_break(tree) -> None:
    for row in tree.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if any(lines(cell, LETTERS // len(cells) or 1) > LINES for cell in cells):
            row.set("class", "tall")


def lines(cell, letters: int) -> int:
    """How many lines of so many letters a cell may have, at most."""
    words = "".join(cell.itertext()).split("\n")
    return sum(1 + len(line) // letters for line in words) + sum(1 for _break in cell.iter("br"))
