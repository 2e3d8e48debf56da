"""An act that cannot be done says why, in words the person at the screen can read."""


class Refused(Exception):
    """An act was refused. The message is shown as it stands."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


class Stale(Refused):
    """Somebody saved the same thing in the meantime.

    theirs, mine: both values, neither of them lost. base: the revision of theirs, which an answer is to be based on.
    """

    def __init__(self, message, *, theirs, mine, base=None):
        super().__init__(message)
        self.theirs, self.mine, self.base = theirs, mine, base
