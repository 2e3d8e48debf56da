"""`python -m bench [WORDS]`: measure all figures, or those whose name begins with the words.

Exit code 1 if one missed its budget.
"""

import os
import sys

import django


def main(words: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framtid.settings")
    django.setup()
    from bench.figures import FIGURES
    from bench.ground import ground

    missed = []
    with ground():
        for figure in FIGURES:
            if figure.name.startswith(words):
                value = figure.measure()
                say(sys.stdout, figure.line(value))
                if not figure.met(value):
                    missed.append(figure.name)
    if missed:
        say(sys.stderr, f"framtid: over budget: {', '.join(missed)}")
    return 1 if missed else 0


def say(stream, line: str) -> None:
    stream.write(f"{line}\n")
    stream.flush()


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
