"""Sheets of all sorts, joined: the same as one piece, whatever stands on them."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from common.charts import Figure, chart_of
from documents.press import Limits, Unprintable, print_pdf, workshop
from documents.press.workshop import Stopped
from tests.documents.contents import asked
from tests.documents.sheets import long_content, printed
from tests.helpers.pdf import all_of

HEAVY = "<p>" + "ord og " * 100_000
NAMES = [f"T-{n:04}" for n in range(8)]

CHART = render_to_string(
    "components/chart.html", {"name": "Utslipp", "chart": chart_of([Figure(date(2009, 1, 1), 900.0, "900", "2009")])}
)


def rows(number: int) -> str:
    body = "".join(f'<tr><th scope="row">Rad {n}</th><td>Celle {n}</td></tr>' for n in range(number))
    head = '<thead><tr><th scope="col">Rad</th><th scope="col">Celle</th></tr></thead>'
    return f"<table>{head}<tbody>{body}</tbody></table>"


def link(name: str) -> str:
    return f'<p>Se <a href="#{name}">{name}</a>.</p>'


PIECES = st.one_of(
    st.integers(1, 4).map(lambda level: f"<h{level}>Overskrift {level}</h{level}>"),
    st.integers(1, 60).map(lambda times: f"<p>{'Byen og klimaet. ' * times}</p>"),
    st.integers(1, 70).map(rows),
    st.sampled_from(NAMES).map(link),
    st.just('<p><a href="https://example.org/a#T-0001">Ute</a> og <b>fet</b> og <i>skrå</i></p>'),
    st.just('<p lang="se">Dálkkádat rievdá. <span lang="en">Climate.</span></p>'),
    st.just('<figure><img src="press:picture/dot" alt="En prikk"><figcaption>Bilde</figcaption></figure>'),
    st.just(f"<figure><figcaption>Kurve</figcaption>{CHART}</figure>"),
    st.just("<ul><li>Én<ul><li>Ett</li></ul></li><li>To</li></ul><ol><li>En</li></ol>"),
    st.just("<h2>Tittel på en<br>ny linje</h2><p>Etter.</p>"),
)


@st.composite
def papers(draw) -> list[str]:
    """Sheets with pieces of all sorts. Each name is on one of them, and the first one lists them all by page."""
    bodies = draw(st.lists(st.lists(PIECES, min_size=1, max_size=5).map("".join), min_size=2, max_size=5))
    for n, name in enumerate(NAMES):
        bodies[draw(st.integers(0, len(bodies) - 1))] += f'<p id="{name}">{name} er nummer {n}</p>'
    listed = "".join(f'<li class="depth-1"><a href="#{name}"><span>{name}</span></a></li>' for name in NAMES)
    contents = f'<h1 class="contents">Innhold</h1><ul class="contents">{listed}</ul>'
    return [contents, *(f'<div class="opens">{body}</div>' for body in bodies)]


@settings(max_examples=6, deadline=None, derandomize=True)
@given(sheets=papers())
def test_whatever_stands_on_sheets_they_say_the_same_as_one_piece(sheets):
    joined, whole = printed(sheets, codes=NAMES), printed(sheets, codes=NAMES, whole=True)

    told, wanted = all_of(joined[0]), all_of(whole[0])
    assert {name: told[name] for name in told if told[name] != wanted[name]} == {}
    assert (joined[1]["pages"], joined[1]["places"]) == (whole[1]["pages"], whole[1]["places"])


def test_a_cover_has_no_head_or_foot():
    sheets = ['<ul class="contents"></ul>', '<div class="cover"><p class="name">Navn</p></div>', "<p>Tekst</p>"]

    pdf, _report = printed(sheets)

    assert [text.count("Nettverket") for text in map(" ".join, all_of(pdf)["words"])] == [1, 0, 1]


def test_a_code_that_is_on_no_sheet_stops_the_print():
    with pytest.raises(Unprintable) as refusal:
        printed(["<p>Innhold</p>", '<p id="T-0001">T-0001</p><p id="T-0002">T-00022</p>'], codes=NAMES[1:4])

    assert refusal.value.message == "Disse elementene kom ikke med i den ferdige filen: T-0002, T-0003."


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"cpu": 3}, "Dokumentet tok for lang tid å trykke."),
        ({"memory": 200 << 20}, "Dokumentet krever mer minne enn en utskrift får bruke (200 MB)."),
    ],
)
@pytest.mark.parametrize("heavy", [1, 2])
def test_a_poisonous_sheet_fails_with_its_reason_in_either_process(heavy, limits, reason):
    sheets = ["<p>Innhold</p>", "<p>Kort</p>", "<p>Kort</p>"]
    sheets[heavy] = HEAVY

    with pytest.raises(Unprintable) as refusal:
        printed([*sheets, f"<p>{'Andre ting. ' * 9000}"], limits=Limits(**limits))

    assert refusal.value.message == reason


def test_a_letter_on_a_sheet_of_the_child_is_named():
    with pytest.raises(Unprintable, match="GRINNING FACE"):
        printed(["<p>Innhold</p>", "<p>Mye. " * 12_000, "<p>😀"])


@pytest.mark.parametrize("stage", ["Setter del 1", "Setter del 4", "Setter sammen"])
def test_a_print_that_is_stopped_on_its_way_leaves_nothing_half_done(stage, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(workshop, "BREATH", 0.001)
    content = long_content(41)
    shelf = tmp_path / "shelf"
    settings.PRESS_SHELF = shelf

    def stop(words):
        if words.startswith(stage):
            raise Stopped(words)

    with pytest.raises(Stopped):
        print_pdf(**asked(content), tell=stop)

    after = print_pdf(**asked(content))
    settings.PRESS_SHELF = tmp_path / "another"
    assert after.data == print_pdf(**asked(content)).data
