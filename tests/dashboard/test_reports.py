"""The matrix as a list, over time, and on paper."""

import csv
import io
from datetime import date

import pytest
from django.utils.formats import date_format

from dashboard.facts import AsOf
from dashboard.matrix import matrix_of
from dashboard.progress import done_per_month, months_of, progress_chart, reached_on
from tests.dashboard.happening import Happening
from tests.factories.dashboard import MilestoneFactory
from tests.helpers.pdf import text_of

MAY = date(2009, 5, 12)


@pytest.fixture
def three_decided(world):
    """Bergen and Oslo in February, Skien in March; Porsgrunn not."""
    for slug, day in (("bergen", date(2009, 2, 9)), ("oslo", date(2009, 2, 4)), ("skien", date(2009, 3, 5))):
        Happening(world, world.cities[slug], day=day).decided()
    return MilestoneFactory(name="Politisk behandlet")


@pytest.fixture
def look(world, client):
    client.force_login(world.people["secretariat", "network"])
    session = client.session
    session["day"] = MAY.isoformat()
    session.save()
    return client.get


def test_months_tell_how_many_came_and_how_many_there_were_by_then(world, three_decided):
    matrix = matrix_of(world.cities.values(), AsOf(MAY))

    months = months_of(reached_on(matrix, three_decided))

    assert [(month.first, month.new, month.total) for month in months] == [
        (date(2009, 2, 1), 2, 2), (date(2009, 3, 1), 1, 3),
    ]  # fmt: skip
    assert done_per_month(matrix) == [("februar 2009", 2), ("mars 2009", 1)]


def test_the_chart_says_in_words_what_it_draws(world, three_decided):
    chart = progress_chart(matrix_of(world.cities.values(), AsOf(MAY)), three_decided)

    assert chart.description == "februar 2009: 2 byer; mars 2009: 3 byer; Alle 4: 4 – byer"


def test_nothing_is_drawn_of_what_nobody_has_reached(world):
    milestone = MilestoneFactory()

    assert progress_chart(matrix_of(world.cities.values(), AsOf(MAY)), milestone) is None


def test_the_list_has_a_line_for_each_city_and_milestone_and_is_downloaded_as_it_is_shown(three_decided, look):
    MilestoneFactory(name="Program ferdig", rule="finished")

    everything = rows_of(look("/milepaeler/liste/?format=csv"))
    late = rows_of(look("/milepaeler/liste/?status=late&milepael=Politisk+behandlet&format=csv"))

    assert len(everything) == 8
    assert [(row["By"], row["Nå"], row["Grunn"]) for row in late] == [
        ("Porsgrunn", "12 dager over", "Ingen dag er planlagt")
    ]


def rows_of(answer) -> list[dict]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def test_page_and_paper_tell_the_same(three_decided, look):
    page = look("/milepaeler/utvikling/").content.decode()
    answer = look("/milepaeler/rapport/")

    paper = text_of(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert "1 av 4 byer er forsinket" in paper
    for words in ("Porsgrunn", "12 dager over", "Ingen dag er planlagt", "Februar 2009"):
        assert words in paper
    assert "Februar 2009" in page


def test_pages_say_so_where_there_is_no_milestone(world, look):
    for page in ("/milepaeler/", "/milepaeler/liste/", "/milepaeler/utvikling/", "/milepaeler/rapport/"):
        assert look(page).status_code == 200

    assert "Ingen milepæler følges denne dagen" in look("/milepaeler/").content.decode()
    assert f"Per {date_format(MAY)}." in text_of(look("/milepaeler/rapport/").content)
