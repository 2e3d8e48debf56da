"""What stands on paper, worked out before any page is made."""

from datetime import date

import pytest

from common.canonical import check_code
from documents.editions import edition, shared_digest
from documents.press.facts import facts_and_tables
from documents.press.overview import overview
from documents.press.paper import edition_name, listing, paper, said
from documents.press.typesetting import breakable, held, spaced, typeset
from tests.documents.contents import DAY, element, rich, small

NAMES = {"porsgrunn": "Porsgrunn", "skien": "Skien"}


def fact(name, words, label=None):
    return {"name": name, "label": label or name.title(), "value": words, "words": words}


def people(*rows):
    return {
        "name": "responsibility", "label": "Ansvar",
        "columns": ["Hvem", "Rolle", "Rolle med egne ord", "Sikkert", "Fra–til"],
        "rows": [
            {
                "uuid": None, "city": city, "value": {"part": part, "certain": certain},
                "cells": [who, part.title(), own_words, "usikkert" if certain is False else None, None],
            }
            for city, who, part, own_words, certain in rows
        ],
    }  # fmt: skip


def entries(*rows):
    return {
        "name": "progress", "label": "Status", "columns": ["Status", "Dag", "Med egne ord"],
        "rows": [
            {"city": None, "value": {"day": day and {"earliest": day}, "words": words}, "cells": [status, day, words]}
            for status, day, words in rows
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("-20", "−20"),
        ("38 000 000 kr", "38\u00a0000\u00a0000 kr"),
        ("-12 300", "−12\u00a0300"),
        ("2009-2012", "2009-2012"),
        ("T-0147", "T-0147"),
        ("5 2009", "5 2009"),
        ("innen 2012", "innen 2012"),
    ],
)
def test_signs_are_set_right_and_words_are_left_alone(words, printed):
    assert typeset(words) == printed


def test_addresses_in_rich_text_are_left_alone():
    long = "x" * 500
    html = spaced(f'<a href="https://example.org/{long}">{long}</a>')

    assert f'href="https://example.org/{long}"' in html
    assert f">{long}<" not in html
    assert html.replace("\u200b", "") == f'<a href="https://example.org/{long}">{long}</a>'


def test_words_of_usual_length_get_no_breaks():
    text = "https://www.regjeringen.no/" + "a" * 300

    assert breakable(text) == text


def test_breaks_do_not_split_a_character_written_as_a_name():
    assert "&amp;" * 12 in breakable("&amp;" * 200)


def test_years_of_a_title_stay_together():
    assert held("Program 2009–2012 & mer") == (
        '<span class="word">Program </span><span class="years">2009–2012</span><span class="word"> &amp; mer</span>'
    )


def test_what_is_not_stated_is_gathered_but_for_remarks():
    facts = [fact("period", None), fact("note", None), fact("effect", "ca. 900"), fact("needs", None)]

    found = facts_and_tables(facts, [people(), entries()], NAMES)

    assert found == {
        "facts": {"rows": [[("Effect", "ca. 900")]], "long": [], "unstated": "Period · Needs · Ansvar · Status"},
        "tables": [],
    }


def test_people_stand_by_role_with_their_city_and_doubt():
    table = people(
        ("skien", "teknisk etat", "responsible", None, True),
        ("porsgrunn", "Porsgrunn kommune", "responsible", None, True),
        (None, "byene", "contributor", "søker", False),
    )

    found = facts_and_tables([], [table], NAMES)

    assert found["facts"]["rows"] == [
        [("Responsible", "Skien: teknisk etat; Porsgrunn kommune")],
        [("Contributor – søker", "byene (usikkert)")],
    ]


def test_progress_stands_entry_by_entry():
    table = entries(("Planlagt", "august 2008", "drøftet"), ("Pågår", None, "pågår"), (None, None, "rapport utgitt"))

    found = facts_and_tables([], [table], NAMES)

    assert found["facts"]["rows"] == [[("Status", "Planlagt, august 2008: drøftet\nPågår\nrapport utgitt")]]


def test_table_shows_used_columns_and_whose_row_it_is():
    rows = [
        {"city": "skien", "value": {}, "cells": ["38 000 000", None, "kommunen"]},
        {"city": None, "value": {}, "cells": ["24", None, None]},
    ]
    table = {"name": "moneyline", "label": "Penger", "columns": ["Beløp", "År", "Fra"], "rows": rows}

    found = facts_and_tables([], [table], NAMES)

    assert found["tables"] == [
        {
            "name": "moneyline",
            "label": "Penger",
            "columns": ["Gjelder", "Beløp", "Fra"],
            "rows": [["Skien", "38\u00a0000\u00a0000", "kommunen"], ["Felles", "24", None]],
        }
    ]


def test_overview_tells_of_measures_only():
    measure = element(
        facts=[fact("period", "2009–2012")],
        tables=[
            people((None, "Skien", "responsible", None, True), (None, "SSB", "contributor", None, True)),
            entries(("Pågår", "2009-01-01", None), ("Planlagt", "2008-01-01", None), ("Stoppet", None, None)),
        ],
    )

    found = overview([element(kind="goal"), measure, element(code="T-0002")])

    assert [row["told"] for row in found] == [["Skien", "2009–2012", "Pågår"], [None, None, None]]


def test_overview_names_contributors_where_nobody_is_responsible():
    found = overview(
        [element(tables=[people((None, "SSB", "contributor", None, True)), entries((None, None, "x" * 200))])]
    )

    assert found[0]["told"] == ["SSB", None, "x" * 89 + "…"]


@pytest.mark.parametrize(
    ("slug", "names", "words"),
    [
        (None, {"a": "Skien"}, ""),
        (None, NAMES, "Felles utgave for Porsgrunn og Skien"),
        (None, dict.fromkeys("abcd", "By"), "Felles utgave for alle 4 byer"),
        ("skien", NAMES, "Skiens utgave"),
        ("a", {"a": "Moss", "b": "Oslo"}, "Moss’ utgave"),
    ],
)
def test_edition_is_named(slug, names, words):
    assert edition_name(slug, names) == words


def test_cities_are_listed_as_people_say_them():
    assert listing(["Oslo"]) == "Oslo"
    assert listing(["Oslo", "Bergen", "Tromsø"]) == "Oslo, Bergen og Tromsø"


def test_theme_is_said_once():
    theme = fact("theme", "Areal og transport")

    assert said(theme, element(title="Areal og transport"), None)
    assert said(theme, element(), element(facts=[theme]))
    assert not said(theme, element(), element(facts=[fact("theme", "Energi i bygg")]))
    assert not said(theme, element(), None)


def html_of(content, day=DAY):
    return paper(content, version=3, mark="Utkast", sha256="0" * 64, day=day).html


def test_same_source_has_one_number():
    content = small(element(sources=["https://b.no", "https://a.no"]), element(code="T-0002", sources=["https://a.no"]))

    html = html_of(content)

    assert html.count('href="#kilde-2"') == 2
    assert html.count(">https://a.no<") == 1


def test_numbers_are_set_right_wherever_they_stand():
    words = "12 300 tonn og -4 prosent"
    basis = {
        "uuid": None, "kind": words, "title": words, "paper": words, "point": None, "place": words, "quotation": words,
        "because": words, "followed_up": True,
    }  # fmt: skip
    content = small(
        element(
            title=words, text=f"<p>{words}</p>", basis=[basis], facts=[fact("period", words)],
            tables=[people((None, words, words, None, None)), entries((words, None, words))],
        ),
        title=words, text=words,
        organisation=[
            {"city": "skien", "sort": "unit", "name": words, "under": words, "novelty_name": words, "note": words}
        ],
    )  # fmt: skip
    case = {
        "body": words, "day": words, "number": words, "city": words, "deciding": True, "summary": words,
        "recommendation": words, "decided": [], "ahead": [], "hearings": [],
    }  # fmt: skip

    printed = paper(content, version=1, mark="Utkast", sha256="0" * 64, day=DAY, case=case).html

    body = printed[printed.index("<body") :]
    assert body.count("12\u00a0300 tonn") > 15
    assert "12 300" not in body
    assert "-4 prosent" not in body


def test_scope_is_shown_only_where_there_are_several_cities():
    assert "Felles" not in html_of(small())
    assert html_of(rich()).count('class="shared"') == 33
    assert html_of(rich()).count('class="own"') == 3


def test_paper_comes_from_its_content_alone():
    assert html_of(rich()) == html_of(rich())
    assert "1. januar 2009" in html_of(rich(), date(2009, 1, 1))
    assert "style=" not in html_of(rich())


def test_shared_checksum_stands_on_cover_and_last_page_of_every_edition_where_there_are_several_cities():
    code = check_code(shared_digest(rich()))

    found = [html_of(edition(rich(), slug)).count(code) for slug in (None, "skien", "porsgrunn")]

    assert found == [2, 2, 2]
    assert "Fellesdel" not in html_of(small())


def test_another_shared_text_before_politicians_is_told_of_on_the_cover():
    other = "Porsgrunn", 2, "4f2a91c70b3e" + "0" * 52
    about = {"version": 3, "mark": "Utkast", "sha256": "0" * 64, "day": DAY}
    html, later = (paper(rich(), **about, others=[(*other, adopted)]).html for adopted in (False, True))

    assert "I Porsgrunn er en annen fellestekst vedtatt: versjon 2, fellesdel 4F2A-91C7-0B3E." in later
    assert "I Porsgrunn ligger en annen fellestekst til behandling: versjon 2, fellesdel 4F2A-91C7-0B3E." in html
    assert "annen fellestekst" not in html_of(rich())
