"""Versions per city and joint: what can be frozen, what it says of the others, and how they are compared."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from documents.actions import register_decision, save_step, table_version, withdraw_tabling
from documents.models import Print, Step, Tabling, Version
from documents.standing import other_texts
from documents.tasks import press
from documents.treatment import VALUES
from programmes.actions import freeze_programme, save_field
from programmes.fields import field_of
from programmes.models import Element, Programme
from tests.helpers.approval import approve_for_all

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
PAIR = "skien", "porsgrunn"
NAME = "skien-porsgrunn"


@pytest.fixture
def twins(programmes):
    return programmes.twins[PAIR]


@pytest.fixture
def lead(client, programmes):
    client.force_login(programmes.world.people["lead", "skien"])
    return client


def freeze_form(client, programme, **data):
    return client.post(
        reverse("programme_freeze", args=[programme.pk]), {"key": uuid4(), "day": "2009-02-09", **data}
    )  # fmt: skip


def own_version(programmes, slug):
    """A city's own version, laid before its politicians."""
    city, by = programmes.world.cities[slug], programmes.world.people["lead", slug]
    programme = Programme.objects.titled().get(pk=programmes.twins[PAIR].pk)
    return freeze_programme(
        programme=programme, day=date(2009, 2, 9), city=city, tabled_in=[city], key=uuid4(), by=by, at=AT
    )  # fmt: skip


def retitle(element, title, by):
    element = Element.objects.for_door().get(pk=element.pk)
    field = field_of(element.kind, "title")
    save_field(element=element, field=field, value=title, base=element.revision("title"), by=by, at=AT)


def test_a_lead_freezes_the_own_edition_alone_and_lays_it_before_the_politicians(lead, programmes, twins):
    skien = programmes.world.cities["skien"]

    answer = freeze_form(lead, twins, city=skien.pk, tabled_in=skien.pk)

    version = Version.objects.get()
    assert answer.url == reverse("version_page", args=[version.pk])
    assert (version.city, [edition.city for edition in version.editions.all()]) == (skien, [skien])
    assert Tabling.objects.get().version == version
    assert "eget for porsgrunn" not in version.content


def test_a_joint_version_without_every_approval_is_refused_beside_the_form_and_keeps_what_was_typed(
    lead, programmes, twins
):
    skien = programmes.world.cities["skien"]

    answer = freeze_form(lead, twins, city="", tabled_in=skien.pk, day="2009-03-01")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Skien og Porsgrunn har ikke godkjent fellesdelen slik den står i versjonen." in html
    assert "2009-03-01" in html
    assert Version.objects.count() == 0


def test_the_form_tells_who_is_waited_for(lead, programmes, twins):
    approve_for_all(twins, programmes.world, cities=["skien"])

    html = lead.get(reverse("programme_freeze", args=[twins.pk])).content.decode()

    assert "Porsgrunn har ikke godkjent fellesdelen slik den er nå." in html
    assert reverse("programme_shared", args=[twins.pk]) in html


@pytest.mark.parametrize("slug", ["porsgrunn", "oslo"])
def test_another_citys_edition_is_not_among_what_can_be_frozen(lead, programmes, twins, slug):
    answer = freeze_form(lead, twins, city=programmes.world.cities[slug].pk)

    assert answer.status_code == 422
    assert Version.objects.count() == 0


def test_a_programme_of_one_city_asks_nothing_about_editions(lead, programmes):
    html = lead.get(reverse("programme_freeze", args=[programmes.skien.pk])).content.decode()

    assert "Hva som låses" not in html
    assert freeze_form(lead, programmes.skien).status_code == 302


def test_a_joint_version_is_laid_before_each_city_by_its_own_lead(programmes, twins):
    approve_for_all(twins, programmes.world)
    people = programmes.world.people
    version = freeze_programme(
        programme=Programme.objects.titled().get(pk=twins.pk), day=date(2009, 2, 9), key=uuid4(),
        by=people["lead", "skien"], at=AT,
    )  # fmt: skip

    for slug in PAIR:
        table_version(version=version, city=programmes.world.cities[slug], by=people["lead", slug], at=AT)

    assert {tabling.city.slug for tabling in version.tablings.all()} == set(PAIR)


# -- Two texts


@pytest.fixture
def two_texts(programmes):
    """Skien's and Porsgrunn's versions lie before their politicians, with another shared sentence in each."""
    ours = own_version(programmes, "skien")
    retitle(programmes[NAME], "Gangvei", programmes.world.people["planner", "porsgrunn"])
    return ours, own_version(programmes, "porsgrunn")


def test_both_pages_and_the_politicians_tell_of_the_other_text(client, programmes, two_texts):
    ours, theirs = two_texts
    found = {}
    for version, slug, other in [(ours, "skien", "Porsgrunn"), (theirs, "porsgrunn", "Skien")]:
        words = f"I {other} ligger en annen fellestekst til behandling"
        client.force_login(programmes.world.people["lead", slug])
        page = client.get(reverse("version_page", args=[version.pk])).content.decode()
        client.force_login(programmes.world.people["politician", slug])
        case = client.get(reverse("treatment_page", args=[version.routes.get().pk])).content.decode()
        found[slug] = words in page, words in case, version.shared_code in page

    assert found == {"skien": (True, True, True), "porsgrunn": (True, True, True)}


def test_equal_texts_say_nothing(lead, programmes):
    ours = own_version(programmes, "skien")
    own_version(programmes, "porsgrunn")

    html = lead.get(reverse("version_page", args=[ours.pk])).content.decode()

    assert "annen fellestekst" not in html


def test_a_later_print_tells_of_the_other_text(programmes, two_texts, monkeypatch):
    ours, theirs = two_texts
    told = []
    monkeypatch.setattr("documents.tasks.print_pdf", lambda content, **more: told.append(more["others"]))

    press(ours.editions.get().prints.get())

    assert told == [[("Porsgrunn", theirs.number, theirs.shared_sha256, False)]]


def test_what_the_twin_has_adopted_counts_before_what_lies_there_later(client, programmes, two_texts):
    ours, theirs = two_texts
    adopt(theirs.routes.get(), programmes.world.people["lead", "porsgrunn"])
    retitle(programmes[NAME], "Gangvei og vel så det", programmes.world.people["planner", "porsgrunn"])
    own_version(programmes, "porsgrunn")
    withdraw_tabling(tabling=theirs.tablings.get(), by=programmes.world.people["lead", "porsgrunn"], at=AT)
    client.force_login(programmes.world.people["politician", "skien"])

    case = client.get(reverse("treatment_page", args=[ours.routes.get().pk])).content.decode()

    assert [(one.version, one.adopted) for one in other_texts(ours)] == [(theirs, True)]
    assert f"I Porsgrunn er en annen fellestekst vedtatt: versjon {theirs.number}" in case
    assert "ligger en annen fellestekst" not in case


def adopt(route, lead):
    values = dict.fromkeys(VALUES, "") | {"kind": "meeting", "state": "planned", "body": None, "day": None}
    step = save_step(route=route, values=values | {"words": "Bystyret", "deciding": True}, by=lead, at=AT)
    told = dict.fromkeys(("present", "votes_for", "votes_against")) | dict.fromkeys(("votes", "text", "changes"), "")
    register_decision(route=route, step=step, values=told | {"outcome": "adopted", "day": AT.date()}, by=lead, at=AT)


# -- Compared


def compared(client, programme, **sides):
    return client.get(reverse("programme_compare", args=[programme.pk]), sides).content.decode()


def test_a_citys_own_version_is_compared_with_that_citys_edition_of_the_draft(lead, programmes, twins):
    own_version(programmes, "skien")
    retitle(programmes[f"{NAME}:skien"], "Helomvending", programmes.world.people["planner", "skien"])

    html = compared(lead, twins)

    assert "Helomvending" in html
    assert "eget for porsgrunn" not in html


def test_two_citys_versions_are_compared_in_what_they_share(lead, programmes, twins, two_texts):
    ours, theirs = two_texts

    html = compared(lead, twins, fra=ours.pk, til=theirs.pk)

    assert "Gangvei" in html
    assert "eget for" not in html


# -- Frozen for a meeting


MEETING = {
    "words": "Formannskapet", "meeting": "26. februar 2009", "case_number": "12/09",
    "recommendation": "Programmet vedtas.",
}  # fmt: skip


def test_freezing_for_a_meeting_begins_the_treatment_there_and_orders_its_papers(lead, programmes):
    skien = programmes.world.cities["skien"]

    freeze_form(lead, programmes.skien, tabled_in=skien.pk, **MEETING)

    step = Step.objects.get()
    assert (step.route.city, step.words, str(step.day)) == (skien, "Formannskapet", "26. februar 2009")
    assert (step.case_number, step.recommendation, step.deciding) == ("12/09", "Programmet vedtas.", False)
    papers = Print.objects.get(step=step)
    assert (papers.kind, papers.told["number"], papers.mark) == ("case", "12/09", Print.Mark.TREATMENT)


def test_the_citys_own_body_is_known_again_and_its_highest_one_decides(lead, programmes):
    body = programmes.world.cities["skien"].party.bodies.get(highest=True)

    freeze_form(lead, programmes.skien, tabled_in=body.party.city.pk, words=body.name.upper())

    assert (Step.objects.get().body, Step.objects.get().deciding) == (body, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"meeting": "26. februar 2009"}, "Skriv hvilket organ møtet er i."),
        ({"words": "Formannskapet"}, "Velg hvor versjonen skal legges fram"),
    ],
)
def test_half_a_meeting_is_asked_about_and_nothing_frozen(lead, programmes, typed, said):
    answer = freeze_form(lead, programmes.skien, **typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Version.objects.exists()


def test_the_same_form_sent_twice_begins_one_treatment(lead, programmes):
    form = MEETING | {"tabled_in": programmes.world.cities["skien"].pk, "key": uuid4()}

    assert freeze_form(lead, programmes.skien, **form).url == freeze_form(lead, programmes.skien, **form).url
    assert Step.objects.count() == 1
