"""That a page and a print draw the same of the same readings."""

import re

import pytest
from django.urls import reverse

from common.dates import LooseDate
from common.numbers import StatedNumber
from documents.press.paper import paper
from programmes.content import programme_content
from programmes.models import Indicator, Reading, Target
from tests.documents.contents import DAY

pytestmark = pytest.mark.django_db
DRAWN = re.compile(r'<svg class="chart[^_]*?</svg>')


def test_page_and_paper_draw_the_very_same(client, programmes):
    goal = programmes["skien-porsgrunn:goal"]
    skien = programmes.world.cities["skien"]
    trips = Indicator.objects.create(element=goal, name="Reiser & turer", unit="per dag")
    Indicator.objects.create(element=goal, name="Aldri avlest", unit="tonn")
    Target.objects.create(element=goal, amount=StatedNumber.read("50"), unit="per dag", target_year=2020)
    for day, value, city in (("1991", "1 000", None), ("2007", "40–60", skien), ("mars 2008", "ca. 70", skien)):
        Reading.objects.create(
            element=goal, indicator=trips, day=LooseDate.read(day), value=StatedNumber.read(value), city=city
        )
    client.force_login(programmes.world.people["planner", "skien"])

    page = client.get(reverse("element_page", args=[goal.pk])).content.decode()
    content = programme_content(goal.programme, DAY)
    printed = paper(content, version=1, mark="Utkast", sha256="0" * 64, day=DAY).html

    assert DRAWN.findall(page) == DRAWN.findall(printed) != []
    assert len(DRAWN.findall(page)) == 3  # the chart, and a shape for each series
    assert "Skien" in "".join(DRAWN.findall(page))
