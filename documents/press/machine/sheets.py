"""A paper printed sheet by sheet: what is on the shelf is taken from there, and the rest is made by two processes."""

import gc
import re
from dataclasses import asdict
from functools import cached_property

from band import framed
from gate import lost, told_of
from join import Joining
from pair import in_two, one_by_one, worth_two
from refusal import Unprintable
from sheet import Made, make
from shelf import Shelf, key

CONTENTS = re.compile(r'<ul class="contents">(.*?)</ul>', re.DOTALL)
TARGET = re.compile(r'href="#([^"]+)"')
TRIES = 4
SET_AS = ("layout", "colour")
ATTACHED = ("data", "data_name", "data_about", "day")
UNTIL_THE_END = []  # what is not put away when it has done its work: that takes time, and the process ends soon
PAGES = 48  # to make before what is left of them is put away: few enough for the memory, enough for the time it takes


def print_by_sheets(work: dict, progress) -> tuple[bytes, dict]:
    """Shape: → the PDF, what is told of it. work: see __main__. Errors: Unprintable."""
    printing = Printing(work, progress)
    UNTIL_THE_END.append(printing)
    return printing.pdf()


class Printing:
    """One paper. A task is what makes a frame or a sheet: (kind, html, the pages it names)."""

    def __init__(self, work: dict, progress):
        self.work, self.progress, self.shelf = work, progress, Shelf(work["shelf"])
        self.left, self.joining, self.keys = 0, Joining(), {}

    def pdf(self) -> tuple[bytes, dict]:
        tasks = [("sheet", sheet["html"], {}) for sheet in self.work["sheets"]]
        (naming,) = [n for n, sheet in enumerate(self.work["sheets"]) if sheet["numbered"]]
        frame_task = "frame", self.work["head"], {}
        order = in_order(len(tasks), naming)
        *made, frame = self.made([*(tasks[n] for n in order), frame_task], order)
        sheets = dict(zip(order, made, strict=True))
        before, after = ([sheets[n] for n in sorted(order) if (n < naming) is first] for first in (True, False))
        tasks[naming], sheets[naming] = self.contents(tasks[naming][1], before, after)
        whole = key("whole", self.work["line_numbers"], *map(self.key, [frame_task, *tasks]))
        if (kept := self.shelf.get(whole)) is not None:
            return kept[1], kept[0]
        return self.joined(whole, frame.pdf, sheets)

    def joined(self, whole: str, frame: bytes, sheets: dict[int, Made]) -> tuple[bytes, dict]:
        self.progress.joining(sum(sheet.pages for sheet in sheets.values()))
        for n in sheets:
            if n not in self.joining.added:
                self.joining.add(n, sheets[n])
        pdf = self.joining.finished(frame, line_numbers=self.work["line_numbers"])
        stood = {name: digest for n in sorted(sheets) for name, digest in sheets[n].stood.items()}
        report = {"kept": whole, **told_of(pdf, self.work["codes"])}
        if gone := lost(report, self.work["codes"], stood):
            raise Unprintable("lost", gone)
        self.shelf.put(whole, report, pdf)
        return pdf, report

    # -- The one sheet that names the pages of others

    def contents(self, html: str, before: list[Made], after: list[Made]) -> tuple[tuple, Made]:
        """Shape: → its task, the sheet. How many pages it takes itself is guessed, and made right when it was wrong."""
        guess = self.guessed(html)
        for _try in range(TRIES):
            task = "sheet", html, named(html, places([*before, Made(b"", bare=[False] * guess), *after]))
            (made,) = self.made([task])
            if made.pages == guess:
                return task, made
            guess = made.pages
            self.shelf.put(key("pages", html), {"pages": guess}, b"")
        raise Unprintable("fault", "The table of contents finds no place.")

    def guessed(self, html: str) -> int:
        kept = self.shelf.get(key("pages", html))
        return kept[0]["pages"] if kept else 1 + html.count("<li") // 36  # about as many lines as a page has

    # -- Making

    def made(self, tasks: list[tuple], order=()) -> list[Made]:
        """What each task makes, from the shelf or anew; what is new goes to the shelf.

        order: the numbers of the sheets that the first tasks make, which may be joined as soon as they are there.
        """
        found = [self.kept(task) for task in tasks]
        missing = [n for n, made in enumerate(found) if made is None]
        if not missing:
            return found
        self.progress.begin_sheets(len(missing))
        new = self.anew([tasks[n] for n in missing], alone=len(missing) == len(tasks))
        for n, made in enumerate(found):
            found[n] = made or next(new)
            if n < len(order):
                self.joining.add(order[n], found[n])
        for n in missing:
            self.keep(tasks[n], found[n])
        return found

    def anew(self, tasks: list[tuple], *, alone: bool):
        """What the tasks make, one by one. alone: is there nothing to join meanwhile?"""
        if not alone and not worth_two(tasks, weight):
            return one_by_one(tasks, self.make)
        assert self.renderer  # both processes use what is read once
        return iter(in_two(tasks, weight, self.make))

    @cached_property
    def renderer(self):
        from hyphens import keep_patterns  # only where something is to be made: it takes a while to read
        from render import Renderer

        keep_patterns(self.shelf)
        return Renderer(self.work["pictures"], self.progress, *(self.work[name] for name in SET_AS))

    def make(self, task: tuple) -> Made:
        kind, html, pages = task
        made = make(self.renderer, html, self.work["language"], pages) if kind == "sheet" else self.frame(html)
        self.put_away(made.pages)
        self.progress.made_sheet()
        return made

    def frame(self, html: str) -> Made:
        attachment = self.renderer.attachment(*(self.work[name] for name in ATTACHED))
        return Made(framed(self.renderer, html, attachments=[attachment]))

    def put_away(self, pages: int) -> None:
        self.left += pages
        if self.left >= PAGES:
            gc.collect()
            self.left = 0

    def key(self, task: tuple) -> str:
        kind, html, pages = task
        told = kind, html, tuple(pages.items())
        if told not in self.keys:
            beside = (*SET_AS, *(["language"] if kind == "sheet" else ATTACHED))
            self.keys[told] = key(kind, html, pages, *(self.work[name] for name in beside))
        return self.keys[told]

    def kept(self, task: tuple) -> Made | None:
        kept = self.shelf.get(self.key(task))
        return kept and Made(kept[1], **kept[0])

    def keep(self, task: tuple, made: Made) -> None:
        told = asdict(made)
        pdf = told.pop("pdf")
        self.shelf.put(self.key(task), told, pdf)


def in_order(number: int, naming: int) -> list[int]:
    """The one order in which sheets are made and joined, which the bytes of the file hang on. Cover and colophon, which
    each print has of its own, come last; the one that names the pages of others waits for all of them."""
    return [n for n in (*range(1, number - 1), *sorted({0, number - 1})) if n != naming]


def weight(task: tuple) -> int:
    return len(task[1])


def places(sheets: list[Made]) -> dict[str, int]:
    """The page of each anchor, counted from 1."""
    found, first = {}, 1
    for sheet in sheets:
        for name, (page, *_place) in sheet.anchors.items():
            found.setdefault(name, first + page)
        first += sheet.pages
    return found


def named(html: str, pages: dict[str, int]) -> dict[str, int]:
    """Those of the pages that the contents name."""
    targets = TARGET.findall("".join(CONTENTS.findall(html)))
    return {target: pages[target] for target in targets if target in pages}
