"""The program that prints, run as a process of its own: `python documents/press/machine LIMITS PARENT`.

It knows nothing of the house around it – no settings, no database, no secrets – and stands on its own folder alone.

stdin: {"html", "data", "data_name", "day", "codes", "pictures"} as JSON. stdout: the finished PDF.
stderr, last line: {"pages": 12}, or [kind, what] and exit code 3. Exit code 4: not enough memory.
"""

import errno
import gc
import json
import os
import sys

from confine import confine

REFUSED, NO_MEMORY = 3, 4


def main() -> int:
    confine(**json.loads(sys.argv[1]), parent=int(sys.argv[2]))
    gc.disable()  # a render makes millions of objects and drops none; looking through them makes it more than linear
    from render import Unprintable, print_pdf

    try:
        pdf, report = print_pdf(**json.load(sys.stdin))
        sys.stdout.buffer.write(pdf)
        sys.stdout.flush()
    except Unprintable as refusal:
        return tell([refusal.kind, refusal.what], REFUSED)
    except MemoryError:
        return NO_MEMORY
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return tell(["size", None], REFUSED)
    return tell(report)


def tell(report, code: int = 0) -> int:
    print(f"\n{json.dumps(report)}", file=sys.stderr)  # noqa: T201 - this is how the process answers
    return code


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # at once: to put away every object of a long document takes time, and nobody needs it
