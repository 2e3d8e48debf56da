"""Who answers for what, and what answers which paper, gathered at the end of a print."""

from documents.press.paper import paper
from documents.press.registers import duties, grounds, natural, replies
from tests.documents.contents import DAY, element, small
from tests.documents.test_press_paper import people

BOTH = {"skien": "Skien", "porsgrunn": "Porsgrunn"}


def basis(**changed):
    return {
        "uuid": None, "kind": "Tilbakemelding", "title": "Brev", "paper": "Brev fra departementene", "point": None,
        "place": "", "quotation": "", "followed_up": None, "because": "", **changed,
    }  # fmt: skip


def point(number, title="Buss"):
    return {"number": number, "title": title}


def printed(content):
    return paper(content, version=1, mark="Utkast", sha256="a" * 64, day=DAY).html


def test_everyone_with_a_part_stands_by_name_with_all_that_is_theirs():
    first = element(code="T-0001", tables=[people((None, "Ås kommune", "responsible", "", True))])
    second = element(
        code="T-0002", place="2",
        tables=[people((None, "Bane NOR", "contributor", "", True), (None, "Ås kommune", "responsible", "", True))],
    )  # fmt: skip

    held = duties([first, second], {})

    assert [(duty["who"], len(duty["elements"])) for duty in held] == [("Bane NOR", 1), ("Ås kommune", 2)]


def test_one_with_two_parts_stands_once_for_each():
    both = people((None, "Veivesenet", "responsible", "", True), (None, "Veivesenet", "contributor", "", True))

    assert [duty["role"] for duty in duties([element(tables=[both])], {})] == ["Responsible", "Contributor"]


def test_a_part_in_one_city_of_several_says_which():
    rows = people(("skien", "Kommunalteknikk", "responsible", "", True))

    assert duties([element(tables=[rows])], BOTH)[0]["who"] == "Skien: Kommunalteknikk"


def test_points_stand_in_the_order_of_their_numbers_each_with_its_answer():
    said = [
        basis(point=point("10"), followed_up=False, because="For dyrt"),
        basis(point=point("2"), followed_up=True),
        basis(point=point("2.1")),
    ]

    [(paper_title, rows)] = replies(small(element(basis=said)))

    assert paper_title == "Brev fra departementene"
    assert [(row["point"], row["answer"]) for row in rows] == [
        ("2 Buss", "Fulgt opp"), ("2.1 Buss", "Ikke besvart ennå"), ("10 Buss", "Ikke fulgt opp"),
    ]  # fmt: skip


def test_what_is_only_built_on_stands_once_with_all_that_build_on_it():
    plan = basis(paper="Kommuneplanen", title="Kommuneplanen")
    content = small(element(basis=[plan, plan]), element(code="T-0002", place="2", basis=[plan]), basis=[plan])

    [(title, where)] = grounds(content)

    assert (title, [one and one["code"] for one in where]) == ("Kommuneplanen", [None, "T-0001", "T-0002"])
    assert replies(content) == []


def test_the_registers_stand_in_the_print_and_lead_to_the_elements():
    tables = [people((None, "Veivesenet", "responsible", "", True))]
    answered = basis(point=point("3"), followed_up=False, because="For dyrt")
    html = printed(small(element(tables=tables, basis=[answered]), basis=[basis(paper="Planen")]))

    assert "Hvem som skal gjøre hva" in html
    assert "<td>Veivesenet</td>" in html
    assert "<td>Ikke fulgt opp: For dyrt</td>" in html
    assert html.count('href="#T-0001"') >= 2
    assert "Hele programmet" in html
    assert "Planen" in html


def test_a_print_without_parts_and_papers_has_no_empty_registers():
    html = printed(small(element()))

    assert 'id="ansvar"' not in html
    assert 'id="grunnlag"' not in html


def test_two_comes_before_ten():
    assert sorted(["10 b", "2 å", "2 a", "1.10", "1.9"], key=natural) == ["1.9", "1.10", "2 a", "2 å", "10 b"]
