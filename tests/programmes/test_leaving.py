"""A city leaves: what it takes along, what is left without it, and what it goes on reading."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from cities.access import rights_of, visible
from cities.acts import Act
from common.dates import LooseDate
from common.numbers import StatedNumber
from common.refusals import Refused
from documents.models import Departure, Version
from history.queries import history_of
from programmes.actions import (
    accept_city_invitation,
    add_element,
    comment_on,
    freeze_programme,
    invite_city,
    leave_programme,
    undo_last,
    waive_gap,
)
from programmes.content import programme_content
from programmes.models import (
    CityInvitation,
    CityPart,
    Comment,
    Element,
    Indicator,
    Kind,
    NumberAlias,
    Programme,
    Reading,
    Responsibility,
    Waiver,
)
from programmes.queries import circle_of, outline_of, with_cities
from programmes.readiness import readiness_of
from programmes.tables import TABLES
from programmes.templatetags.programmes import told
from tests.factories.cities import CityFactory
from tests.factories.programmes import ElementFactory, PaperFactory, PointFactory, ProgrammeFactory, ThemeFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
LATER = datetime(2009, 3, 2, 8, tzinfo=UTC)
DAY = date(2009, 2, 9)


@pytest.fixture
def people(programmes):
    return programmes.world.people


@pytest.fixture
def cities(programmes):
    return programmes.world.cities


@pytest.fixture
def twins(programmes):
    return programmes.twins["skien", "porsgrunn"]


@pytest.fixture
def shared(programmes):
    """The twins' common measure, with what each says of it."""
    element, cities = programmes["skien-porsgrunn"], programmes.world.cities
    for city in (None, cities["skien"], cities["porsgrunn"]):
        Responsibility.objects.create(element=element, city=city, words=f"Etat {city or 'felles'}")
    for slug in ("skien", "porsgrunn"):
        CityPart.objects.create(element=element, city=cities[slug], note=f"Når det passer i {slug}")
    return element


@pytest.fixture
def leave(twins, cities, people):
    """Porsgrunn leaves the twins' programme."""

    def go(programme=twins, city="porsgrunn", **more):
        named = {"title": "Klimaplan for Porsgrunn", "by": people["lead", city], "at": LATER} | more
        return leave_programme(programme=programme, city=cities[city], **named)

    return go


@pytest.fixture
def freeze(people):
    """Freeze as the twins stand now, with their cities as they are."""

    def act(programme, **more):
        return freeze_programme(
            programme=with_cities(Programme.objects).get(pk=programme.pk), day=DAY, key=uuid4(),
            by=people["lead", "skien"], at=AT, **more,
        )  # fmt: skip

    return act


def titles(programme) -> list[tuple]:
    """(place, title) of what stands in it below the root."""
    return [(node.place, node.element.title) for node in outline_of(programme)[1:]]


def said_of(element) -> list[tuple]:
    rows = Responsibility.objects.filter(element=element).order_by("pk")
    return [(row.words, row.city and row.city.slug) for row in rows]


def whole(programme) -> dict:
    return programme_content(with_cities(Programme.objects).get(pk=programme.pk), DAY)


# -- What goes along


def test_it_goes_on_with_a_copy_of_what_is_shared_and_its_own_part(programmes, twins, leave):
    own = programmes["skien-porsgrunn:porsgrunn"]

    new = leave()

    assert [city.name for city in circle_of(new)] == ["Porsgrunn"]
    assert new.elements.get(parent=None).title == "Klimaplan for Porsgrunn"
    assert titles(new) == [
        ("1", "Tittel kapittel skien-porsgrunn"), ("1.1", "Tittel mål skien-porsgrunn"),
        ("1.1.1", "Tittel felles skien-porsgrunn"), ("1.1.2", "Tittel eget for porsgrunn i skien-porsgrunn"),
    ]  # fmt: skip
    moved = Element.objects.get(pk=own.pk)
    assert (moved.programme, moved.number, moved.city) == (new, own.number, None)


def test_the_new_programme_says_of_itself_what_the_old_one_did(programmes, twins, leave):
    period = LooseDate.read("2009–2012")
    Programme.objects.filter(pk=twins.pk).update(period=period, plan_kind="sub_plan", law_reference="pbl § 11-1")
    twins.elements.filter(parent=None).update(text="<p>Vi to.</p>")

    new = leave()

    new.refresh_from_db()
    assert (new.period, new.plan_kind, new.law_reference, new.predecessor) == (period, "sub_plan", "pbl § 11-1", twins)
    assert new.elements.get(parent=None).text == "<p>Vi to.</p>"


def test_old_numbers_lead_to_the_copies_in_the_citys_programme(programmes, twins, leave, client, people):
    new = leave()

    client.force_login(people["planner", "porsgrunn"])
    answer = client.get(reverse("element_by_number", args=[new.pk, programmes["skien-porsgrunn"].number]))

    copy = Element.objects.get(programme=new, title="Tittel felles skien-porsgrunn")
    assert answer.headers["Location"] == reverse("element_page", args=[copy.pk])
    assert NumberAlias.objects.filter(element__programme=new).count() == 4


def test_rows_go_along_and_those_of_the_city_are_common_there(programmes, twins, shared, leave):
    new = leave()

    copy = Element.objects.get(programme=new, title=shared.title)
    assert said_of(copy) == [("Etat felles", None), ("Etat Porsgrunn", None)]
    assert copy.measure.note == "Når det passer i porsgrunn"


def test_reasons_for_gaps_go_along_and_are_found_there(programmes, twins, people, cities, leave):
    theme, letter = ThemeFactory(code="AT", number=1), PaperFactory(kind="feedback", cities=[cities["porsgrunn"]])
    point, measure = PointFactory(paper=letter, position=0), programmes["skien-porsgrunn"]
    mine = programmes["skien-porsgrunn:porsgrunn"]
    names = [
        f"coverage:{theme.code}:business",
        f"answer:{point.uuid.hex}",
        *(f"deadline:{m.code}" for m in (measure, mine)),
    ]
    for name in names:
        waive_gap(programme=twins, name=name, reason="Senere", base=0, by=people["planner", "porsgrunn"], at=AT)

    new = leave()

    assert len(readiness_of(new).waived) == 4
    left = {waiver.gap: waiver.city for waiver in Waiver.objects.filter(programme=twins)}
    assert left == {names[0]: None, names[2]: None}


# -- What is left


def test_nothing_of_the_city_is_left_and_nothing_of_the_others_is_changed(programmes, twins, shared, leave):
    before = whole(twins)

    leave()

    after, keep = whole(twins), lambda rows: [row for row in rows if row["city"] != "porsgrunn"]
    expected = keep(before["elements"])
    for element in expected:
        for table in element["tables"]:
            table["rows"] = keep(table["rows"])
    places = [element.pop("place") for element in expected], [element.pop("place") for element in after["elements"]]
    assert after["elements"] == expected
    assert places[1] == ["1", "1.1", "1.1.1", "1.1.2"]
    assert [city["slug"] for city in after["cities"]] == ["skien"]
    for table in TABLES:
        assert not table.model.objects.filter(element__programme=twins, city__slug="porsgrunn").exists()


def test_what_becomes_of_rows_and_elements_stands_in_the_history(programmes, twins, shared, leave):
    new = leave()

    root = history_of("element", twins.elements.get(parent=None).pk)
    assert told(root[0]) == "lot Porsgrunn gå ut av programmet"
    gone = history_of("element", shared.pk).filter(act="edit", after__isnull=True)
    assert {entry.before.get("words") or entry.before.get("note") for entry in gone} == {
        "Etat Porsgrunn", "Når det passer i porsgrunn",
    }  # fmt: skip
    for element in new.elements.all():
        assert told(history_of("element", element.pk)[0]) == "tok med dette fra «Program skien-porsgrunn»"


def test_what_lies_in_the_bin_stays_but_for_the_citys_own(programmes, cities, twins, leave):
    goal = programmes["skien-porsgrunn:goal"]
    thrown = {"position": None, "binned_at": AT}
    common = ElementFactory(parent=goal, title="Felles, kastet", **thrown)
    under = ElementFactory(parent=common, title="Eget under kastet", city=cities["porsgrunn"])
    mine = ElementFactory(parent=goal, title="Eget, kastet", city=cities["porsgrunn"], **thrown)

    new = leave()

    for element in (common, under, mine):
        element.refresh_from_db()
    assert (common.programme, common.binned_at) == (twins, AT)
    assert [(one.programme, one.binned_at) for one in (under, mine)] == [(new, AT)] * 2


def test_what_others_have_read_of_a_leavers_indicator_stays(programmes, cities, twins, shared, leave):
    indicator = Indicator.objects.create(element=shared, city=cities["porsgrunn"], name="Reiser")
    for slug in ("skien", "porsgrunn"):
        Reading.objects.create(
            element=shared, indicator=indicator, city=cities[slug], day=LooseDate.read("2009"),
            value=StatedNumber.read("100"),
        )  # fmt: skip

    new = leave()

    indicator.refresh_from_db()
    assert (indicator.city, [row.city.slug for row in indicator.readings.all()]) == (None, ["skien"])
    assert Reading.objects.filter(element__programme=new).count() == 1


def test_a_reason_for_a_letter_to_both_is_the_remaining_citys_own(cities, twins, people, leave):
    letter = PaperFactory(kind="feedback", cities=[cities["skien"], cities["porsgrunn"]])
    name = f"answer:{PointFactory(paper=letter, position=0).uuid.hex}"
    waive_gap(programme=twins, name=name, reason="Senere", base=0, by=people["planner", "skien"], at=AT)

    new = leave()

    for programme, slug in ((twins, "skien"), (new, "porsgrunn")):
        assert [waived.waiver.city.slug for waived in readiness_of(programme).waived] == [slug]


def test_comments_are_found_on_both_sides(programmes, twins, people, shared, leave):
    comment_on(element=shared, text="Har vi råd?", by=people["planner", "porsgrunn"], at=AT)

    new = leave()

    assert set(Comment.objects.values_list("element__programme", flat=True)) == {twins.pk, new.pk}


def test_what_the_city_has_asked_is_taken_back_and_what_others_have_asked_stands(twins, cities, people, leave):
    for city, by in (("bergen", "skien"), ("oslo", "porsgrunn")):
        invite_city(programme=twins, city=cities[city], link=lambda one: "", by=people["lead", by], at=AT)

    leave()

    assert {one.city.slug: one.answer for one in CityInvitation.objects.all()} == {"bergen": "", "oslo": "withdrawn"}


def test_others_stand_in_their_order_without_a_gap_and_it_may_be_asked_in_again(twins, cities, people, leave):
    for city in ("bergen", "porsgrunn"):
        if city == "porsgrunn":
            leave()
        asked = invite_city(programme=twins, city=cities[city], link=lambda one: "", by=people["lead", "skien"], at=AT)
        accept_city_invitation(invitation=asked, by=people["lead", city], at=AT)

    rows = twins.document.city_rows.values_list("position", "city__slug")
    assert list(rows) == [(0, "skien"), (1, "bergen"), (2, "porsgrunn")]


def test_an_act_before_it_left_is_not_undone_in_the_programme_it_has_gone_on_with(programmes, cities, people, leave):
    goal, planner = programmes["skien-porsgrunn:goal"], people["planner", "porsgrunn"]
    made = add_element(parent=goal, kind="measure", title="Nytt", city=cities["porsgrunn"], by=planner, at=LATER)
    leave()

    with pytest.raises(Refused, match="finnes ikke lenger"):
        undo_last(programme=goal.programme, by=planner, at=LATER)

    assert Element.objects.get(pk=made.pk).binned_at is None


# -- What was before


def test_versions_and_prints_stand_and_are_read_by_the_city_but_nothing_later(twins, people, freeze, leave, client):
    before = freeze(twins)
    kept = list(Version.objects.filter(pk=before.pk).values())
    new = leave()
    after = freeze(twins)

    client.force_login(people["planner", "porsgrunn"])
    pages = [reverse("version_page", args=[version.pk]) for version in (before, after)]
    answers = [client.get(page).status_code for page in [*pages, reverse("programme_page", args=[twins.pk])]]
    listed = client.get(reverse("programme_versions", args=[new.pk])).content.decode()

    assert answers == [200, 404, 404]
    assert (pages[0] in listed, pages[1] in listed) == (True, False)
    assert list(Version.objects.filter(pk=before.pk).values()) == kept
    assert [row.city and row.city.slug for row in before.editions.order_by("pk")] == [None, "skien", "porsgrunn"]
    assert [row.city for row in after.editions.all()] == [None]
    assert Departure.objects.get().latest == 1


def test_the_old_programme_is_no_longer_told_by_its_name_of_today(twins, people, leave):
    new = leave()
    twins.elements.filter(parent=None).update(title="Hemmelig ny tittel")

    assert "Hemmelig" not in str(whole(new))
    assert not visible(people["lead", "porsgrunn"], Act.READ_PROGRAMME, Programme).filter(pk=twins.pk).exists()


# -- What is refused


@pytest.mark.parametrize("person", [("planner", "porsgrunn"), ("lead", "skien"), ("secretariat", "network")])
def test_only_its_own_lead_takes_a_city_out(twins, people, leave, person):
    with pytest.raises(Refused, match="Bare programlederen i Porsgrunn"):
        leave(by=people[person])

    assert len(circle_of(twins)) == 2
    assert not Departure.objects.exists()


def test_the_last_city_and_one_that_is_not_in_it_do_not_leave(programmes, twins, leave):
    before = Programme.objects.count()

    for programme, city, words in [
        (programmes.skien, "skien", "siste byen"),
        (programmes.skien, "porsgrunn", "ikke med"),
    ]:
        with pytest.raises(Refused, match=words):
            leave(programme, city)

    assert Programme.objects.count() == before


def test_the_same_form_twice_leaves_once(twins, people, client):
    client.force_login(people["lead", "porsgrunn"])
    page, sent = reverse("programme_leave", args=["porsgrunn", twins.pk]), {"uuid": uuid4(), "title": "Vårt eget"}

    answers = [client.post(page, sent) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Departure.objects.count() == Programme.objects.filter(predecessor=twins).count() == 1


# -- The page


def test_the_page_says_what_will_happen_before_it_does(twins, shared, people, freeze, client):
    freeze(twins)
    client.force_login(people["lead", "porsgrunn"])

    html = client.get(reverse("programme_leave", args=["porsgrunn", twins.pk])).content.decode()

    for words in (
        "3 felles elementer kopieres", "1 eget element følger med", "2 rader som gjelder Porsgrunn",
        "1 versjon fra før", "Disse blir igjen: Skien.", "Program skien-porsgrunn",
    ):  # fmt: skip
        assert words in html
    assert len(circle_of(twins)) == 2


def test_a_title_is_needed(twins, people, client):
    client.force_login(people["lead", "porsgrunn"])

    answer = client.post(reverse("programme_leave", args=["porsgrunn", twins.pk]), {"uuid": uuid4(), "title": " "})

    assert answer.status_code == 422
    assert len(circle_of(twins)) == 2


def test_the_last_city_is_told_on_the_page(programmes, people, client):
    client.force_login(people["lead", "skien"])

    answer = client.post(
        reverse("programme_leave", args=["skien", programmes.skien.pk]), {"uuid": uuid4(), "title": "Eget"}
    )

    assert answer.status_code == 422
    assert "Den siste byen kan ikke gå ut" in answer.content.decode()


def test_leaving_takes_as_many_statements_for_thirteen_cities_and_many_elements_as_for_two_and_few(
    cities, people, leave
):
    def cost(members, measures):
        programme = ProgrammeFactory(cities=members, title="Felles")
        goal = ElementFactory(parent=programme.elements.get(parent=None), kind=Kind.GOAL)
        for _n in range(measures):
            shared = ElementFactory(parent=goal)
            for city in members:
                Responsibility.objects.create(element=shared, city=city, words="Etat")
                ElementFactory(parent=goal, city=city)
        return len(statements(lambda: leave(programme)))

    rights_of(people["lead", "porsgrunn"])  # they are remembered
    few = cost([cities["skien"], cities["porsgrunn"]], 2)
    many = cost([*cities.values(), *CityFactory.create_batch(9)], 12)

    assert few == many
