"""Tells how far the print has come, in a file that the house reads meanwhile: the same few bytes, again and again."""

import json
import logging
import mmap
import os

SIZE = 60
PAGE, AGAIN = "Step 5 - Creating layout - Page", "Step 5 - Creating layout - Repagination"


class Progress(logging.Handler):
    """Hears WeasyPrint lay out pages, and writes [what, page, pages] as JSON at the beginning of the file.

    what: layout, while nobody knows how many pages there will be; again, when numbers of pages are put in, and the
    pages are those of the time before; writing, when they are painted. Of a print by sheets: sheets, of so many that
    are to be made, by whichever process; joining, when there are so many pages.
    """

    def __init__(self, file: int):
        super().__init__(logging.INFO)
        self.file, self.page, self.pages = file, 0, None
        self.sheets, self.process = None, os.getpid()
        self.made = memoryview(mmap.mmap(-1, 8)).cast("I")  # sheets made by this process, by a child of it

    def emit(self, record):
        if self.sheets is not None:
            return
        if record.msg.startswith(AGAIN):
            self.pages, self.page = self.page, 0
        elif record.msg.startswith(PAGE):
            self.page = record.args[0]
            if self.pages is None:
                self.tell("layout", self.page, None)
            else:
                self.tell("again", self.page, max(self.page, self.pages))

    def hear_painting(self, pages) -> None:
        """Be told as each page is painted. WeasyPrint itself says nothing of that."""
        if self.sheets is not None:
            return
        for number, page in enumerate(pages, 1):
            page.paint = self.told(page.paint, number, len(pages))

    def told(self, paint, number: int, pages: int):
        def painted(*arguments, **named):
            self.tell("writing", number, pages)
            return paint(*arguments, **named)

        return painted

    def tell(self, what: str, page: int, pages: int | None) -> None:
        os.pwrite(self.file, json.dumps([what, page, pages]).encode().ljust(SIZE), 0)

    def begin_sheets(self, number: int) -> None:
        self.sheets = number
        self.made[0] = self.made[1] = 0

    def made_sheet(self) -> None:
        self.made[os.getpid() != self.process] += 1
        self.tell("sheets", sum(self.made), self.sheets)

    def joining(self, pages: int) -> None:
        self.tell("joining", pages, None)
