"""What can be done: one function per kind of job. Rooms register theirs in their tasks.py.

    @does("print")
    def print_edition(job): ...

The function gets the claimed job. Returning means done, `Refused` or `Hopeless` means that trying again would not help,
and any other error gives the job back to the queue. A worker can be killed at any moment and the function called again,
so what it came to is written inside `jobs.actions.finishing(job)`.
"""

_functions = {}


class Hopeless(Exception):
    """The work cannot be done, and trying again will not help. The reason is shown as it stands."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def does(kind: str):
    """Register the function that does this kind of work."""

    def register(function):
        known = _functions.setdefault(kind, function)
        if known.__qualname__ != function.__qualname__ or known.__module__ != function.__module__:
            raise ValueError(f"{kind} is already done by {known.__module__}.{known.__qualname__}")
        return function

    return register


def kinds() -> list[str]:
    """The kinds this process knows. An older worker leaves newer kinds to others."""
    return list(_functions)


def function_of(kind: str):
    return _functions[kind]
