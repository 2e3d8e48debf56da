"""A disk that is full."""

import resource
from contextlib import contextmanager


@contextmanager
def no_room_beyond(size):
    """The system refuses to let any file grow beyond the size, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
