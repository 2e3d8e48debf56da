"""That the check of a finished PDF finds what it is there to find: one print, spoilt in one way at a time."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from documents.press import print_pdf
from tests.documents.contents import asked, element, small
from tests.documents.sheets import part
from tests.helpers.soundness import faults


@pytest.fixture(scope="module")
def printed():
    words = "<p>Kommunen bygger sykkelvei til <a href='https://example.org/'>havna</a>.</p>"
    return print_pdf(**asked(small(part("T-0001", "1", 1, None, "chapter", "Areal", words), element(code="T-0002"))))


def first(pdf, tag):
    return next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name(tag))


def drawing(pdf, page, change):
    contents = pdf.pages[page].Contents
    contents.write(change(contents.read_bytes()))


def unmarked(pdf):
    drawing(pdf, 1, lambda data: data + b"\n0 0 20 20 re f\n")


def twice(pdf):
    heading = first(pdf, "/H1")
    heading.K = Array([*heading.K, heading.K[0]])


SPOILT = {
    "language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "title": lambda pdf: pdf.docinfo.__delitem__("/Title"),
    "pdfuaid": lambda pdf: pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"pdfuaid", b"other")),
    "says not what it heads": lambda pdf: first(pdf, "/TH").A.__delitem__("/Scope"),
    "empty /P": lambda pdf: first(pdf, "/P").__setattr__("K", Array()),
    "neither marked": unmarked,
    "times in the tree": twice,
    "is not in the tree": lambda pdf: first(pdf, "/H1").__setattr__("K", Array()),
    "is not what the headings are": lambda pdf: pdf.Root.Outlines.First.__setattr__("Title", "Noe annet"),
    "level 3 after": lambda pdf: first(pdf, "/H1").__setattr__("S", Name("/H3")),
    "says not where it leads": lambda pdf: pdf.pages[1].Annots[0].__delitem__("/Contents"),
    "from link to link": lambda pdf: pdf.pages[1].obj.__delitem__("/Tabs"),
    "which letters": lambda pdf: next(
        each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Subtype") == Name.Type0
    ).__delitem__("/ToUnicode"),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT)
def test_fault_is_found(printed, fault):
    out = BytesIO()
    with pikepdf.open(BytesIO(printed.data)) as pdf:
        SPOILT[fault](pdf)
        pdf.save(out)

    assert [one for one in faults(out.getvalue()) if fault in one] != []
    assert faults(printed.data) == []
