"""The program that prints, run as a process of its own: `python documents/press/machine LIMITS PARENT`.

It knows nothing of the house around it – no settings, no database, no secrets – and stands on its own folder alone.

stdin: {"html", "data", "data_name", "day", "codes"} as JSON. stdout: the finished PDF.
stderr, last line: {"pages": 12}, or {"refused": kind, "what": …} and an exit code other than 0.
"""

import gc
import json
import sys

from confine import confine


def main() -> int:
    confine(**json.loads(sys.argv[1]), parent=int(sys.argv[2]))
    gc.disable()  # a render makes millions of objects and drops none; looking through them makes it more than linear
    try:
        from render import Unprintable, print_pdf

        pdf, report = print_pdf(**json.load(sys.stdin))
        sys.stdout.buffer.write(pdf)
        sys.stdout.flush()
    except MemoryError:
        return tell({"refused": "memory"})
    except Unprintable as refusal:
        return tell({"refused": refusal.kind, "what": refusal.what})
    except OSError as error:
        return tell({"refused": "file", "what": str(error)})
    tell(report)
    return 0


def tell(report: dict) -> int:
    print(f"\n{json.dumps(report)}", file=sys.stderr)  # noqa: T201 - this is how the process answers
    return 3


if __name__ == "__main__":
    sys.exit(main())
