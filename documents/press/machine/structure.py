"""The tags of a PDF, put right while WeasyPrint's objects are still plain Python: before the file is written.

WeasyPrint gives every box an element, most of them without any meaning: a span per line, a block in every cell. They
are dissolved, which leaves a third of the elements, and a tree that a reader's voice gets through faster.
"""

MEANINGLESS = {"/Span", "/NonStruct"}
PLAIN = {"Type", "S", "K", "Pg", "P"}  # what an element has that says nothing more of its content


def put_right(_document, pdf) -> None:
    """What WeasyPrint calls when all objects of a pydyf.PDF are there."""
    elements = {each.reference: each for each in pdf.objects if is_element(each)}
    gone = dissolve(elements)
    root = pdf.objects[number(pdf.catalog["StructTreeRoot"])]
    owners = pdf.objects[number(root["ParentTree"])]["Nums"]
    for n in range(1, len(owners), 2):  # of a page, the owner of each of its marks; of a link, its one owner
        row = owners[n]
        if isinstance(row, list):
            row[:] = [standing(reference, gone) for reference in row]
        else:
            owners[n] = standing(row, gone)
    for cell in elements.values():
        if cell["S"] in ("/TH", "/TD"):
            say_what_it_heads(cell, elements)


def is_element(thing) -> bool:
    return isinstance(thing, dict) and thing.get("Type") == "/StructElem"


def number(reference: bytes) -> int:
    return int(reference.split()[0])


def dissolve(elements: dict) -> dict[bytes, bytes]:
    """Give the kids of meaningless elements to what is above. Shape: → reference of each that is gone, of its heir."""
    gone = {}
    for element in reversed(elements.values()):  # kids come after their parents
        kids = []
        for kid in element["K"]:
            below = elements.get(kid)
            if below is None or not dissolves(below, element):
                kids.append(kid)
                continue
            gone[kid] = element.reference
            kids += below["K"]
            for each in below["K"]:
                if each in elements:
                    elements[each]["P"] = element.reference
        element["K"][:] = kids
    return gone


def dissolves(element: dict, above: dict) -> bool:
    """Can the content stand directly in what is above? Marks are counted by page, so both must be of one page.

    A link within a link is what a style sheet has written into it: the number of its page.
    """
    says_nothing = element["S"] in MEANINGLESS or element["S"] == above["S"] == "/Link"
    if not says_nothing or element.keys() - PLAIN:
        return False
    return element["Pg"] == above.get("Pg") or not any(isinstance(kid, int) for kid in element["K"])


def standing(reference: bytes, gone: dict) -> bytes:
    while reference in gone:
        reference = gone[reference]
    return reference


def say_what_it_heads(cell: dict, elements: dict) -> None:
    """Every header cell heads its column or its row. That replaces the cells' lists of header names, which stop being
    unique where a table runs over several pages."""
    cell.pop("ID", None)
    cell["A"].pop("Headers", None)
    if cell["S"] == "/TH":
        part = elements[elements[cell["P"]]["P"]]
        cell["A"]["Scope"] = "/Column" if part["S"] == "/THead" else "/Row"
