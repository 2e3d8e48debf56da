"""Indicators drawn in a print: with words for whoever does not see them, whole, and only where there is a figure."""

from documents.press import print_pdf
from documents.press.charts import charts_of
from documents.press.paper import paper
from tests.documents.contents import asked, element, goal, small
from tests.helpers.pdf import all_of, heard
from tests.helpers.soundness import faults

READINGS = [(1991, "1 000", None), (2009, "900–940", "SSB"), (2010, "850", "SSB")]


def about(content) -> dict:
    return {name: each for name, each in asked(content).items() if name not in ("content",)}


def html_of(content) -> str:
    return paper(content, **about(content)).html


def test_a_goal_is_drawn_with_its_levels_in_the_units_of_its_indicator():
    (drawn,) = charts_of(goal(READINGS)["tables"], {})

    assert (drawn["title"], drawn["unit"]) == ("Utslipp", "tonn")
    assert [(level.label, level.value) for _y, level in drawn["chart"].levels] == [
        ("Basis 1991", 1000), ("Mål 2020", 800),
    ]  # fmt: skip
    assert [series.name for series in drawn["chart"].series] == ["", "SSB"]


def test_readings_of_a_city_are_told_apart_by_its_name():
    tables = goal(READINGS)["tables"]
    tables[2]["rows"][0]["city"] = "skien"

    (drawn,) = charts_of(tables, {"skien": "Skien"})

    assert drawn["chart"].series[0].name == "Skien"


def test_rows_that_have_no_name_of_their_own_are_known_by_their_title():
    tables = goal(READINGS)["tables"]
    tables[1]["rows"][0]["uuid"] = None
    tables[2]["rows"][0]["value"]["indicator"] = {"uuid": None, "title": "Noe annet"}

    (drawn,) = charts_of(tables, {})

    assert [len(series.marks) for series in drawn["chart"].series] == [2]


def test_without_a_figure_there_is_no_chart():
    unread, unstated = goal([]), goal([(2009, "ikke oppgitt", None)], code="T-0002", place="2")
    content = small(unread, unstated, element(code="T-0003", place="3"))

    assert "<svg" not in html_of(content)


def test_charts_are_whole_sound_and_said_in_words_in_every_layout(tmp_path):
    """Text of other lengths before each, so that some meet the foot of a page."""
    goals = [
        goal(
            READINGS, code=f"T-{n:04}", place=str(n), text=f"<p>{'Utslippene går ned. ' * 40 * n}</p>"
        )
        for n in range(1, 9)
    ]  # fmt: skip
    content = small(*goals)

    for layout in ("standard", "compact", "large"):
        pdf = print_pdf(**asked(content), layout=layout).data

        assert faults(pdf) == []
        figures = [tag[2] for tag in all_of(pdf)["tags"] if tag[1] == "/Figure"]
        assert figures == [
            "Utslipp: 1991: 1 000; 2009: 900–940 (SSB); 2010: 850 (SSB); Basis 1991: 1\u00a0000; Mål 2020: 800 – tonn",
            "Ring",
            "Firkant",
        ] * len(goals)
    path = tmp_path / "print.pdf"
    path.write_bytes(pdf)
    assert heard(path) == ""
