"""What the house says in its log while a step is taken."""

import logging
from contextlib import contextmanager


class Listener(logging.Handler):
    """lines: of all loggers in this step, tracebacks with them. refusals: what `framtid.refused` has said so far."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines, self.refusals = [], []

    def emit(self, record):
        self.lines.append(self.format(record))
        if record.name == "framtid.refused":
            self.refusals.append(record.getMessage())

    @contextmanager
    def heard(self):
        """Nobody else listens meanwhile: thousands of refusals are told, all of them wanted."""
        root, self.lines = logging.getLogger(), []
        others, root.handlers = root.handlers, [self]
        try:
            yield self.lines
        finally:
            root.handlers = others
