"""The program that makes and reads PDFs, a process of its own:
`python documents/press/machine LIMITS PARENT JOB [PROGRESS]`.

It knows nothing of the house around it – no settings, no database, no secrets – and stands on its own folder alone.

JOB print. stdin, as JSON: {"head", "sheets": [{"html", "numbered"}], "language": what is printed, see the house's
sheets.py; "pictures": by address, media type and base64; "data", "data_name", "data_about", "day": text to attach under
a name, what it is, and the ISO date that stands as the file's; "codes": anchors, each to be found in the text of the
page it leads to; "whole": in one piece?; "layout": standard, or the name of a sheet of style laid over it; "colour":
#rrggbb in place of our green, or null; "line_numbers": has every fifth line its number in the margin?; "shelf": the
folder where sheets are kept, or null}. stdout: the finished PDF. PROGRESS: the number of an open file, see progress.py.
stderr, last line: what is told of it (see `gate.told_of`), or [kind, what] and exit code 3. Exit code 4: not enough
memory.

JOB kept. stdin, as JSON: {"shelf", "kept": by which name a print was told to lie there, "page": number or null}.
stdout: the print, or the picture of that page as PNG. stderr and exit codes as above.

JOB handout. stdin, as JSON: {"html": a whole page, "style": the name of a sheet of style laid over ours, "banded": with
head and foot?}. stdout: the finished PDF. stderr and exit codes as above.

JOB read. stdin: a PDF from anywhere. stdout: what reader.py tells of it, as JSON. stderr and exit codes as above.
"""

import ctypes.util
import errno
import gc
import json
import os
import sys

from confine import OUT_OF_MEMORY, confine
from refusal import Refusal

REFUSED, NO_MEMORY = 3, 4


def main() -> int:
    limits, parent, job, *files = sys.argv[1:]
    confine(**json.loads(limits), parent=int(parent))
    try:
        answer, report = JOBS[job](*map(int, files))
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    except Refusal as refusal:
        return tell([refusal.kind, refusal.what], REFUSED)
    except OUT_OF_MEMORY:
        return NO_MEMORY
    except OSError as error:
        if error.errno == errno.ENOMEM:
            return NO_MEMORY
        if error.errno != errno.EFBIG:
            raise
        return tell(["size", None], REFUSED)
    return tell(report)


def made(come: int) -> tuple[bytes, dict]:
    get_ready()
    from progress import Progress

    work = json.load(sys.stdin)
    if work["whole"]:
        from whole import print_whole

        return print_whole(work, Progress(come))
    from sheets import print_by_sheets

    return print_by_sheets(work, Progress(come))


def handed_out() -> tuple[bytes, dict]:
    get_ready()
    from handout import print_handout

    return print_handout(json.load(sys.stdin))


def get_ready() -> None:
    ask_no_compiler()
    gc.disable()  # a render makes millions of objects and drops none; looking through them makes it more than linear


def ask_no_compiler() -> None:
    """WeasyPrint tries several names for each library, and one that Linux does not know is looked for with gcc and ld:
    a third of the time it takes to start, and the right name is found without them.
    """
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None


def read() -> tuple[bytes, dict]:
    from reader import read_pdf

    found = read_pdf(sys.stdin.buffer.read())
    return json.dumps(found).encode(), {"pages": len(found["pages"])}


def kept() -> tuple[bytes, dict]:
    from kept import show

    return show(json.load(sys.stdin))


JOBS = {"print": made, "handout": handed_out, "read": read, "kept": kept}


def tell(report, code: int = 0) -> int:
    print(f"\n{json.dumps(report)}", file=sys.stderr)  # noqa: T201 - this is how the process answers
    return code


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # at once: to put away every object of a long document takes time, and nobody needs it
