"""A print in other clothes: compact, in large print, with numbered lines. It says the same."""

import re

import pypdfium2
import pypdfium2.raw as raw
import pytest

from documents.press import print_pdf
from documents.press.facts import in_rows
from tests.documents.contents import asked, rich
from tests.documents.sheets import long_content
from tests.helpers.pdf import all_of, texts_of
from tests.helpers.soundness import faults

RIGHT = 60  # points from the edge of the page to the end of its text, and a little less
PIXEL = 0.75  # of a point: WeasyPrint draws in pixels


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture(autouse=True)
def _shelf(settings, shelf):
    settings.PRESS_SHELF = shelf


def letters(source: bytes) -> list[str]:
    text = re.sub(r"\s|\x02|\u00a0|-", "", "".join(texts_of(source)[1:]))
    return sorted(re.sub(r"Side\d+av\d+", "", text))


def sizes_of_text(source: bytes) -> dict[float, str]:
    """The sizes of type that what is no artifact is drawn in, in points, each with some of its words."""
    found = {}
    document = pypdfium2.PdfDocument(source)
    for page in document:
        text = page.get_textpage()
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            if raw.FPDFPageObj_GetMarkedContentID(each.raw) >= 0:
                found[round(each.get_font_size() * PIXEL, 1)] = text.get_text_bounded(*each.get_bounds())
        text.close()
    document.close()
    return found


def test_large_print_has_no_type_below_fourteen_points():
    printed = print_pdf(**asked(rich()), layout="large").data

    assert faults(printed) == []
    sizes = sizes_of_text(printed)
    small = {size: words for size, words in sizes.items() if size < 14}
    assert {words for words in small.values() if not re.fullmatch(r"\d", words.strip())} == set()  # CO₂ has a small 2


def test_compact_print_takes_fewer_pages_and_sets_short_facts_side_by_side():
    plain, compact = print_pdf(**asked(rich())), print_pdf(**asked(rich()), layout="compact")

    assert compact.pages < 0.8 * plain.pages
    assert faults(compact.data) == []
    assert set("".join(letters(compact.data))) == set("".join(letters(plain.data)))


def test_short_facts_share_a_row_and_long_ones_do_not():
    short, other, long, two = ("Periode", "2009"), ("Status", "Pågår"), ("Ansvar", "x" * 60), ("Dager", "1\n2")

    assert in_rows([short, other, long, two, short], True) == [[short, other], [long], [two], [short]]
    assert in_rows([short, other], False) == [[short], [other]]


@pytest.mark.parametrize("layout", ["standard", "compact", "large"])
def test_sheets_and_one_piece_number_the_same_lines(layout):
    content = long_content(42)
    options = {"layout": layout, "line_numbers": True}

    by_sheets, whole = print_pdf(**asked(content), **options), print_pdf(**asked(content), **options, whole=True)

    told, wanted = all_of(by_sheets.data), all_of(whole.data)
    assert {name for name in wanted if told[name] != wanted[name]} == set()
    assert faults(by_sheets.data) == faults(whole.data) == []


def test_every_fifth_line_has_its_number_in_the_margin_and_each_page_begins_anew():
    numbers = in_the_margin(print_pdf(**asked(rich()), line_numbers=True).data)

    assert {tuple(words) for words in numbers} <= {tuple(range(5, 5 * n, 5)) for n in range(1, 20)}
    assert numbers[0] == []  # the cover
    assert len([words for words in numbers if words]) > 10
    assert in_the_margin(print_pdf(**asked(rich())).data) == [[] for _page in numbers]


def in_the_margin(source: bytes) -> list[list[int]]:
    """The numbers right of the text, by page."""
    document = pypdfium2.PdfDocument(source)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append([int(word) for word in text.get_text_bounded(left=page.get_width() - RIGHT).split()])
        text.close()
    document.close()
    return found


def test_numbers_of_lines_leave_every_sheet_on_the_shelf_as_it_is(shelf):
    content = long_content(43)
    print_pdf(**asked(content))
    before = {path.name for path in shelf.iterdir()}

    print_pdf(**asked(content), line_numbers=True)

    assert len({path.name for path in shelf.iterdir()} - before) == 1  # the file that they make together
