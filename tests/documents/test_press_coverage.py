"""Coverage and reasons on paper, from frozen content alone."""

from django.utils.translation import override

from documents.press.coverage import coverage_shown, group_names, reasons_shown, side_names
from documents.press.paper import paper
from programmes.models import Measure
from tests.documents.contents import DAY, OLD, element, small

AT, KT = {"code": "AT", "name": "Areal og transport"}, {"code": "KT", "name": "Klimatilpasning"}
WAIVER = {
    "gap": "deadline:T-0001",
    "words": "Tiltak uten frist: 1 Sykkelvei",
    "city": None,
    "reason": "Avklares i 2010",
}


def facts(**values) -> list[dict]:
    return [{"name": name, "label": name, "value": value, "words": str(value)} for name, value in values.items()]


def test_the_columns_are_called_what_the_fields_call_them():
    with override("nb"):
        assert list(side_names().values()) == [str(label) for label, _groups in Measure.TARGET_GROUPS]
        assert {group: group_names()[group] for group in Measure.Target} == dict(Measure.Target.choices)


def test_measures_are_counted_under_the_theme_they_stand_under_and_their_others():
    content = small(
        element(kind="chapter", code="T-0001", facts=facts(theme=AT)),
        element(code="T-0002", parent="T-0001", depth=2, facts=facts(theme=None, targets=["state"])),
        element(code="T-0003", facts=facts(theme=KT, secondary_themes=[AT], targets=["state", "business"])),
        element(code="T-0004", facts=facts(theme=KT, direction="outward")),
        element(code="T-0005", facts=facts(theme=KT)),
    )

    with override("nb"):
        shown = coverage_shown(content)

    assert shown["sides"] == [("Innad", 3), ("Utad", 3)]
    assert shown["columns"] == ["Kommunen", "Næringslivet", "Befolkningen", "Regionen", "Staten", "Uten gruppe"]
    assert [(theme, [count for count, _step in cells]) for theme, cells in shown["rows"]] == [
        ("Areal og transport", [0, 1, 0, 0, 2, 0]), ("Klimatilpasning", [0, 1, 0, 0, 1, 1])
    ]  # fmt: skip
    assert shown["unaimed"] == 1


def test_the_fullest_cell_is_the_darkest_and_an_empty_one_is_hatched():
    many = [element(code=f"T-{n:04}", facts=facts(theme=AT, targets=["state"])) for n in range(1, 11)]
    loose = [element(code=f"T-{n:04}", facts=facts(theme=KT, direction="outward")) for n in range(11, 31)]
    few = [element(code=f"T-{n:04}", facts=facts(theme=AT, targets=["region"])) for n in range(31, 34)]

    html = paper(small(*many, *loose, *few), version=1, mark="Utkast", sha256="0" * 64, day=DAY).html

    assert '<td class="step-5">10</td>' in html
    assert '<td class="step-5">20</td>' in html
    assert '<td class="step-2">3</td>' in html
    assert '<td class="step-0">0</td>' in html


def test_where_nobody_says_whom_it_is_for_there_is_no_table():
    assert coverage_shown(small(element(facts=facts(theme=AT)))) is None


def test_reasons_stand_in_the_order_of_the_document_and_say_whose_they_are():
    content = small(
        element(code="T-0002"), element(code="T-0001", city="skien"),
        waivers=[
            {**WAIVER, "gap": "coverage:AT:state"}, {**WAIVER, "city": "skien"}, {**WAIVER, "gap": "link:T-0002:abc"},
        ],
    )  # fmt: skip

    shown = reasons_shown(content, {"skien": "Skien"})

    assert [(reason["code"], reason["city"]) for reason in shown] == [
        ("T-0002", None), ("T-0001", "Skien"), (None, None),
    ]  # fmt: skip


def test_the_paper_has_both_and_leads_to_the_element():
    content = small(element(facts=facts(theme=AT, targets=["state"])), waivers=[WAIVER])

    html = paper(content, version=1, mark="Utkast", sha256="0" * 64, day=DAY).html

    assert "Antall tiltak etter tema" in html
    assert '<a href="#T-0001">Tiltak uten frist: 1 Sykkelvei</a>' in html
    assert "Avklares i 2010" in html


def test_an_old_content_without_reasons_has_none_on_paper():
    html = paper(OLD, version=1, mark="Utkast", sha256="0" * 64, day=DAY).html

    assert "Begrunnelser" not in html
