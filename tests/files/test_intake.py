"""What may be attached, by what it is."""

import io
import struct
import zlib
from contextlib import suppress
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.refusals import Refused
from files import intake
from files.intake import taken_in


def upload(data: bytes, name="vedlegg.bin"):
    return SimpleUploadedFile(name, data)


def picture(sort="JPEG", size=(40, 30), mode="RGB", **more) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, sort, **more)
    return out.getvalue()


def packed(way=ZIP_STORED, **files) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", way) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_pdf_is_kept_as_it_is():
    assert taken_in(upload(b"%PDF-1.7 innhold")) == (b"%PDF-1.7 innhold", "application/pdf")


@pytest.mark.parametrize(("sort", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/jpeg")])
def test_a_picture_is_drawn_anew(sort, media_type):
    data, found = taken_in(upload(picture(sort)))

    assert found == media_type
    assert Image.open(io.BytesIO(data)).size == (40, 30)


def test_where_a_picture_was_taken_is_left_out_and_it_stands_the_right_way():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = "hemmelig sted"

    data, _type = taken_in(upload(picture(exif=exif)))

    assert b"hemmelig" not in data
    assert Image.open(io.BytesIO(data)).size == (30, 40)


def test_a_huge_picture_is_made_smaller():
    data, _type = taken_in(upload(picture(size=(4_000, 10))))

    assert Image.open(io.BytesIO(data)).width == intake.WIDEST


def test_a_picture_of_too_many_points_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(intake, "MOST_PIXELS", 100)

    with pytest.raises(Refused, match="for stort"):
        taken_in(upload(picture()))


@pytest.mark.parametrize("side", [10_000, 30_000])
def test_a_picture_that_unpacks_to_a_wall_is_refused_by_what_it_says_of_its_size(side):
    chunk = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))

    with pytest.raises(Refused, match="Bildet er for stort"):
        taken_in(upload(data + b"\0\0\0\0IDAT"))


@pytest.mark.parametrize(
    ("files", "ending"),
    [({"word/document.xml": ""}, "wordprocessingml.document"), ({"xl/workbook.xml": ""}, "spreadsheetml.sheet")],
)
def test_an_office_document_is_known_by_what_is_in_it(files, ending):
    assert taken_in(upload(packed(**files)))[1].endswith(ending)


OPEN_TEXT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("way", [ZIP_STORED, ZIP_DEFLATED])
def test_an_open_document_says_what_it_is(way):
    assert taken_in(upload(packed(way, mimetype=OPEN_TEXT)))[1] == OPEN_TEXT


@pytest.mark.parametrize("way", [ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_package_that_is_broken_anywhere_is_refused_or_taken_in(way):
    whole = packed(way, mimetype=OPEN_TEXT)

    for at in range(2, len(whole)):
        for byte in (0x00, 0xFF, whole[at] ^ 0x10):
            broken = upload(whole[:at] + bytes([byte]) + whole[at + 1 :])
            with suppress(Refused):  # and nothing else may come of it
                assert taken_in(broken)[1] == OPEN_TEXT


def test_of_what_a_package_says_it_is_only_the_beginning_is_unpacked(monkeypatch):
    bomb = upload(packed(ZIP_DEFLATED, mimetype="x" * 5_000_000))
    monkeypatch.setattr(ZipFile, "read", None)  # unpacks all of it at once

    with pytest.raises(Refused, match="Filen må være"):
        taken_in(bomb)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90",
        b"<svg onload='alert(1)'/>",
        b"<html>",
        packed(mimetype="text/html"),
        b"PK\x03\x04 hakket",
        picture()[:40],
    ],
    ids=["program", "svg", "html", "zip", "broken zip", "half a picture"],
)
def test_anything_else_is_refused_whatever_it_is_called(data):
    with pytest.raises(Refused, match="Filen må være"):
        taken_in(upload(data, "bilde.png"))


def test_an_empty_or_too_large_file_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "LARGEST", 10)

    with pytest.raises(Refused, match="tom"):
        taken_in(upload(b""))
    with pytest.raises(Refused, match="for stor"):
        taken_in(upload(b"%PDF-1.7 langt"))
