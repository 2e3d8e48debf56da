"""What is a city's own is in its own written standard, on pages and in prints."""

from io import BytesIO

import pikepdf
import pytest
from django.template.loader import render_to_string

from cities.models import City
from documents.languages import language_of
from documents.press import print_pdf
from programmes.content import cities_content
from tests.documents.contents import DAY, asked, element, small
from tests.helpers.soundness import faults

OWN = element(code="T-0002", place="2", city="porsgrunn", title="Gatetun", text="<p>Kommunen byggjer gatetun.</p>")


def twins(skien: str | None, porsgrunn: str | None) -> dict:
    told = {"skien": skien, "porsgrunn": porsgrunn}
    cities = [
        {"slug": slug, "name": slug.title(), "official": None, "number": None, "county": None}
        | ({"language": language} if language else {})
        for slug, language in told.items()
    ]
    return small(element(text="<p>Byene bygger sykkelvei.</p>"), OWN, cities=cities)


@pytest.mark.parametrize(
    ("skien", "porsgrunn", "spoken"),
    [
        (None, None, ["", ""]), ("nb", "nb", ["", ""]), ("nb", "nn", ["", "nn"]), (None, "nn", ["", "nn"]),
        ("nn", "nn", ["nn", "nn"]), ("nn", None, ["", ""]),
    ],
)  # fmt: skip
def test_shared_parts_are_in_a_standard_only_where_all_have_the_same(skien, porsgrunn, spoken):
    content = twins(skien, porsgrunn)

    assert [language_of(each, content) for each in content["elements"]] == spoken


def test_a_print_says_the_language_of_its_parts():
    pdf = print_pdf(**asked(twins("nb", "nn"))).data

    assert faults(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "nb"
        tags = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert {(str(each.S), str(each.Lang)) for each in tags if "/Lang" in each} == {("/H1", "nn"), ("/P", "nn")}


def test_the_page_of_a_version_says_it_too():
    html = render_to_string("documents/_content.html", {"content": twins("nb", "nn")})

    assert html.count('lang="nn"') == 2
    assert '<span lang="nn">Gatetun</span>' in html


@pytest.mark.django_db
def test_content_names_a_citys_standard_where_it_has_chosen_one(world):
    skien, porsgrunn = (world.cities[slug] for slug in ("skien", "porsgrunn"))
    skien.written_standard, porsgrunn.written_standard = City.Standard.NYNORSK, City.Standard.NEUTRAL

    told = cities_content([skien, porsgrunn], DAY)

    assert [city.get("language") for city in told] == ["nn", None]
