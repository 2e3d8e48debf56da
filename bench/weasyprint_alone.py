"""A program: HTML on stdin → PDF on stdout, by WeasyPrint as it comes.

Its argument is the folder of the print's style sheet.
"""

import sys
from pathlib import Path

from weasyprint import CSS, HTML


def main(folder: Path) -> None:
    style = (folder / "print.css").read_text().replace("press:", f"{folder.as_uri()}/")
    html = sys.stdin.read().replace("press:", f"{folder.as_uri()}/")
    sys.stdout.buffer.write(HTML(string=html).write_pdf(stylesheets=[CSS(string=style)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
