"""A version is shared with a party: its contacts read that edition of it, and nothing else, until it is withdrawn."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from cities.access import forget_rights, visible
from cities.actions import withdraw_role
from cities.acts import Act
from common.refusals import Refused
from documents.actions import order_papers, order_print, share_version, table_version, withdraw_sharing
from documents.models import Edition, Print, Sharing, Version
from history.models import Entry
from post.models import Letter
from tests.documents.conftest import PAIR
from tests.documents.routes import AT, lead

MINE, OTHER = ("contact", "md"), ("contact", "sd")


@pytest.fixture
def share(world):
    def act(edition, *codes, by="skien", **more) -> list[Sharing]:
        parties = [world.parties[code] for code in codes or ("md",)]
        return share_version(edition=edition, parties=parties, link=address_of, by=lead(world, by), at=AT, **more)

    return act


def address_of(version) -> str:
    return f"https://framtid.example/versjoner/{version.pk}/"


def joint(version) -> Edition:
    return version.editions.get(city=None)


def own(world, version, slug="skien") -> Edition:
    return version.editions.get(city=world.cities[slug])


def reached(person) -> list[set]:
    """What the person reads: the numbers of versions, and the cities of editions and of prints."""
    forget_rights(person)
    numbers = {version.number for version in visible(person, Act.READ_VERSION, Version)}
    editions = list(visible(person, Act.READ_VERSION, Edition))
    prints = [print.edition for print in visible(person, Act.READ_VERSION, Print)]
    return [numbers, *({one.city.slug if one.city else "joint" for one in rows} for rows in (editions, prints))]


NOTHING = [set()] * 3


@pytest.mark.parametrize(("which", "word"), [(joint, "joint"), (own, "skien")])
def test_a_contact_reads_the_edition_that_is_shared_and_no_other(world, version, theirs, share, which, word):
    for edition in [*version.editions.all(), *theirs.editions.all()]:
        order_print(edition=edition, limited=False, by=lead(world), at=AT)
    share(which(version) if which is joint else which(world, version))

    assert reached(world.people[MINE]) == [{version.number}, {word}, {word}]
    assert reached(world.people[OTHER]) == NOTHING
    assert not visible(world.people[MINE], Act.READ_PROGRAMME, Version).exists()


def test_the_papers_of_its_case_are_not_the_partys(world, version, route, share):
    papers = order_papers(route=route, step=route.steps.last(), by=lead(world), at=AT)
    share(papers.edition)

    assert papers.edition.prints.count() == 2
    assert [print.kind for print in visible(world.people[MINE], Act.READ_VERSION, Print)] == ["plain"]


def test_what_is_withdrawn_is_read_by_no_contact_any_more(world, version, share):
    (sharing,) = share(joint(version))
    before = reached(world.people[MINE])
    withdraw_sharing(sharing=sharing, by=lead(world), at=AT)
    withdraw_sharing(sharing=sharing, by=lead(world), at=AT)

    assert before == [{version.number}, {"joint"}, {"joint"}]
    assert reached(world.people[MINE]) == NOTHING
    acts = ["share_version", "withdraw_sharing"]
    assert list(Entry.objects.filter(act__in=acts).order_by("pk").values_list("act", flat=True)) == acts


def test_whoever_is_contact_no_longer_reads_it_no_longer(world, version, share):
    person = world.people[MINE]
    share(joint(version))
    before = reached(person)
    withdraw_role(role=person.roles.get(), by=None, at=AT)

    assert (before[0], reached(person)) == ({version.number}, NOTHING)


def test_the_contacts_are_written_to_once_however_often_the_form_is_sent(world, version, share):
    uuid = uuid4()
    first = share(joint(version), "md", "sd", uuid=uuid, message="Se på kapittel 2.", wanted_by=date(2009, 4, 1))
    again = share(joint(version), "md", "sd", uuid=uuid)
    share(joint(version), "md", uuid=uuid4())

    told = Letter.objects.order_by("to")
    assert first == again
    assert Sharing.objects.count() == 2
    assert [letter.to for letter in told] == [world.people[who].email for who in (MINE, OTHER)]
    words = ("Se på kapittel 2.", "Frist: 1.\u00a0april 2009", f"https://framtid.example/versjoner/{version.pk}/")
    assert all(word in told[0].body for word in words)


def test_a_form_sent_again_after_the_withdrawal_shares_nothing(world, version, share):
    uuid = uuid4()
    (sharing,) = share(joint(version), uuid=uuid)
    withdraw_sharing(sharing=sharing, by=lead(world), at=AT)
    share(joint(version), uuid=uuid)
    still = reached(world.people[MINE])
    share(joint(version), uuid=uuid4())

    assert (still, reached(world.people[MINE])[0]) == (NOTHING, {version.number})


def test_a_joint_version_waits_for_every_city_and_an_own_edition_for_none(world, theirs, share):
    with pytest.raises(Refused, match="har ikke godkjent"):
        share(joint(theirs))
    refused = Sharing.objects.count()
    share(own(world, theirs))

    assert (refused, reached(world.people[MINE])[1]) == (0, {"skien"})


def test_nobody_shares_or_takes_back_the_twins_edition(world, version, share):
    with pytest.raises(Refused):
        share(own(world, version, "porsgrunn"))
    (sharing,) = share(own(world, version, "porsgrunn"), by="porsgrunn")
    with pytest.raises(Refused):
        withdraw_sharing(sharing=sharing, by=lead(world), at=AT)

    assert Sharing.objects.get().withdrawn_at is None


def test_either_lead_takes_a_joint_edition_back_and_a_stranger_neither_shares_nor_takes(world, version, share):
    with pytest.raises(Refused):
        share(joint(version), by="oslo")
    (sharing,) = share(joint(version))
    with pytest.raises(Refused):
        withdraw_sharing(sharing=sharing, by=lead(world, "oslo"), at=AT)
    withdraw_sharing(sharing=sharing, by=lead(world, "porsgrunn"), at=AT)

    assert Sharing.objects.get().withdrawn_by == lead(world, "porsgrunn")


def test_the_edition_of_a_city_that_has_left_is_taken_back_by_those_who_are_left(world, version, share):
    (sharing,) = share(own(world, version, "porsgrunn"), by="porsgrunn")
    version.document.city_rows.filter(city=world.cities["porsgrunn"]).delete()
    with pytest.raises(Refused):
        share(own(world, version, "porsgrunn"), "sd")
    withdraw_sharing(sharing=sharing, by=lead(world), at=AT)

    assert Sharing.objects.get().withdrawn_by == lead(world)


# -- Pages


def test_a_lead_shares_on_a_page_and_takes_it_back_there(client, world, version):
    client.force_login(lead(world))
    page = reverse("version_share", args=[version.pk])
    typed = {"uuid": uuid4(), "edition": own(world, version).pk, "message": "Hva mangler?", "wanted_by": "1.4.2009"}

    missing = client.post(page, typed)
    answer = client.post(page, typed | {"parties": world.parties["md"].pk})
    shown = client.get(answer.url).content.decode()
    client.post(reverse("sharing_withdraw", args=[Sharing.objects.get().pk]))

    assert (missing.status_code, "Hva mangler?" in missing.content.decode(), answer.status_code) == (422, True, 302)
    assert all(words in shown for words in ("Miljøverndepartementet", "utgaven for Skien", "frist 1.\u00a0april 2009"))
    assert "Ikke delt med noen." in client.get(answer.url).content.decode()


def test_only_editions_of_cities_one_leads_can_be_chosen(client, world, version):
    client.force_login(lead(world))
    page = reverse("version_share", args=[version.pk])
    sent = {"uuid": uuid4(), "parties": world.parties["md"].pk, "edition": own(world, version, "porsgrunn").pk}

    html, answer = client.get(page).content.decode(), client.post(page, sent)

    assert "Utgaven for Skien" in html
    assert "Utgaven for Porsgrunn" not in html
    assert (answer.status_code, Sharing.objects.count()) == (422, 0)


def test_a_party_without_a_contact_cannot_be_chosen(client, world, version):
    client.force_login(lead(world))
    page = reverse("version_share", args=[version.pk])
    withdraw_role(role=world.people[OTHER].roles.get(), by=None, at=AT)

    html = client.get(page).content.decode()

    assert "Miljøverndepartementet" in html
    assert "Samferdselsdepartementet" not in html


def test_the_contacts_page_tells_why_and_not_where_versions_lie(client, world, version, share):
    table_version(version=version, city=world.cities["porsgrunn"], by=lead(world, "porsgrunn"), at=AT)
    share(own(world, version), message="Hva mangler?")
    page = reverse("version_page", args=[version.pk])
    seen = {}
    for who in (MINE, ("planner", "skien"), OTHER):
        client.force_login(world.people[who])
        answer = client.get(page)
        seen[who] = answer.content.decode() if answer.status_code == 200 else ""

    assert all(words in seen[MINE] for words in ("Delt med Miljøverndepartementet", "Hva mangler?", "Sykkelvei"))
    assert "Lagt fram" not in seen[MINE]
    assert "Lagt fram" in seen["planner", "skien"]
    assert "Delt for tilbakemelding" not in seen[MINE]
    assert "Delt for tilbakemelding" in seen["planner", "skien"]
    assert seen[OTHER] == ""


def test_a_withdrawn_version_is_gone_with_its_prints_at_the_next_request(client, world, version, share, settings):
    client.force_login(world.people[MINE])
    (sharing,) = share(joint(version))
    pages = [
        reverse("version_page", args=[version.pk]),
        reverse("print_state", args=[joint(version).prints.first().pk]),
    ]
    before = [client.get(page).status_code for page in pages]
    withdraw_sharing(sharing=sharing, by=lead(world), at=AT)

    assert (before, [client.get(page).status_code for page in pages]) == ([200, 200], [404, 404])


def test_every_city_may_read_with_whom_its_version_is_shared(world, version, share):
    share(own(world, version))

    for slug in PAIR:
        assert visible(world.people["planner", slug], Act.READ_PROGRAMME, Sharing).exists()
    for who in (("planner", "oslo"), ("politician", "skien"), MINE):
        assert not visible(world.people[who], Act.READ_PROGRAMME, Sharing).exists()
