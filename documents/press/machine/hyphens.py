"""Patterns of hyphenation, kept on the shelf as they were read: to read a language anew takes as long as a page."""

import marshal
import sys
from contextlib import suppress

import pyphen
from shelf import Shelf, key

READ = pyphen.HyphDict


def keep_patterns(shelf: Shelf) -> None:
    """Let what hyphenates find patterns on the shelf, or put them there."""
    pyphen.HyphDict = lambda path: patterns(shelf, path)


def patterns(shelf: Shelf, path) -> pyphen.HyphDict:
    name = key("hyphens", path.name, sys.implementation.cache_tag)
    if kept := shelf.get(name):
        read = READ.__new__(READ)
        read.patterns, read.maxlen, read.cache = marshal.loads(kept[1]), kept[0]["longest"], {}
        return read
    read = READ(path)
    with suppress(ValueError):  # a language whose words change where they are broken cannot be kept
        shelf.put(name, {"longest": read.maxlen}, marshal.dumps(read.patterns))
    return read
