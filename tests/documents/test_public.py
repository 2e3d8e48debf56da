"""A public case: everybody reads it, with an account or without, and nothing beside it."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cities.access import opened, readable
from cities.acts import Act
from common.refusals import Refused
from documents.actions import (
    freeze,
    make_public,
    start_route,
    table_version,
    withdraw_public,
    withdraw_tabling,
)
from documents.models import Edition, Opening, Print, Route, Tabling, Version
from files.actions import store
from history.models import Entry
from tests.documents.queues import again
from tests.documents.routes import AT, DAY, add, decide, lead
from tests.helpers.statements import statements

PDF = b"%PDF-1.7 utskriften"
NOBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def case(world, version):
    """Skien's case of the twins' version, laid before its politicians, with a hearing and a decision. Not public."""
    table_version(version=version, city=world.cities["skien"], by=lead(world), at=AT)
    route = Route.objects.for_door().get()
    add(route, "Offentlig høring", lead(world), kind="hearing")
    decide(route, add(route, "Bystyret", lead(world), deciding=True), lead(world))
    return route


@pytest.fixture
def public(world, case):
    make_public(route=case, by=lead(world), at=AT)
    return case


def printed(version, slug=None) -> Print:
    wanted = Print.objects.filter(edition__version=version, edition__city__slug=slug).first()
    file = store(PDF, media_type="application/pdf", at=AT)
    Print.objects.filter(pk=wanted.pk, file=None).update(file=file, pages=3, printed_at=AT)
    return wanted


def pages(route) -> list[str]:
    """The pages of a case that are for everybody when it is public."""
    hearing = route.steps.get(kind="hearing")
    return [
        *(reverse(name, args=[route.pk]) for name in ("treatment_page", "treatment_changes")),
        reverse("hearing_page", args=[route.pk, hearing.pk]),
        reverse("version_page", args=[route.version_id]),
        reverse("print_download", args=[printed(route.version).pk]),
        reverse("print_download", args=[printed(route.version, "skien").pk]),
    ]


def fetched(client, address):
    """The answer, read to its end."""
    answer = client.get(address)
    answer.body = answer.getvalue()
    return answer


def statuses(client, addresses) -> list[int]:
    return [fetched(client, address).status_code for address in addresses]


def acts() -> list[tuple]:
    return list(Entry.objects.filter(act__contains="public").order_by("pk").values_list("act", "person_name", "title"))


# -- The acts


def test_making_a_case_public_and_taking_it_back_stand_in_the_history_with_who_and_when(world, case):
    for act in (make_public, make_public, withdraw_public, withdraw_public, make_public):
        act(route=case, by=lead(world), at=AT)

    tabling, who = Tabling.objects.get(), str(lead(world))
    assert (tabling.public_at, tabling.public_by) == (AT, lead(world))
    assert acts() == [(act, who, "Skien") for act in ("make_public", "withdraw_public", "make_public")]


@pytest.mark.parametrize("who", [("lead", "porsgrunn"), ("planner", "skien"), ("secretariat", "network")])
def test_only_the_citys_lead_decides_who_may_read_its_case(world, public, who):
    with pytest.raises(Refused):
        withdraw_public(route=public, by=world.people[who], at=AT)
    withdraw_public(route=public, by=lead(world), at=AT)
    with pytest.raises(Refused):
        make_public(route=public, by=world.people[who], at=AT)

    assert Tabling.objects.get().public_at is None


def test_what_does_not_lie_before_the_politicians_cannot_be_public(world, version):
    route = start_route(version=version, city=world.cities["skien"], by=lead(world), at=AT)

    with pytest.raises(Refused, match="ligger ikke framme"):
        make_public(route=route, by=lead(world), at=AT)

    assert acts() == []


# -- What is open to all


def open_to_all() -> list:
    """What is open of each sort; of editions and prints, whose."""
    whose = [{row.city_id and row.city.slug for row in opened(Act.READ_VERSION, Edition)}]
    whose.append({row.edition.city_id and row.edition.city.slug for row in opened(Act.READ_VERSION, Print)})
    return [set(opened(Act.READ_VERSION, model)) for model in (Route, Version)] + whose


def test_of_a_public_case_the_version_the_joint_and_the_own_edition_are_open(world, public):
    start_route(version=public.version, city=world.cities["porsgrunn"], by=lead(world, "porsgrunn"), at=AT)
    again(public.version, lead(world))

    assert Edition.objects.filter(version=public.version).count() == 3
    assert open_to_all() == [{public}, {public.version}, {None, "skien"}, {None, "skien"}]


def test_nothing_is_open_before_somebody_says_so_nor_after_it_is_taken_back(world, case):
    before = open_to_all()
    make_public(route=case, by=lead(world), at=AT)
    withdraw_public(route=case, by=lead(world), at=AT)

    assert before == open_to_all() == [set()] * 4


def test_what_is_withdrawn_from_the_politicians_is_open_to_nobody_and_laid_anew_it_is_not_public(world, public):
    withdraw_tabling(tabling=Tabling.objects.get(), by=lead(world), at=AT)
    withdrawn = open_to_all()
    table_version(version=public.version, city=public.city, by=lead(world), at=AT)

    assert withdrawn == open_to_all() == [set()] * 4


def test_only_reading_is_open(public):
    assert {act for act in Act if opened(act, Route).exists()} == {
        Act.READ_VERSION, Act.READ_GATHERING, Act.READ_AGREEMENT,
    }  # fmt: skip


def test_who_reads_by_a_role_reads_what_is_open_elsewhere_too(world, public, theirs):
    numbers = {
        who: sorted(version.number for version in readable(world.people.get(who, NOBODY), Act.READ_VERSION, Version))
        for who in (("planner", "skien"), ("politician", "oslo"), ("contact", "md"), "nobody")
    }

    assert list(numbers.values()) == [[1, 2], [1], [1], [1]]


# -- The pages


def test_everybody_reads_a_public_case(client, world, public):
    anonymous = statuses(client, pages(public))
    client.force_login(world.people["stranger"])

    assert anonymous == statuses(client, pages(public)) == [200] * 6
    assert fetched(client, pages(public)[-1]).body == PDF


def test_what_is_not_public_answers_somebody_without_an_account_like_what_is_missing(client, world, public):
    whole = pages(public)
    withdraw_public(route=public, by=lead(world), at=AT)

    closed, missing = (
        [client.get(one).headers.get("Location") for one in some]
        for some in (whole, [re.sub(r"\d+/", "987654/", one, count=1) for one in whole])
    )

    assert closed == [f"/konto/inn/?next={one}" for one in whole]
    assert [re.sub(r"\d+", "", one) for one in missing] == [re.sub(r"\d+", "", one) for one in closed]
    client.force_login(world.people["stranger"])
    assert statuses(client, whole) == [404] * 6


def test_nothing_else_opens(client, world, public):
    wanted = printed(public.version)
    theirs = Print.objects.create(edition=public.version.editions.get(city=world.cities["porsgrunn"]), mark="draft")
    read = [
        reverse("print_state", args=[wanted.pk]),
        *(reverse(name) for name in ("treatment", "print_queue", "front", "programme_list")),
        reverse("print_download", args=[theirs.pk]),
        reverse("route_page", args=[public.pk]),
    ]
    ordered = reverse("edition_print", args=[wanted.edition_id])

    anonymous = [client.get(one).headers["Location"].split("?")[0] for one in read]
    posted = client.post(ordered).headers["Location"].split("?")[0]
    client.force_login(world.people["politician", "oslo"])
    listed = client.get(reverse("treatment")).content.decode()

    assert {*anonymous, posted} == {"/konto/inn/"}
    assert public.version.title not in listed
    closed = statuses(client, [read[0], *read[5:]])
    assert [*closed, client.post(ordered).status_code] == [404] * 4


@pytest.mark.parametrize("who", [None, "stranger", ("politician", "oslo"), ("politician", "porsgrunn")])
def test_every_link_leads_somewhere_open(client, world, public, who):
    if who:
        client.force_login(world.people[who])
    found = set()
    for page in [*pages(public)[:4], reverse("file_check")]:
        found |= set(re.findall(r'(?:href|hx-get|action)="(/[^"#]*)', client.get(page).content.decode()))

    links = sorted(one for one in found if not one.startswith(("/static/", "/konto/ut/", "/konto/passord/")))

    assert len(links) >= 6
    assert {one: status for one, status in zip(links, statuses(client, links), strict=True) if status != 200} == {}


def test_the_page_tells_nothing_of_the_twins_case_nor_of_people(client, world, public):
    theirs = start_route(version=public.version, city=world.cities["porsgrunn"], by=lead(world, "porsgrunn"), at=AT)
    add(theirs, "Tvillingens utvalg", lead(world, "porsgrunn"))
    later = freeze(
        document=public.version.document, day=DAY, content=lambda: public.version.data | {"text": "<p>En annen</p>"},
        format=2, city=world.cities["porsgrunn"], tabled_in=[world.cities["porsgrunn"]], key=uuid4(),
        by=lead(world, "porsgrunn"), at=AT,
    )[0]  # fmt: skip
    hidden = ["Tvillingens utvalg", later.shared_code, str(lead(world)), str(lead(world, "porsgrunn"))]

    told = {one: client.get(one).content.decode() for one in pages(public)[:4]}
    client.force_login(world.people["politician", "skien"])
    politician = client.get(pages(public)[0]).content.decode()

    assert [(word, one) for one, html in told.items() for word in hidden if word in html] == []
    assert "Vedtatt" in told[pages(public)[0]]
    assert [word in politician for word in hidden[:2]] == [True, True]


def test_a_twin_that_makes_its_case_public_too_is_told_of(client, world, public):
    porsgrunn = world.cities["porsgrunn"]
    table_version(version=public.version, city=porsgrunn, by=lead(world, "porsgrunn"), at=AT)
    theirs = Route.objects.for_door().get(city=porsgrunn)
    add(theirs, "Tvillingens utvalg", lead(world, "porsgrunn"))
    before = client.get(pages(public)[0]).content.decode()
    make_public(route=theirs, by=lead(world, "porsgrunn"), at=AT)

    after = client.get(pages(public)[0]).content.decode()

    assert ["Tvillingens utvalg" in html for html in (before, after)] == [False, True]


def test_a_print_on_its_way_is_neither_followed_nor_ordered_by_everybody(client, public):
    html = client.get(reverse("treatment_page", args=[public.pk])).content.decode()

    assert html.count("PDF-en er ikke ferdig ennå.") == 2
    assert "hx-get" not in html
    assert "<form" not in html


def test_somebody_without_an_account_is_shown_changes_since_the_version_before_that_is_public(client, world, public):
    hidden = again(public.version, lead(world))
    content = public.version.data | {"text": "<p>Nå med bybane</p>"}
    newest, _made = freeze(
        document=hidden.document, day=DAY, content=lambda: content, format=2, city=world.cities["skien"],
        tabled_in=[world.cities["skien"]], key=uuid4(), by=lead(world), at=AT,
    )  # fmt: skip
    route = newest.routes.get()
    make_public(route=route, by=lead(world), at=AT)
    address = reverse("treatment_changes", args=[route.pk])

    html = client.get(address).content.decode()
    asked = statuses(client, [f"{address}?fra={version}" for version in (public.version_id, hidden.pk, 987_654)])

    assert "Fra Versjon 1 til Versjon 3" in html
    assert "Versjon 2" not in html
    assert asked == [200, 404, 404]
    assert not Opening.objects.exists()


def test_the_page_costs_as_much_for_many_versions_as_for_one(client, world, public):
    address = reverse("treatment_page", args=[public.pk])
    few = len(statements(lambda: client.get(address)))
    for _n in range(3):
        later = again(public.version, lead(world))
        start_route(version=later, city=public.city, by=lead(world), at=AT)
        table_version(version=later, city=public.city, by=lead(world), at=AT)
        make_public(route=later.routes.get(), by=lead(world), at=AT)

    assert len(statements(lambda: client.get(address))) == few <= 8


# -- How the lead says so


def test_a_lead_reads_what_becomes_public_and_says_so(client, world, case):
    client.force_login(lead(world))
    page, confirm = (reverse(name, args=[case.pk]) for name in ("route_page", "case_publish"))
    offered = client.get(page).content.decode()
    told = client.get(confirm).content.decode()
    written = Tabling.objects.get().public_at

    client.post(confirm)
    after = client.get(page).content.decode()

    assert f'href="{confirm}"' in offered
    assert "der også det som er eget for Porsgrunn" in " ".join(told.split())
    assert written is None
    assert f"Gjort offentlig av {lead(world)}" in after
    client.post(reverse("case_withdraw", args=[case.pk]))
    assert f'href="{confirm}"' in client.get(page).content.decode()


def test_what_was_withdrawn_while_the_lead_read_is_not_made_public(client, world, case):
    client.force_login(lead(world))
    withdraw_tabling(tabling=Tabling.objects.get(), by=lead(world), at=AT)

    answer = client.post(reverse("case_publish", args=[case.pk]), follow=True).content.decode()

    assert "Saken ligger ikke framme for de folkevalgte." in answer
    assert "Saken kan bli offentlig når versjonen er lagt fram" in answer
    assert not Tabling.objects.public().exists()
