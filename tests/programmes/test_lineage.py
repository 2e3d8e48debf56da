"""What was split or joined goes on: its history, its number, and the texts that name it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from history.queries import history_of
from programmes.actions import empty_bin, go_back, save_field, save_row
from programmes.actions.heirs import take_over
from programmes.actions.placing import put_away
from programmes.fields import field_of
from programmes.lineage import history_through, led_to
from programmes.models import Element, NumberAlias, Responsibility
from programmes.readiness import readiness_of
from programmes.tables import ANSWERS
from tests.helpers.statements import statements
from tests.programmes.branch import grow

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
BEFORE, AFTER = AT - timedelta(hours=1), AT + timedelta(hours=1)


@pytest.fixture
def branch(programmes):
    return grow(programmes)


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


def write(measure, words, base, by, at):
    save_field(element=measure, field=field_of("measure", "note"), value=words, base=base, by=by, at=at)


@pytest.fixture
def heirs(programmes, branch, planner):
    """The branch as each city's own; what was shared lies in the bin. By the city's slug: id of the shared → heir."""
    write(branch.measure, "Skrevet felles", 0, planner, BEFORE)
    top, taken = branch.strategy, {}
    for slug in ("skien", "porsgrunn"):
        city = programmes.world.cities[slug]
        taken[slug] = take_over(top, city=city, scope=city, parent=top.parent, at=AT).heirs
    put_away(Element.objects.get(pk=top.pk), AT)
    return taken


def test_an_heirs_history_goes_on_in_what_it_carries_on_until_then(branch, heirs, planner):
    heir = heirs["skien"][branch.measure.pk]
    write(heir, "Skrevet eget", 1, planner, AFTER)
    Element.objects.filter(pk=branch.strategy.pk).update(binned_at=None, position=99)
    write(branch.measure, "Skrevet siden", 1, planner, AFTER)

    told = [entry.after for entry in history_through(heir).filter(field="note").order_by("pk")]

    assert told == ["Skrevet felles", "Skrevet eget"]


def test_the_history_is_read_in_as_many_statements_however_much_is_carried_on(client, branch, heirs, planner):
    heir = heirs["skien"][branch.measure.pk]
    client.force_login(planner)
    page = reverse("element_panel", args=[heir.pk]) + "?panel=historikk"
    client.get(page)
    few = statements(lambda: client.get(page))
    NumberAlias.objects.bulk_create(NumberAlias(number=n, origin=n, element=heir, at=AT) for n in range(20))

    many = statements(lambda: client.get(page))

    assert len(many) == len(few)
    assert "Skrevet felles" in client.get(page).text


def test_a_change_before_the_split_is_compared_and_gone_back_to(client, branch, heirs, planner):
    write(heirs["skien"][branch.measure.pk], "Skrevet eget", 1, planner, AFTER)
    heir = Element.objects.for_door().get(pk=heirs["skien"][branch.measure.pk].pk)
    entry = history_of("element", branch.measure.pk).get(field="note")
    client.force_login(planner)

    page = client.get(reverse("element_change", args=[heir.pk, entry.pk]) + "?mot=na")
    go_back(element=heir, entry=entry, by=planner, at=AFTER)

    assert "eget" in page.text
    assert Element.objects.get(pk=heir.pk).measure.note == "Skrevet felles"


def test_a_row_says_again_what_it_said_before_the_split(branch, programmes, planner):
    city = programmes.world.cities["skien"]
    values = {"words": "Byplan", "part": "responsible", "part_words": "", "certain": True, "span": None}
    row = save_row(element=branch.measure, table=ANSWERS, values=values, city=city, by=planner, at=BEFORE)
    top = branch.strategy
    heir = take_over(top, city=city, scope=city, parent=top.parent, at=AT).heirs[branch.measure.pk]
    entry = history_of("element", branch.measure.pk).get(field="responsibility")
    copy = Responsibility.objects.get(element=heir, words="Byplan")
    save_row(
        element=heir, table=ANSWERS, row=copy, values=values | {"words": "Bydrift"}, city=None, base=copy.revision,
        by=planner, at=AFTER,
    )  # fmt: skip

    go_back(element=Element.objects.for_door().get(pk=heir.pk), entry=entry, by=planner, at=AFTER)

    copy.refresh_from_db()
    assert copy.words == "Byplan"
    assert copy.uuid != row.uuid
    assert Responsibility.objects.filter(element=heir).count() == 3


@pytest.mark.parametrize(
    ("person", "lands"),
    [(("planner", "skien"), "skien"), (("planner", "porsgrunn"), "porsgrunn"), (("secretariat", "network"), None)],
)
def test_a_number_that_was_split_leads_to_ones_own_citys_heir_and_others_to_what_was_split(
    programmes, branch, heirs, person, lands
):
    found = led_to(branch.strategy.programme, branch.strategy.number, programmes.world.people[person])

    assert found == (heirs[lands][branch.strategy.pk] if lands else branch.strategy)


def test_a_number_whose_only_heir_stands_leads_there(programmes, branch, heirs):
    put_away(Element.objects.get(pk=heirs["porsgrunn"][branch.strategy.pk].pk), AT)

    secretariat = programmes.world.people["secretariat", "network"]

    assert led_to(branch.measure.programme, branch.strategy.number, secretariat) == heirs["skien"][branch.strategy.pk]


def test_a_text_that_names_what_was_split_points_at_nothing_dead(programmes, branch, heirs):
    programme = branch.strategy.programme
    root = programme.elements.get(parent=None)
    Element.objects.filter(pk=root.pk).update(
        text=f'<p>Se {branch.measure.code} og <a href="http://localhost/handlingsprogram/element/{branch.goal.pk}/">her</a>.</p>'
    )

    def dead() -> list[str]:
        found = readiness_of(programme).found
        return [gap.detail for rule, gaps in found.items() if rule.key == "link" for gap in gaps]

    led_on = dead()
    empty_bin(before=AFTER, by=None, at=AFTER)
    emptied = dead()
    for taken in heirs.values():
        put_away(Element.objects.get(pk=taken[branch.strategy.pk].pk), AT)

    assert led_on == []
    assert emptied == [f"http://localhost/handlingsprogram/element/{branch.goal.pk}/"]
    assert dead() == [f"http://localhost/handlingsprogram/element/{branch.goal.pk}/", branch.measure.code]
