"""A paper printed sheet by sheet: what is on the shelf is taken from there, and the rest is made by two processes."""

import gc
import re
from dataclasses import asdict
from functools import cached_property

from band import framed
from gate import lost, told_of
from join import join
from pair import in_two
from refusal import Unprintable
from sheet import Made, make
from shelf import Shelf, key

CONTENTS = re.compile(r'<ul class="contents">(.*?)</ul>', re.DOTALL)
TARGET = re.compile(r'href="#([^"]+)"')
TRIES = 4
SET_AS = ("layout", "colour")
ATTACHED = ("data", "data_name", "data_about", "day")
PAGES = 48  # to make before what is left of them is put away: few enough for the memory, enough for the time it takes


def print_by_sheets(work: dict, progress) -> tuple[bytes, dict]:
    """Shape: → the PDF, what is told of it. work: see __main__. Errors: Unprintable."""
    return Printing(work, progress).pdf()


class Printing:
    """One paper. A task is what makes a frame or a sheet: (kind, html, the pages it names)."""

    def __init__(self, work: dict, progress):
        self.work, self.progress, self.shelf = work, progress, Shelf(work["shelf"])
        self.left = 0

    def pdf(self) -> tuple[bytes, dict]:
        tasks = [("sheet", sheet["html"], {}) for sheet in self.work["sheets"]]
        (naming,) = [n for n, sheet in enumerate(self.work["sheets"]) if sheet["numbered"]]
        frame_task = "frame", self.work["head"], {}
        plain = [*tasks[:naming], *tasks[naming + 1 :]]
        frame, *sheets = self.made([frame_task, *plain])
        tasks[naming], contents = self.contents(tasks[naming][1], sheets[:naming], sheets[naming:])
        sheets.insert(naming, contents)
        whole = key("whole", self.work["line_numbers"], *map(self.key, [frame_task, *tasks]))
        if (kept := self.shelf.get(whole)) is not None:
            return kept[1], kept[0]
        return self.joined(whole, frame.pdf, sheets)

    def joined(self, whole: str, frame: bytes, sheets: list[Made]) -> tuple[bytes, dict]:
        self.progress.joining(sum(sheet.pages for sheet in sheets))
        pdf = join(frame, sheets, line_numbers=self.work["line_numbers"])
        stood = {name: digest for sheet in sheets for name, digest in sheet.stood.items()}
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

    def made(self, tasks: list[tuple]) -> list[Made]:
        """What each task makes, from the shelf or anew; what is new goes to the shelf."""
        found = [self.kept(task) for task in tasks]
        missing = [n for n, made in enumerate(found) if made is None]
        if missing:
            self.progress.begin_sheets(len(missing))
            assert self.renderer  # both processes use what is read once
            new = in_two([tasks[n] for n in missing], weight, self.make)
            for n, made in zip(missing, new, strict=True):
                found[n] = made
                self.keep(tasks[n], made)
        return found

    @cached_property
    def renderer(self):
        from render import Renderer  # only where something is to be made: it takes a while to read

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
        kind, *rest = task
        beside = (*SET_AS, *(["language"] if kind == "sheet" else ATTACHED))
        return key(kind, *rest, *(self.work[name] for name in beside))

    def kept(self, task: tuple) -> Made | None:
        kept = self.shelf.get(self.key(task))
        return kept and Made(kept[1], **kept[0])

    def keep(self, task: tuple, made: Made) -> None:
        told = asdict(made)
        pdf = told.pop("pdf")
        self.shelf.put(self.key(task), told, pdf)


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
