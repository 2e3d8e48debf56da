"""A program: HTML on stdin → PDF on stdout, by WeasyPrint as it comes, with the press's style.

Its arguments are the folder of the style sheets and, if the PDF shall be tagged, the variant.
"""

import sys
from pathlib import Path

from weasyprint import CSS, HTML


def main(folder: Path, variant: str | None = None) -> None:
    def ours(text: str) -> str:
        return text.replace("press:", f"{folder.as_uri()}/")

    styles = [CSS(string=ours((folder / name).read_text())) for name in ("print.css", "band.css")]
    html = HTML(string=ours(sys.stdin.read()))
    sys.stdout.buffer.write(html.write_pdf(stylesheets=styles, pdf_variant=variant))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
