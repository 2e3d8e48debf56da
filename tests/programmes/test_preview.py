"""*Forhåndsvis PDF*: the draft as it would be printed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from documents import preview
from documents.models import Print
from documents.press import Unprintable
from documents.preview import Busy
from files.models import StoredFile
from jobs.models import Job
from programmes.models import Element, Kind
from programmes.views.preview import token
from tests.helpers.pdf import text_of

PICTURE = re.compile(r'src="(/[^"]+/forhandsvisning/[^"]+/(\d+)/)"')


@pytest.fixture
def planner(world) -> Client:
    client = Client()
    client.force_login(world.people["planner", "skien"])
    return client


@pytest.fixture
def address(programmes) -> str:
    return reverse("programme_preview", args=[programmes.skien.pk])


def test_the_draft_is_shown_as_pages_and_nothing_is_stored(planner, address):
    page = planner.get(address)

    pictures = PICTURE.findall(page.content.decode())
    assert [int(number) for _address, number in pictures] == list(range(1, len(pictures) + 1))
    first = planner.get(pictures[0][0])
    assert (first.status_code, first["Content-Type"]) == (200, "image/png")
    assert first.content.startswith(b"\x89PNG")
    assert (Print.objects.count(), Job.objects.count(), StoredFile.objects.count()) == (0, 0, 0)


def test_the_file_says_on_each_page_that_it_is_a_preview(planner, address, programmes):
    html = planner.get(address).content.decode()
    file = re.search(r'href="(/[^"]+/pdf/)"', html)[1]

    pdf = planner.get(file)

    assert pdf["Content-Type"] == "application/pdf"
    assert text_of(pdf.content).count("Forhåndsvisning · versjon 1") >= 2 * html.count("<figure") - 1
    assert "Tittel felles bare-skien" in text_of(pdf.content)


def test_a_script_gets_the_pages_alone_with_the_place_of_each_element(planner, address):
    html = planner.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in html
    assert re.search(r'id="preview-places"[^>]*>\{"T-\d+": \d+', html)


def test_a_citys_own_edition_has_nothing_of_the_twins(planner, programmes):
    twins = programmes.twins["skien", "porsgrunn"]
    html = planner.get(reverse("programme_preview", args=[twins.pk]), {"by": "skien"}).content.decode()

    text = text_of(planner.get(re.search(r'href="(/[^"]+/pdf/)"', html)[1]).content)

    own = [each for each in programmes.elements.values() if each.programme_id == twins.pk and each.city_id]
    assert {each.title in text for each in own if each.city.slug == "porsgrunn"} == {False}
    assert {each.title in text for each in own if each.city.slug == "skien"} == {True}


def test_a_token_opens_nothing_of_another_programme(planner, address, programmes):
    opened = PICTURE.search(planner.get(address).content.decode())[1].split("/")[-3]
    twins = programmes.twins["skien", "porsgrunn"]

    stolen = planner.get(reverse("programme_preview_page", args=[twins.pk, opened, 1]))
    forged = planner.get(reverse("programme_preview_page", args=[programmes.skien.pk, opened[:-2] + "xx", 1]))

    assert (stolen.status_code, forged.status_code) == (404, 404)


def test_what_the_shelf_no_longer_has_is_not_found(planner, programmes):
    address = reverse("programme_preview_page", args=[programmes.skien.pk, token(programmes.skien, "0" * 64), 1])

    gone = planner.get(address)

    assert gone.status_code == 404


def test_a_page_that_is_not_there_is_not_found(planner, address):
    last, number = PICTURE.findall(planner.get(address).content.decode())[-1]

    assert planner.get(last.replace(f"/{number}/", f"/{int(number) + 1}/")).status_code == 404


def test_what_cannot_be_printed_is_told_beside_the_draft(planner, address, programmes):
    Element.objects.filter(programme=programmes.skien, kind=Kind.MEASURE).update(title="Glad 😀 by")

    answer = planner.get(address, headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert "GRINNING FACE" in answer.content.decode()


@pytest.mark.parametrize(("refusal", "status"), [(Busy("Vent litt."), 503), (Unprintable("For langt."), 422)])
def test_a_refusal_is_told(planner, address, monkeypatch, refusal, status):
    def refuse(*given, **named):
        raise refusal

    monkeypatch.setattr(preview, "print_pdf", refuse)

    answer = planner.get(address)

    assert answer.status_code == status
    assert refusal.message in answer.content.decode()
