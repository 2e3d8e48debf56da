"""The page of the prints one has asked for."""

import pytest
from django.urls import reverse

from cities.actions import give_role, withdraw_role
from cities.acts import RoleKind
from documents.actions import order_print
from documents.models import Print
from files.actions import store
from jobs.actions import claim, fail, give_back, step
from tests.documents.queues import REFUSED, again
from tests.documents.routes import AT
from tests.helpers.statements import statements

PAGE = "/utskrifter/"


@pytest.fixture
def planner(client, world):
    client.force_login(world.people["planner", "skien"])
    return client


def order(theirs, person, slug="skien") -> Print:
    return order_print(edition=theirs.editions.get(city__slug=slug), by=person, at=AT)


def shown(client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


@pytest.fixture
def wanted(world, theirs, planner):
    return order(theirs, world.people["planner", "skien"])


def test_a_waiting_print_tells_its_place_in_the_queue(planner, wanted):
    html = shown(planner)

    assert wanted.edition.version.title in html
    assert "Utgave for" in html
    assert "nummer 2 i køen" in html  # Porsgrunn's lead came first
    assert 'hx-trigger="every 5s"' in html


def test_a_running_print_tells_its_step(planner, wanted):
    step(claim(wanted.job.pk), "Skriver side 12 av 38")

    assert "Skriver side 12 av 38" in shown(planner)


def test_a_resting_print_has_no_place(planner, wanted):
    give_back(claim(wanted.job.pk))

    html = shown(planner)

    assert "I kø for utskrift" in html
    assert "i køen" not in html


def test_a_failed_print_says_why_and_is_tried_again_without_leaving_the_page(planner, wanted):
    fail(claim(wanted.job.pk), "Tegnet ꙮ finnes ikke i skriftene.")
    html = shown(planner)

    answer = planner.post(reverse("edition_print", args=[wanted.edition_id]), {"fra": "utskrifter"})

    assert "Tegnet ꙮ finnes ikke i skriftene." in html
    assert "Prøv igjen" in html
    assert "hx-trigger" not in html
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "i køen" in shown(planner)


def test_a_done_print_is_one_link_away_and_tells_its_pages(planner, wanted, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    file = store(b"%PDF-1.7", media_type="application/pdf", at=AT)
    Print.objects.filter(pk=wanted.pk).update(file=file, pages=38, printed_at=AT)

    html = shown(planner)

    assert "38 sider" in html
    assert reverse("print_download", args=[wanted.pk]) in html


def test_whoever_asked_too_sees_it_and_others_do_not(client, world, theirs, wanted):
    also, other = world.people["planner", "porsgrunn"], world.people["lead", "skien"]
    order_print(edition=wanted.edition, by=also, at=AT)

    found = {}
    for person in (also, other):
        client.force_login(person)
        found[person] = theirs.title in shown(client)

    assert found == {also: True, other: False}


def test_whoever_reads_nothing_any_more_finds_no_page(client, world, theirs):
    person = world.people["secretariat", "network"]
    order(theirs, person)
    client.force_login(person)
    before = theirs.title in shown(client)
    withdraw_role(role=person.roles.get(), by=None, at=AT)

    after = client.get(PAGE)

    assert (before, after.status_code) == (True, 404)


def test_what_one_may_no_longer_read_is_not_listed(client, world, theirs):
    """Who went from Skien to Oslo still has a page of prints, but not those of Skien's."""
    person = world.people["planner", "skien"]
    order(theirs, person)
    withdraw_role(role=person.roles.get(), by=None, at=AT)
    give_role(person=person, kind=RoleKind.PLANNER, city=world.cities["oslo"], by=None, at=AT)
    client.force_login(person)

    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert theirs.title not in answer.content.decode()


def test_a_refusal_is_told_on_the_page_it_came_from(client, full):
    person, edition = full
    client.force_login(person)

    answer = client.post(reverse("edition_print", args=[edition.pk]), {"fra": "utskrifter"}, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert REFUSED in answer.content.decode()


def test_the_page_costs_as_much_for_many_prints_as_for_one(planner, world, theirs, wanted, settings):
    settings.JOBS_PER_PERSON = 100
    planner.get(PAGE)
    few = statements(lambda: planner.get(PAGE))
    for _n in range(5):
        order(again(theirs, world.people["lead", "skien"]), world.people["planner", "skien"])

    many = statements(lambda: planner.get(PAGE))

    assert len(many) == len(few)
    assert len(many) <= 8


def test_the_version_leads_to_ones_prints(planner, theirs):
    assert f'href="{PAGE}"' in planner.get(reverse("version_page", args=[theirs.pk])).content.decode()
