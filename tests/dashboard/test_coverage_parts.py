"""How the measures of all cities fall into parts, and what their money comes to."""

from common.bars import WIDTH, bars_of
from common.templatetags.framtid import NO_BREAK


def told(parts) -> dict[str, int]:
    return {part.label: part.count for part in parts}


def plain(words: str) -> str:
    return words.replace(NO_BREAK, " ")


def test_measures_fall_into_parts(look):
    found = look(page="coverage_parts").context

    assert told(found["by_status"]) == {"Pågår": 1, "Ulik status i byene": 1, "Ikke meldt": 5}
    assert told(found["by_theme"]) == {
        "Areal og transport": 3, "Klimatilpasning": 3, "Byens eget tema": 1, "Uten tema": 1,
    }  # fmt: skip
    assert told(found["by_kind"]) == {
        "Enhet i en virksomhet": 1, "Kommune": 1, "Departement": 1, "Bare med ord, ingen part": 1, "Ingen ansvarlig": 4,
    }  # fmt: skip


def test_money_is_summed_by_source_and_currency_without_hiding_a_doubt(look):
    found = look(page="coverage_parts").context

    assert [(one.label, one.count, [*map(plain, one.told)], one.unstated) for one in found["by_source"]] == [
        ("-", 1, ["1 000 kr"], 0),
        ("EU", 1, ["300 000 euro"], 0),
        ("Staten", 2, ["minst 10 mill. kr, høyst 12 mill. kr"], 1),
        ("Ikke oppgitt hvor fra", 1, ["5 mill. kr"], 0),
    ]
    assert [(str(currency), n, plain(told)) for currency, n, _address, told in found["by_currency"]] == [
        ("norske kroner", 3, "minst 15,001 mill. kr, høyst 17,001 mill. kr"), ("euro", 1, "300 000 euro"),
    ]  # fmt: skip
    assert found["without"] == 4


def test_a_city_sees_its_own_status_and_money_of_what_it_shares(look):
    """What the twin alone says is the twin's."""
    porsgrunn = look(page="coverage_parts", who=("planner", "porsgrunn")).context

    assert told(porsgrunn["by_status"]) == {"Planlagt": 1, "Ikke meldt": 1}
    assert [[*map(plain, one.told)] for one in porsgrunn["by_source"]] == [["10 mill. kr"]]
    assert told(porsgrunn["by_kind"]) == {"Kommune": 1, "Ingen ansvarlig": 1}


def test_bars_are_told_in_words_and_followed_by_their_table(look):
    html = look(page="coverage_parts").content.decode()

    drawing, _end, rest = html.partition('bars"')[2].partition("</svg>")
    assert 'role="img" aria-labelledby="status-tittel status-ord"' in drawing
    assert "Pågår: 1; Ulik status i byene: 1; Ikke meldt: 5</desc>" in drawing
    assert rest.lstrip().startswith('<table class="ds-table counts">')


def test_bars_are_as_long_as_their_counts():
    bars = bars_of([("a", 50), ("b", 0), ("c", 1000)])

    assert [(bar.width, bar.count) for bar in bars.bars] == [("18.0", "50"), ("0.0", "0"), (f"{WIDTH}.0", "1\xa0000")]
    assert bars_of([]) is None
