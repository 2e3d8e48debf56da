"""Annexes and pictures: kept behind the door, named by their content in what is frozen."""

import io
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from programmes.content import programme_content
from programmes.models import Attachment

HTMX = {"HX-Request": "true"}


@pytest.fixture
def planner(client, programmes, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    client.force_login(programmes.world.people["planner", "skien"])
    return client


def pdf(name="Kart over sykkelnettet.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 kart")


def picture():
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    return SimpleUploadedFile("nett.png", out.getvalue())


def attach(planner, element, file, **more):
    sent = {"uuid": uuid4(), "title": "Kart", "sort": "annex", "description": "", "file": file, **more}
    return planner.post(reverse("element_attach", args=[element.pk]), sent, headers=HTMX)


def test_a_file_is_attached_and_fetched_again(planner, programmes):
    measure = programmes["bare-skien"]

    told = attach(planner, measure, pdf())

    row = Attachment.objects.get()
    answer = planner.get(reverse("element_attachment", args=[measure.pk, row.pk]))
    assert "Kart over sykkelnettet.pdf" in told.content.decode()
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 kart"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_same_form_twice_keeps_one(planner, programmes):
    form = {"uuid": uuid4()}

    for _time in range(2):
        attach(planner, programmes["bare-skien"], pdf(), **form)

    assert Attachment.objects.count() == 1


def test_what_is_no_picture_cannot_be_used_as_one(planner, programmes):
    measure = programmes["bare-skien"]
    refused = attach(planner, measure, pdf(), sort="picture")
    attach(planner, measure, pdf())
    row = Attachment.objects.get()
    changed = planner.post(
        reverse("element_row", args=[measure.pk, "attachment", row.pk]),
        {"uuid": row.uuid, "base": row.revision, "title": "Kart", "sort": "picture", "description": ""},
        headers=HTMX,
    )

    assert (refused.status_code, changed.status_code) == (422, 422)
    assert "Bare bilder" in changed.content.decode()


def test_a_row_without_a_file_is_refused(planner, programmes):
    sent = {"uuid": uuid4(), "title": "Kart", "sort": "annex", "description": ""}

    answer = planner.post(reverse("element_row_add", args=[programmes["bare-skien"].pk, "attachment"]), sent)

    assert (answer.status_code, Attachment.objects.count()) == (422, 0)


def test_another_citys_people_find_no_file(client, planner, programmes):
    measure = programmes["bare-skien"]
    attach(planner, measure, pdf())
    client.force_login(programmes.world.people["planner", "oslo"])

    assert client.get(reverse("element_attachment", args=[measure.pk, Attachment.objects.get().pk])).status_code == 404


def test_what_is_frozen_names_the_file_by_its_content(planner, programmes):
    attach(planner, programmes["bare-skien"], picture(), sort="picture", description="Et kart")

    content = programme_content(programmes.skien, date(2009, 2, 9))

    rows = [row for e in content["elements"] for t in e["tables"] if t["name"] == "attachment" for row in t["rows"]]
    file = Attachment.objects.get().file
    assert [row["file"] for row in rows] == [
        {"sha256": file.sha256, "name": "nett.png", "media_type": "image/png", "size": file.size}
    ]
