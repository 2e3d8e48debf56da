"""Printing a paper of over 400 pages: by sheets, held against one piece, a browser and typst, all in one run.

A first print uses two processors and is timed by the clock, as people wait for it; the others by the processor, which
does not mind what else the machine does. WeasyPrint in one piece is as it comes, tagged like ours; our own print in one
piece has some of the means of the one by sheets, and is faster.
"""

import json
import os
import resource
import subprocess
import sys
from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from django.test import override_settings

from bench.ground import AT
from bench.paper import ALONE, about_100_pages, cpu, frozen
from bench.typst_paper import typst_paper
from common.canonical import canonical, digest
from documents.editions import edition
from documents.press import print_pdf
from documents.press.paper import paper
from documents.press.workshop import MACHINE, environment
from documents.preview import preview
from tests.helpers.browser import browser_program

FEW = 33  # elements: about 25 pages


def content() -> dict:
    return edition(frozen().data, None)


def about(of: dict) -> dict:
    return {"version": 1, "mark": "Utkast", "sha256": digest(canonical(of)), "day": AT.date()}


def press(of: dict, **more):
    return print_pdf(of, **about(of), **more)


def both(act) -> tuple[float, float]:
    """Seconds by the clock, and by the processor."""
    start = perf_counter()
    spent = cpu(act)
    return perf_counter() - start, spent


@cache
def by_sheets() -> dict[str, float]:
    """Seconds of a first print by the clock; of one after a change to one measure, and of one more of the same, by the
    processor: medians of three."""
    of, found = deepcopy(content()), {"edit": [], "edit by the clock": [], "same": []}
    with TemporaryDirectory() as shelf, override_settings(PRESS_SHELF=shelf):
        found["first"] = [both(partial(press, of))[0]]
        measures = [element for element in of["elements"] if element["kind"] == "measure"]
        for measure in measures[200:203]:
            measure["text"] += "<p>Et avsnitt til.</p>"
            clock, spent = both(partial(press, of))
            found["edit"].append(spent)
            found["edit by the clock"].append(clock)
            found["same"].append(cpu(partial(press, of)))
    return {name: median(times) for name, times in found.items()}


@cache
def html() -> str:
    return paper(content(), **about(content())).html


@cache
def in_one_piece() -> tuple[float, float]:
    """Seconds by the clock, and by the processor."""
    command = [sys.executable, str(ALONE), str(MACHINE / "assets"), "pdf/a-3a"]
    given = {"input": html().encode(), "stdout": subprocess.DEVNULL, "env": environment()}
    return both(partial(subprocess.run, command, check=True, **given))


@cache
def our_one_piece() -> tuple[float, float]:
    return both(partial(press, content(), whole=True))


@cache
def by_chromium() -> float:
    """Seconds by the clock: what its many processes spend is told to nobody."""
    with TemporaryDirectory() as folder:
        page, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
        style = "".join((MACHINE / "assets" / name).read_text() for name in ("print.css", "band.css"))
        page.write_text(html().replace("</head>", f"<style>{style}</style></head>"))
        command = [
            browser_program(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
        ]
        command += [f"--print-to-pdf={pdf}", page.as_uri()]
        return median(both(partial(subprocess.run, command, capture_output=True, check=True))[0] for _time in range(3))


@cache
def by_typst() -> float:
    with TemporaryDirectory() as folder:
        source, pdf = Path(folder, "page.typ"), Path(folder, "page.pdf")
        of = content()
        source.write_text(typst_paper(of, "Utkast", about(of)["sha256"]))
        fonts = str(Path(environment()["FONTCONFIG_FILE"]).parent)
        program = f"import typst; typst.compile({str(source)!r}, output={str(pdf)!r}, font_paths=[{fonts!r}])"
        command = [sys.executable, "-c", program]
        return median(cpu(partial(subprocess.run, command, check=True)) for _time in range(3))


def first_ratio() -> float:
    return by_sheets()["first"] / in_one_piece()[0]


def first_to_ours() -> float:
    return by_sheets()["first"] / our_one_piece()[0]


def edit_ratio() -> float:
    return by_sheets()["edit"] / in_one_piece()[1]


def edit_to_ours() -> float:
    return by_sheets()["edit"] / our_one_piece()[1]


def same_ratio() -> float:
    return by_sheets()["same"] / in_one_piece()[1]


def to_chromium() -> float:
    return by_sheets()["edit by the clock"] / by_chromium()


def to_typst() -> float:
    return by_sheets()["edit"] / by_typst()


def preview_seconds() -> float:
    """Processor time of a preview of about 100 pages after a change to one measure: what a writer waits for."""
    of = deepcopy(about_100_pages())
    with TemporaryDirectory() as shelf, override_settings(PRESS_SHELF=shelf):
        preview(frozen().document, of, day=AT.date())
        of["elements"][50]["text"] += "<p>Et avsnitt til.</p>"
        return cpu(lambda: preview(frozen().document, of, day=AT.date()))


def growth() -> float:
    """Processor time a page of all of it, over that of about 25 pages."""
    large = content()
    small = large | {"elements": large["elements"][:FEW]}
    return per_page(large) / median(per_page(small) for _time in range(3))


def per_page(of: dict) -> float:
    pages = []
    with TemporaryDirectory() as shelf, override_settings(PRESS_SHELF=shelf):
        spent = cpu(lambda: pages.append(press(of).pages))
    return spent / pages[0]


def peak_memory() -> float:
    """Megabytes of the largest process of a first print, measured by a process that starts nothing else."""
    read, write = os.pipe()
    if not (child := os.fork()):
        with TemporaryDirectory() as shelf, override_settings(PRESS_SHELF=shelf):
            press(content())
        os.write(write, json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return json.loads(os.read(read, 100)) / 1024
