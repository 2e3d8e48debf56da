class Refusal(Exception):
    """What the machine was given cannot be worked on, and trying again would not help. kind, what: plain data."""

    def __init__(self, kind, what=None):
        super().__init__(kind, what)
        self.kind, self.what = kind, what


class Unprintable(Refusal):
    """kind: letters, address, fault, lost or gone. what: the letters, the address, the fault, the codes, or nothing."""
