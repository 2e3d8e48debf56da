"""The program that makes and reads PDFs, a process of its own:
`python documents/press/machine LIMITS PARENT JOB [PROGRESS]`.

It knows nothing of the house around it – no settings, no database, no secrets – and stands on its own folder alone.

JOB print. stdin: {"html", "data", "data_name", "day", "codes", "pictures"} as JSON. stdout: the finished PDF.
PROGRESS: the number of an open file, see progress.py.
stderr, last line: {"pages": 12}, or [kind, what] and exit code 3. Exit code 4: not enough memory.

JOB read. stdin: a PDF from anywhere. stdout: what reader.py tells of it, as JSON. stderr and exit codes as above.
"""

import errno
import gc
import json
import os
import sys

from confine import confine
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
    except MemoryError:
        return NO_MEMORY
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return tell(["size", None], REFUSED)
    return tell(report)


def made(come: int) -> tuple[bytes, dict]:
    gc.disable()  # a render makes millions of objects and drops none; looking through them makes it more than linear
    from progress import Progress
    from render import print_pdf

    return print_pdf(**json.load(sys.stdin), progress=Progress(come))


def read() -> tuple[bytes, dict]:
    from reader import read_pdf

    found = read_pdf(sys.stdin.buffer.read())
    return json.dumps(found).encode(), {"pages": len(found["pages"])}


JOBS = {"print": made, "read": read}


def tell(report, code: int = 0) -> int:
    print(f"\n{json.dumps(report)}", file=sys.stderr)  # noqa: T201 - this is how the process answers
    return code


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # at once: to put away every object of a long document takes time, and nobody needs it
