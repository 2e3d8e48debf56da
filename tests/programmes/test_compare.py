"""The page that lays two versions, or a version and the draft, beside each other."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from programmes.actions import bin_element, freeze_programme, move_element, save_field
from programmes.fields import field_of
from tests.factories.programmes import ElementFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)


@pytest.fixture
def lead(programmes):
    return programmes.world.people["lead", "skien"]


def freeze(programme, by):
    return freeze_programme(programme=programme, day=date(2009, 2, 9), key=uuid4(), by=by, at=AT)


def save(element, name, value, by):
    element.refresh_from_db()
    base = element.revision(name)
    save_field(element=element, field=field_of(element.kind, name), value=value, base=base, by=by, at=AT)


def compared(client, programme, person, **sides):
    client.force_login(person)
    return client.get(reverse("programme_compare", args=[programme.pk]), sides)


def test_newest_version_and_the_draft_are_compared_unless_others_are_chosen(client, programmes, lead):
    measure = programmes["bare-skien"]
    first = freeze(programmes.skien, lead)
    save(measure, "text", "<p>Tekst annet bare-skien</p>", lead)
    second = freeze(programmes.skien, lead)
    save(measure, "title", "Ny tittel", lead)

    since = compared(client, programmes.skien, lead)
    between = compared(client, programmes.skien, lead, fra=first.pk, til=second.pk)
    backwards = compared(client, programmes.skien, lead, fra=second.pk, til=first.pk)

    new, gone = '<ins><span class="sr">satt inn: </span>{}</ins>', '<del><span class="sr">tatt ut: </span>{}</del>'
    assert f"{new.format('Ny tittel')}" in since.content.decode()
    assert "annet" not in since.content.decode()
    assert f"<p>Tekst {gone.format('felles')}{new.format('annet')} bare-skien</p>" in between.content.decode()
    assert f"<p>Tekst {gone.format('annet')}{new.format('felles')} bare-skien</p>" in backwards.content.decode()


def test_new_deleted_and_moved_elements_are_marked(client, programmes, lead):
    goal, measure = programmes["bare-skien:goal"], programmes["bare-skien"]
    other = ElementFactory(parent=goal, title="Flyttes")
    freeze(programmes.skien, lead)
    ElementFactory(parent=goal, title="Kommet til", text="<p>Helt nytt</p>")
    move_element(element=other, parent=goal.parent, position=0, by=lead, at=AT)
    bin_element(element=measure, by=lead, at=AT)

    page = compared(client, programmes.skien, lead).content.decode()

    told = [
        " ".join(re.sub("<[^>]*>", " ", article).split()) for article in re.findall("(?s)<article.*?</article>", page)
    ]
    assert [re.sub(r"T-\d+", "T", one) for one in told] == [
        "Tiltak · 1.1 · T Flyttes Flyttet fra 1.1.2 til 1.1",
        "Tiltak · 1.1.1 · T Tittel felles bare-skien Slettet Vis det som er slettet Tekst Tekst felles bare-skien",
        "Tiltak · 1.2.1 · T Kommet til Nytt Tekst Helt nytt",
    ]


def test_nothing_changed_the_same_twice_and_nothing_frozen_are_said(client, programmes, lead):
    before = compared(client, programmes.skien, lead)
    version = freeze(programmes.skien, lead)
    unchanged = compared(client, programmes.skien, lead)
    twice = compared(client, programmes.skien, lead, fra=version.pk, til=version.pk)

    assert "Ingen versjoner ennå" in before.content.decode()
    assert "Ingen forskjell" in unchanged.content.decode()
    assert "det samme to ganger" in twice.content.decode()


@pytest.mark.parametrize("side", ["0", "-1", "1e9", "noe", str(10**30), ""])
def test_side_that_is_none_of_the_choices_is_not_found(client, programmes, lead, side):
    freeze(programmes.skien, lead)

    assert compared(client, programmes.skien, lead, fra=side).status_code == 404
    assert compared(client, programmes.skien, lead, til=side).status_code == 404


def test_version_of_another_programme_is_not_found_by_whoever_may_read_both(client, programmes, lead):
    theirs = freeze(programmes.twins["skien", "porsgrunn"], lead)
    freeze(programmes.skien, lead)

    assert compared(client, programmes.skien, lead, fra=theirs.pk).status_code == 404
    assert compared(client, programmes.twins["skien", "porsgrunn"], lead, fra=theirs.pk).status_code == 200


def test_politician_and_stranger_do_not_find_the_page(client, programmes, lead):
    freeze(programmes.skien, lead)

    for person in (("politician", "skien"), ("planner", "oslo")):
        assert compared(client, programmes.skien, programmes.world.people[person]).status_code == 404


def test_comparing_takes_as_many_statements_for_many_versions_and_elements_as_for_few(client, programmes, lead):
    programme, goal = programmes.skien, programmes["bare-skien:goal"]
    first = freeze(programme, lead)
    sides = {"fra": first.pk, "til": "utkast"}
    compared(client, programme, lead, **sides)
    few = statements(lambda: compared(client, programme, lead, **sides))

    for number in range(6):
        ElementFactory(parent=goal, title=f"Tiltak {number}")
    freeze(programme, lead)
    many = statements(lambda: compared(client, programme, lead, **sides))

    assert len(many) == len(few)
    assert sum('"content"' in one for one in many) == 1


def test_list_of_versions_leads_to_the_comparison(client, programmes, lead):
    version = freeze(programmes.skien, lead)
    client.force_login(lead)

    page = client.get(reverse("programme_versions", args=[programmes.skien.pk])).content.decode()

    assert f'href="{reverse("programme_compare", args=[programmes.skien.pk])}?fra={version.pk}&amp;til=utkast"' in page
