"""Two rich texts laid into one tree that knows what stayed, went and came."""

from dataclasses import dataclass

from common.difference import GONE, NEW, SAME
from common.redline.pairing import Pairing
from common.redline.tree import BLOCKS, Leaf, Node, tree


@dataclass(frozen=True, slots=True)
class Piece:
    """A word (text) or an element (opening, name, children) that stayed, went or came.

    kind: "same" | "gone" | "new". Under what went or came everything did; under what stayed there may be all sorts.
    """

    kind: str
    text: str = ""
    opening: str = ""
    name: str = ""
    children: tuple["Piece", ...] = ()
    has_block: bool = False


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Lay two cleaned rich texts together (see common.redline)."""
    old, new = tree(before), tree(after)
    return _merged(old, new, Pairing(old, new))


def accepted(pieces) -> str:
    """The text with every change accepted: the new one."""
    return _without(GONE, pieces)


def rejected(pieces) -> str:
    """The text with every change rejected: the old one."""
    return _without(NEW, pieces)


def _without(kind, pieces):
    return "".join(
        f"{piece.opening}{_without(kind, piece.children)}</{piece.name}>" if piece.name else piece.text
        for piece in pieces
        if piece.kind != kind
    )


def _merged(old: Node, new: Node, pairing: Pairing) -> tuple[Piece, ...]:
    pieces, coming = [], list(reversed(new.children))
    for child in old.children:
        twin = pairing.of(child)
        while twin and coming[-1] is not twin:
            pieces.append(_whole(NEW, coming.pop()))
        if not twin:
            pieces.append(_whole(GONE, child))
            continue
        coming.pop()
        pieces.append(
            _whole(SAME, child) if isinstance(child, Leaf) else _element(SAME, child, _merged(child, twin, pairing))
        )
    pieces += [_whole(NEW, child) for child in reversed(coming)]
    return tuple(pieces)


def _whole(kind, thing):
    if isinstance(thing, Leaf):
        return Piece(kind, thing.text)
    return _element(kind, thing, tuple(_whole(kind, child) for child in thing.children))


def _element(kind, node, children):
    has_block = node.name in BLOCKS or any(child.has_block for child in children)
    return Piece(kind, "", node.opening, node.name, children, has_block)
