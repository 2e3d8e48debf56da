"""Cleaned rich text as a tree whose leaves are words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from common.difference import words

BLOCKS = {"p", "ul", "ol", "li", "blockquote"}
BREAK = "<br>"

_PARTS = re.compile(r'<(?P<end>/?)(?P<name>[a-z]+)(?:\s[a-z]+="[^"]*")*>|[^<]+')


@dataclass(eq=False, slots=True)
class Leaf:
    """A word, a sign, a space or a line break, as HTML; "" is what stands in an element with nothing in it."""

    text: str


@dataclass(eq=False, slots=True)
class Node:
    """opening: the start tag as it is written, which is all that tells two sorts of elements apart; "" for the root."""

    opening: str
    name: str
    children: list = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Line:
    """Words that follow each other in the same block.

    blocks: the elements around the line, from the outermost to the block; words: what each word and each element
    between block and word is, so that equal ones read and look the same.
    """

    blocks: tuple[Node, ...]
    leaves: list[tuple[tuple[Node, ...], Leaf]]
    kind: tuple[str, ...] = ()
    words: tuple = ()

    def __post_init__(self):
        self.kind = sort(self.blocks)
        self.words = tuple((leaf.text, sort(path)) for path, leaf in self.leaves)

    @property
    def blank(self) -> bool:
        return not any(text.strip() for text, _ in self.words)


def sort(path) -> tuple[str, ...]:
    return tuple(node.opening for node in path)


def tree(html: str) -> Node:
    """Shape: cleaned HTML → its root. Every element has a leaf somewhere in it."""
    root = Node("", "")
    open_nodes = [root]
    for part in _PARTS.finditer(html):
        here, name = open_nodes[-1].children, part["name"]
        if not name:
            here += map(Leaf, words(part[0]))
        elif name == "br":
            here.append(Leaf(part[0]))
        elif part["end"]:
            node = open_nodes.pop()
            node.children = node.children or [Leaf("")]
        else:
            open_nodes.append(Node(part[0], name))
            here.append(open_nodes[-1])
    return root


def lines(root: Node) -> list[Line]:
    found = []
    for path, leaf in _leaves(root, ()):
        inner = max((depth for depth, node in enumerate(path, 1) if node.name in BLOCKS), default=0)
        if not found or found[-1][0] != path[:inner]:
            found.append((path[:inner], []))
        found[-1][1].append((path[inner:], leaf))
    return [Line(blocks, leaves) for blocks, leaves in found]


def _leaves(node, path) -> Iterator[tuple[tuple[Node, ...], Leaf]]:
    for child in node.children:
        if isinstance(child, Leaf):
            yield path, child
        else:
            yield from _leaves(child, (*path, child))
