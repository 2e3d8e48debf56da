"""Digests of what a PDF draws: the same whatever numbers, filters and order of objects a program saves it with."""

import hashlib
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream, StreamDecodeLevel, String

# How a stream is packed, what only points back up, and what says nothing about what is drawn.
ASIDE = {
    "/Length", "/Filter", "/DecodeParms", "/DL", "/Type", "/Parent", "/P", "/StructParent", "/StructParents",
    "/Metadata", "/PieceInfo", "/LastModified",
}  # fmt: skip
OPEN, CLOSE = "q", "Q"


class Digests:
    """Digests of the objects of one file. Each is worked out once, so a knot of references costs little."""

    def __init__(self):
        self.known: dict[tuple, bytes] = {}

    def of(self, thing) -> bytes:
        """The digest of any object, with all it leads to."""
        if not isinstance(thing, (Array, Dictionary, Stream)):
            return written(thing)
        key = thing.objgen
        if key == (0, 0):
            return self.worked_out(thing)
        if key not in self.known:
            self.known[key] = b"round"  # what leads back to itself
            self.known[key] = self.worked_out(thing)
        return self.known[key]

    def worked_out(self, thing) -> bytes:
        if isinstance(thing, Array):
            return summed(b"array", *(self.of(each) for each in thing))
        if isinstance(thing, Stream) and draws(thing):
            return self.drawing(thing, thing.get("/Resources"), self.entries(thing, {"/Resources"}))
        data = [self.data(thing)] if isinstance(thing, Stream) else []
        return summed(b"dictionary", *self.entries(thing), *data)

    def data(self, stream) -> bytes:
        """The digest of what a stream unpacks to; of a kind of picture that cannot be unpacked here, of what it is."""
        try:
            return summed(stream.read_bytes(StreamDecodeLevel.all))
        except pikepdf.PdfError:
            packing = [self.of(stream.get(key)) for key in ("/Filter", "/DecodeParms")]
            return summed(b"packed", stream.read_raw_bytes(), *packing)

    def entries(self, thing, besides=frozenset()) -> list[bytes]:
        keys = sorted(set(thing.keys()) - ASIDE - besides)
        return [part for key in keys for part in (key.encode(), self.of(thing[key]))]

    def drawing(self, content, resources, about=()) -> bytes:
        """The digest of a page or another thing that draws, with those of its resources that it uses."""
        steps = unwrapped([self.step(each) for each in pikepdf.parse_content_stream(content)])
        names = {name for _operator, _operands, used in steps for name in used}
        drawn = summed(*(part for operator, operands, _used in steps for part in (*operands, operator.encode())))
        return summed(b"drawing", drawn, *self.resources(resources, names), *about)

    def step(self, instruction) -> tuple[str, list[bytes], list[str]]:
        """One step of a content stream. Shape: → operator, its operands, the names among them."""
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            return "image", [hashlib.sha256(instruction.iimage.unparse()).digest()], []
        operands = list(instruction.operands)
        return str(instruction.operator), [self.of(each) for each in operands], [*map(str, names_in(operands))]

    def resources(self, resources, names) -> list[bytes]:
        """Those that are used; programs drop the others. The press gives each drawing resources of its own."""
        found = [b"borrowed"] if resources is None and names else []
        for sort in sorted(resources.keys()) if isinstance(resources, Dictionary) else ():
            kept = resources[sort]
            if isinstance(kept, Dictionary):
                keys = sorted(kept.keys())
                used = [key for key in keys if key in names or key.startswith("/Default")]
                found += [part for key in used for part in (sort.encode(), key.encode(), self.of(kept[key]))]
        return found


def names_in(operands) -> list[Name]:
    return [each for each in operands if isinstance(each, Name)]


def draws(stream) -> bool:
    return stream.get("/Subtype") == Name.Form or stream.get("/PatternType") == 1


def unwrapped(steps: list) -> list:
    """Without the pair of "save" and "restore" that some programs put around a whole page."""
    while len(steps) > 1 and steps[0][0] == OPEN and closes(steps) == len(steps) - 1:
        steps = steps[1:-1]
    return steps


def closes(steps: list) -> int | None:
    """Where what the first step opens is closed."""
    depth = 0
    for n, (operator, *_rest) in enumerate(steps):
        depth += (operator == OPEN) - (operator == CLOSE)
        if depth == 0:
            return n
    return None


def written(thing) -> bytes:
    """A plain value as bytes. 1 and 1.0 are the same number, and so is what some program rounds."""
    if isinstance(thing, bool) or thing is None:
        return str(thing).encode()
    if isinstance(thing, (int, float, Decimal)):
        return f"{round(float(thing), 4) + 0.0:.4f}".encode()
    if isinstance(thing, String):
        return summed(b"string", bytes(thing))
    if isinstance(thing, (Name, Operator, str)):
        return f"name {thing}".encode()
    if isinstance(thing, bytes):
        return summed(b"string", thing)
    return summed(b"other", repr(type(thing)).encode())


def summed(*parts: bytes) -> bytes:
    """One digest of all parts; their lengths are in it, so that none can pass for two."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.digest()
