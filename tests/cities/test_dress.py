"""How a city's prints are dressed: its colour and its coat of arms."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cities.actions import change_city, give_arms
from cities.forms import CityForm
from cities.models import City
from common.refusals import Refused
from history.queries import history_of
from programmes.content import cities_content

AT = datetime(2009, 3, 1, 12, tzinfo=UTC)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"


def picture(sort="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (20, 30), "#005b7f").save(out, sort)
    return SimpleUploadedFile(f"våpen.{sort.lower()}", out.getvalue())


@pytest.fixture
def lead(world):
    return world.people["lead", "skien"]


@pytest.fixture
def skien(world):
    return world.cities["skien"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "#ffcc00",
            "Fargen er for lys til å leses på hvitt papir: Kontrasten er 1,5 og må være minst 4,5.",
        ),
        ("blå", "Skriv fargen som # og seks tegn fra 0 til f, for eksempel #005b7f."),
        ("#12345", "Skriv fargen som # og seks tegn fra 0 til f, for eksempel #005b7f."),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_in_words(skien, typed, words):
    form = CityForm({"colour": typed, "seen": CityForm(row=skien)["seen"].value()}, row=skien)

    assert form.errors["colour"] == [words]


def test_a_colour_is_kept_as_it_is_written_everywhere(client, lead, skien):
    client.force_login(lead)
    seen = CityForm(row=skien)["seen"].value()

    answer = client.post("/byer/skien/endre/", {"colour": "#005B7F", "seen": seen})

    skien.refresh_from_db()
    assert answer.status_code == 302
    assert skien.colour == "#005b7f"


def test_arms_are_kept_as_a_file_and_remembered(client, lead, skien):
    client.force_login(lead)

    answer = client.post("/byer/skien/vapen/", {"file": picture(), "description": "Skiens byvåpen"}, follow=True)

    skien.refresh_from_db()
    assert "Byvåpenet står på forsiden" in answer.content.decode()
    assert (skien.arms.media_type, skien.arms_description) == ("image/png", "Skiens byvåpen")
    assert {"arms", "arms_description"} <= {line.field for line in history_of("city", skien.pk)}
    assert "Skiens byvåpen" in client.get("/byer/skien/vapen/").content.decode()


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (lambda: picture("JPEG"), "Byvåpenet må være et PNG-bilde"),
        (lambda: SimpleUploadedFile("v.svg", SVG), "Filen må være en PDF"),
        (lambda: SimpleUploadedFile("v.pdf", b"%PDF-1.7"), "Byvåpenet må være et PNG-bilde"),
    ],
)
def test_what_is_no_png_is_refused_and_nothing_is_kept(lead, skien, upload, words):
    with pytest.raises(Refused, match=words):
        give_arms(city=skien, upload=upload(), description="Våpen", by=lead, at=AT)

    assert City.objects.get(pk=skien.pk).arms is None


def test_arms_need_a_description(client, lead, skien):
    client.force_login(lead)

    page = client.get("/byer/skien/vapen/")
    assert page.status_code == 200
    assert "ds-validation-message" not in page.content.decode()  # nothing is missing before it is sent
    assert client.post("/byer/skien/vapen/", {"file": picture(), "description": ""}).status_code == 422
    assert City.objects.get(pk=skien.pk).arms is None


def test_content_names_them_only_where_they_are_given(lead, skien, world):
    plain = cities_content([skien], AT.date())
    change_city(city=skien, colour="#005b7f", by=lead, at=AT)
    give_arms(city=skien, upload=picture(), description="Skiens byvåpen", by=lead, at=AT)

    (told,) = cities_content([skien], AT.date())

    assert plain[0].keys() & {"colour", "arms"} == set()
    assert told["colour"] == "#005b7f"
    assert told["arms"] == {
        "sha256": skien.arms.sha256, "media_type": "image/png", "size": skien.arms.size,
        "description": "Skiens byvåpen",
    }  # fmt: skip
