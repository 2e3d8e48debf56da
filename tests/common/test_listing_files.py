"""A list as CSV and as a workbook: exactly what is shown, with real types, and no formula."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from common.dates import LooseDate
from common.listing.files import FILES, FORMULA
from common.numbers import StatedNumber
from tests.common.test_listing import LISTING, Row


def file(kind, rows, query="", name=""):
    return FILES[kind](LISTING.read(rows, QueryDict(query), file_name=name))


def csv_of(rows, query="") -> list[list[str]]:
    text = file("csv", rows, query).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def sheet_of(rows, query=""):
    return openpyxl.load_workbook(io.BytesIO(file("xlsx", rows, query).content)).active


ROWS = [
    Row("Sykkel", "done", cost=Decimal("-1234.5"), stated=StatedNumber.read("ca. 900"), on=date(2009, 5, 19)),
    Row("Buss", None, cost=7, stated=StatedNumber.read("24 mill."), period=LooseDate.read("våren 2009")),
    Row("Tog", "planned", period=LooseDate.read("19. mai 2009"), on=datetime(2009, 5, 19, 10, 30, tzinfo=UTC)),
]
COLUMNS = "kolonner=status,cost,stated,on,period"


def test_csv_is_written_as_a_norwegian_spreadsheet_reads_it():
    raw = file("csv", ROWS, COLUMNS).content

    assert raw.startswith(b"\xef\xbb\xbfTittel;Status;")
    assert csv_of(ROWS, COLUMNS)[1:] == [
        ["Sykkel", "Gjennomført", "-1234,5", "ca. 900", "19.05.2009", ""],
        ["Buss", "", "7", "24000000", "", "våren 2009"],
        ["Tog", "Planlagt", "", "", "19.05.2009 12:30", "19.05.2009"],
    ]


def test_a_workbook_has_real_numbers_and_days_and_a_head_that_stays():
    sheet = sheet_of(ROWS, COLUMNS)

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert sheet.freeze_panes == "A2"
    assert rows == [
        ["Sykkel", "Gjennomført", -1234.5, "ca. 900", datetime(2009, 5, 19), None],  # noqa: DTZ001
        ["Buss", None, 7, 24_000_000, None, "våren 2009"],
        ["Tog", "Planlagt", None, None, datetime(2009, 5, 19, 12, 30), datetime(2009, 5, 19)],  # noqa: DTZ001
    ]
    assert all(8 <= dimension.width <= 60 for dimension in sheet.column_dimensions.values())


@pytest.mark.parametrize("kind", FILES)
def test_a_file_holds_what_is_shown_on_all_pages_and_nothing_else(kind):
    rows = [Row(f"Tiltak {n}", "done" if n % 2 else None, cost=n) for n in range(9)]
    query = "status=done&sorter=-cost&kolonner=cost&side=2"

    table = csv_of(rows, query) if kind == "csv" else [
        [str(cell.value) for cell in row] for row in sheet_of(rows, query).iter_rows()
    ]  # fmt: skip

    assert table == [["Tittel", "Kostnad"], *([f"Tiltak {n}", str(n)] for n in (7, 5, 3, 1))]


@given(st.sampled_from(FORMULA), st.text("=+-@A1 ", max_size=5))
def test_no_text_is_a_formula(sign, rest):
    rows = [Row(sign + rest)]

    assert csv_of(rows)[1][0] == "'" + sign + rest
    assert sheet_of(rows)["A2"].data_type == "s"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_texts_come_back_as_they_were(text):
    rows = [Row("x" + text)]

    assert csv_of(rows)[1][0] == "x" + text
    assert sheet_of(rows)["A2"].value == "x" + text


@given(st.text(max_size=20))
def test_what_no_file_can_hold_is_left_out(text):
    for kind in FILES:
        assert file(kind, [Row("x" + text)]).status_code == 200


def test_a_file_has_a_name_with_norwegian_letters_and_without_ways_into_folders():
    answer = file("xlsx", [], name="../Tiltak – «Grønn by»\r\n")

    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''Tiltak%20%E2%80%93%20Gr%C3%B8nn%20by.xlsx"
    )
