"""Exactly what a list shows, all of its pages, as CSV and as a workbook."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from common.listing.listing import Listed

BOM = "\ufeff"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
NARROW, WIDE = 8, 60
MEASURED = 200  # so many rows decide how wide a column is


def as_csv(listed: Listed) -> HttpResponse:
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, delimiter=";")
    writer.writerow([guarded(str(column.label)) for column in listed.columns])
    writer.writerows([written(column.plain(row)) for column in listed.columns] for row in listed.found)
    return download(listed, text.getvalue().encode("utf-8", "replace"), "csv", "text/csv; charset=utf-8")


def written(value) -> str:
    """A value as a Norwegian spreadsheet reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return guarded(value)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe is set before it."""
    return f"'{text}" if text.lstrip(" \xa0").startswith(FORMULA) or text.startswith(FORMULA) else text


def as_workbook(listed: Listed) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", str(listed.listing.caption))[:31])
    values = [[column.plain(row) for column in listed.columns] for row in listed.found]
    labels = [str(column.label) for column in listed.columns]
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths(labels, values), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if values:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(labels))}{len(values) + 1}"
    sheet.append([cell(sheet, label, bold=True) for label in labels])
    for row in values:
        sheet.append([cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return download(listed, stream.getvalue(), "xlsx", WORKBOOK)


def cell(sheet, value, bold=False) -> Cell | None:
    """A cell of the value's own type. A text is a text, whatever it begins with."""
    if value is None:
        return None
    if not isinstance(value, str):
        made = WriteOnlyCell(sheet, (_("Ja") if value else _("Nei")) if isinstance(value, bool) else value)
        if isinstance(value, date):
            made.number_format = "dd.mm.yyyy hh:mm" if isinstance(value, datetime) else "dd.mm.yyyy"
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            made.number_format = "#,##0" if value == int(value) else "#,##0.0##"
        return made
    text = NO_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", value))
    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"
    made.quotePrefix = text.startswith(FORMULA)
    made.alignment = Alignment(wrap_text="\n" in text or len(text) > WIDE, vertical="top")
    if bold:
        made.font = Font(bold=True)
    return made


def widths(labels, values) -> list[int]:
    """Each column's width in letters."""
    columns = zip(labels, *values[:MEASURED], strict=True)
    return [min(max(NARROW, 2 + max(len(written(value)) for value in column)), WIDE) for column in columns]


def download(listed, content: bytes, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = re.sub(r"[^\w.–-]+", " ", listed.file_name).strip(" .") or listed.listing.name
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    return response


FILES = {"csv": as_csv, "xlsx": as_workbook}
