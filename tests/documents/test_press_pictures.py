"""Pictures are drawn with their words, annexes are listed, and nothing is fetched that was not sent along."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from PIL import Image

from documents.press import Unprintable, pictures_of, print_pdf
from documents.press.paper import paper
from documents.tasks import pictures
from files.actions import store
from jobs.work import Hopeless
from tests.documents.contents import asked, element, small


def drawn(colour) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def attached(sha256, sort="picture", description="Et kart over nettet") -> dict:
    value = {"title": "Sykkelnettet", "sort": sort, "description": description}
    file = {"sha256": sha256, "name": "nett.png", "media_type": "image/png", "size": 5}
    row = {"uuid": None, "city": None, "value": value, "cells": ["Sykkelnettet", "Bilde", description], "file": file}
    return {"name": "attachment", "label": "Vedlegg", "columns": ["Tittel", "Brukes som", "Beskrivelse"], "rows": [row]}


def test_a_picture_is_printed_with_words_for_those_who_do_not_see_it():
    content = small(element(tables=[attached("a" * 64)]))

    pdf = print_pdf(**asked(content), pictures={"a" * 64: ("image/png", drawn("green"))})

    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        images = [image for page in file.pages for image in page.get_images().values()]
        words = [str(part.Alt) for part in file.objects if isinstance(part, pikepdf.Dictionary) and "/Alt" in part]
    assert len(images) >= 1
    assert "Et kart over nettet" in words


def test_a_picture_that_was_not_sent_along_stops_the_print():
    with pytest.raises(Unprintable):
        print_pdf(**asked(small(element(tables=[attached("a" * 64)]))))


def test_an_annex_is_listed_by_title_and_file():
    content = small(element(tables=[attached("a" * 64, sort="annex")]))

    assert "Sykkelnettet (nett.png)" in paper(**asked(content)).html
    assert pictures_of(content) == set()


@pytest.mark.django_db
def test_pictures_come_from_the_store_by_their_hash(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    stored = store(drawn("red"), media_type="image/png", at=datetime(2009, 2, 9, tzinfo=UTC))

    assert pictures(small(element(tables=[attached(stored.sha256)]))) == {stored.sha256: ("image/png", drawn("red"))}
    with pytest.raises(Hopeless, match="Et bilde"):
        pictures(small(element(tables=[attached("b" * 64)])))
