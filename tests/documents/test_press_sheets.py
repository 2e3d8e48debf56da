"""Where a paper is cut, and that a print by sheets says the same as one in one piece."""

import pytest

from documents.press import print_pdf
from documents.press.sheets import MOST, cut, openings
from tests.documents.contents import asked, element, rich
from tests.documents.sheets import long_content, part
from tests.helpers.pdf import all_of, heard
from tests.helpers.soundness import faults


def flat(number: int) -> list[dict]:
    return [element(code=f"T-{n:04}", place=str(n)) for n in range(number)]


def sheets_of(elements) -> list[list[str]]:
    opening = openings(elements)
    return [
        [one["code"] for one in some] for some in cut([each | {"opens": each["code"] in opening} for each in elements])
    ]


def test_a_short_paper_begins_a_page_with_each_roomy_part():
    assert openings(rich()["elements"]) == {"T-0101", "T-0111", "T-0119", "T-0126", "T-0130"}


def test_a_long_paper_is_cut_at_its_goals():
    sheets = sheets_of(long_content()["elements"])

    assert [codes[0] for codes in sheets] == ["T-0001", "T-1000", "T-1012", "T-1024", "T-1036", "T-1048"]


def test_a_long_run_without_parts_is_cut_now_and_then():
    sheets = sheets_of(flat(100))

    assert {len(codes) for codes in sheets[:-1]} == {MOST}
    assert [code for codes in sheets for code in codes] == [each["code"] for each in flat(100)]


def test_a_heading_never_stays_behind_alone():
    elements = [part("T-0000", "1", 1, None, "chapter", "Kapittel")]
    for n in range(1, 90, 3):
        elements += [
            part(f"T-{n:04}", "1.1", 2, "T-0000", "goal", "Mål"),
            part(f"T-{n + 1:04}", "1.1.1", 3, f"T-{n:04}", "measure", "Tiltak"),
            part(f"T-{n + 2:04}", "1.1.2", 3, f"T-{n:04}", "measure", "Tiltak"),
        ]
    kinds = {each["code"]: each["kind"] for each in elements}

    sheets = sheets_of(elements)

    assert len(sheets) > 4
    assert {kinds[codes[-1]] for codes in sheets} == {"measure"}


def test_words_move_no_seam():
    content = long_content()
    before = sheets_of(content["elements"])
    for each in content["elements"]:
        each["text"] = "<p>Langt. </p>" * 50

    assert sheets_of(content["elements"]) == before


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture
def _shelf(settings, shelf):
    settings.PRESS_SHELF = shelf


@pytest.mark.usefixtures("_shelf")
class TestPrinted:
    """One after the other, on one shelf."""

    def test_sheets_say_the_same_as_one_piece_in_words_pages_outline_links_and_tags(self, tmp_path):
        content = long_content()

        by_sheets, whole = print_pdf(**asked(content)), print_pdf(**asked(content), whole=True)

        told, wanted = all_of(by_sheets.data), all_of(whole.data)
        assert by_sheets.pages == whole.pages > 20
        assert {name for name in wanted if told[name] != wanted[name]} == set()
        assert len(wanted["outline"]) > 60
        assert sum(map(len, wanted["links"])) > 60
        assert faults(by_sheets.data) == faults(whole.data) == []
        path = tmp_path / "print.pdf"
        path.write_bytes(by_sheets.data)
        assert heard(path) == ""

    def test_what_lies_on_the_shelf_changes_no_byte(self, settings, shelf, tmp_path):
        content = long_content()
        content["elements"][20]["text"] += "<p>Nytt avsnitt.</p>"

        reprint = print_pdf(**asked(content))
        again = print_pdf(**asked(content))
        settings.PRESS_SHELF = tmp_path
        anew = print_pdf(**asked(content))

        assert reprint.data == again.data == anew.data
        assert all_of(reprint.data) == all_of(print_pdf(**asked(content), whole=True).data)

    def test_only_the_sheets_that_changed_are_made(self, shelf):
        content = long_content()
        print_pdf(**asked(content))
        before = {path.name for path in shelf.iterdir()}
        content["elements"][30]["text"] += "<p>Enda et avsnitt.</p>"

        print_pdf(**asked(content))

        # cover, the goal's sheet, colophon, frame, and the file that they make together
        assert len({path.name for path in shelf.iterdir()} - before) == 5

    def test_a_damaged_sheet_is_made_anew(self, shelf):
        content = long_content()
        wanted = print_pdf(**asked(content))
        for n, path in enumerate(sorted(shelf.iterdir())):
            data = path.read_bytes()
            path.write_bytes([b"", data[:-1], data[:40], data[:-9] + b"x" + data[-8:]][n % 4])

        assert print_pdf(**asked(content)).data == wanted.data


def test_535_measures_stand_on_about_400_pages_and_say_the_same_as_in_one_piece():
    content = long_content(535, goal=11, paragraphs=16)
    measures = {each["code"] for each in content["elements"] if each["kind"] == "measure"}

    by_sheets, whole = print_pdf(**asked(content)), print_pdf(**asked(content), whole=True)

    told, wanted = all_of(by_sheets.data), all_of(whole.data)
    assert len(measures) == len(measures & {word for page in told["words"] for word in page}) == 535
    assert 350 <= by_sheets.pages <= 450
    assert {name for name in wanted if told[name] != wanted[name]} == set()


def test_a_shelf_that_cannot_be_used_stops_no_print(settings, tmp_path):
    content = long_content(41)
    settings.PRESS_SHELF = tmp_path / "kept"
    kept = print_pdf(**asked(content))
    full = tmp_path / "kept"
    for path in full.iterdir():
        path.unlink()
        path.mkdir()  # what is to be kept cannot take this name

    assert print_pdf(**asked(content)).data == kept.data
    assert [path for path in full.iterdir() if path.name.startswith("new-")] == []
