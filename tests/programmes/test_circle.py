"""Cities asked into a programme: what they are told, what becomes of what stands there, and who may."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from cities.access import can, forget_rights
from cities.acts import Act
from common.refusals import Refused
from documents.editions import shared_digest
from history.queries import history_of
from post.models import Letter
from programmes.actions import (
    accept_city_invitation,
    decline_city_invitation,
    invite_city,
    shift_city,
    waive_gap,
    withdraw_city_invitation,
)
from programmes.content import programme_content
from programmes.models import CityInvitation, Element, Programme, Waiver
from programmes.queries import circle_of
from programmes.templatetags.programmes import told
from tests.factories.cities import CityFactory
from tests.factories.programmes import ElementFactory, ProgrammeFactory
from tests.helpers.statements import statements

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
LATER = datetime(2009, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def cities(programmes):
    return programmes.world.cities


@pytest.fixture
def lead(programmes):
    """The lead of a city."""
    return lambda city="skien": programmes.world.people["lead", city]


@pytest.fixture
def ask(programmes, cities, lead):
    """Skien asks a city into its own programme, or into the one given."""

    def send(city="porsgrunn", programme=None, **more):
        asked = {"programme": programme or programmes.skien, "city": cities[city], "by": lead(), "at": AT} | more
        return invite_city(link=lambda one: f"https://framtid.example/{one.pk}/", **asked)

    return send


def accept(invitation, by):
    return accept_city_invitation(invitation=invitation, by=by, at=LATER)


def names(programme) -> list[str]:
    return [city.name for city in circle_of(programme)]


def acts(programme) -> list[tuple]:
    """What the history of the programme's root tells, the oldest first, in words."""
    root = programme.elements.get(parent=None)
    return [(entry.person_name, told(entry)) for entry in history_of("element", root.pk).order_by("pk")]


def approved(programme) -> str:
    return shared_digest(programme_content(Programme.objects.get(pk=programme.pk), date(2009, 2, 9)))


# -- Asking and answering


def test_an_invited_city_that_says_yes_is_the_last_of_the_cities(programmes, ask, lead):
    twins = programmes.twins["skien", "porsgrunn"]

    accept(ask("bergen", twins), lead("bergen"))

    assert names(twins) == ["Skien", "Porsgrunn", "Bergen"]
    assert acts(twins) == [
        ("lead skien", "inviterte Bergen til å være med i programmet"),
        ("lead bergen", "svarte ja for Bergen, som ble med i programmet"),
    ]


def test_its_planners_write_in_what_is_shared_from_the_next_request_on(programmes, ask, lead, client):
    planner, page = (
        programmes.world.people["planner", "porsgrunn"],
        reverse("element_page", args=[programmes["bare-skien"].pk]),
    )
    client.force_login(planner)
    invitation = ask()
    before = client.get(page).status_code

    accept(invitation, lead("porsgrunn"))

    assert (before, client.get(page).status_code) == (404, 200)
    assert can(programmes.world.people["planner", "porsgrunn"], Act.EDIT_PROGRAMME, programmes["bare-skien"])


def test_a_city_that_says_no_may_be_asked_again(programmes, ask, lead):
    decline_city_invitation(invitation=ask(), by=lead("porsgrunn"), at=AT)

    accept(ask(), lead("porsgrunn"))

    assert names(programmes.skien) == ["Skien", "Porsgrunn"]
    assert [one.answer for one in CityInvitation.objects.all()] == ["declined", "accepted"]


def test_a_letter_goes_to_each_lead_and_tells_title_cities_and_words_but_nothing_of_the_draft(programmes, ask):
    ask(words="Vi vil gjerne ha dere med.", keep_own=True)

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (
        "lead@porsgrunn.example", "Porsgrunn er invitert inn i «Program bare-skien»",
    )  # fmt: skip
    for words in ("Program bare-skien", "Med i dag: Skien.", "Vi vil gjerne ha dere med.", "Skien sitt eget"):
        assert words in letter.body
    assert f"https://framtid.example/{CityInvitation.objects.get().pk}/" in letter.body
    assert not [one.title for one in programmes.skien.elements.exclude(parent=None) if one.title in letter.body]


def test_an_address_no_letter_can_go_to_does_not_stop_the_invitation(ask, lead):
    person = lead("porsgrunn")
    person.email = "ingen adresse"
    person.save()

    assert ask().answer == ""
    assert not Letter.objects.exists()


# -- What stands there already


def test_what_is_common_is_shared_with_the_newcomer(programmes, ask, lead):
    accept(ask(), lead("porsgrunn"))

    assert set(programmes.skien.elements.values_list("city", flat=True)) == {None}


def test_what_is_common_can_stay_the_citys_own_also_in_the_bin_and_with_reasons(programmes, cities, ask, lead):
    measure, skien = programmes["bare-skien"], cities["skien"]
    ElementFactory(parent=programmes["bare-skien:goal"], position=None, binned_at=AT, title="Kastet")
    reason = {"reason": "Avklares", "base": 0, "by": programmes.world.people["planner", "skien"], "at": AT}
    waive_gap(programme=programmes.skien, name=f"deadline:{measure.code}", **reason)

    accept(ask(keep_own=True), lead("porsgrunn"))

    below = programmes.skien.elements.exclude(parent=None)
    assert set(below.values_list("city", flat=True)) == {skien.pk}
    assert programmes.skien.elements.get(parent=None).city is None
    assert Waiver.objects.get().city == skien
    assert told(history_of("element", measure.pk)[0]).endswith("ble stående som Skien sitt eget")
    porsgrunn = programmes.world.people["planner", "porsgrunn"]
    assert can(porsgrunn, Act.READ_PROGRAMME, measure)
    assert not can(porsgrunn, Act.EDIT_PROGRAMME, measure)


def test_a_promise_that_cannot_be_held_any_more_is_withdrawn(programmes, ask, lead):
    promised = ask("bergen", keep_own=True)

    accept(ask("porsgrunn"), lead("porsgrunn"))

    with pytest.raises(Refused, match="trukket tilbake"):
        accept(promised, lead("bergen"))
    assert names(programmes.skien) == ["Skien", "Porsgrunn"]


def test_the_second_of_two_who_were_promised_the_same_shares_nothing_either(programmes, ask, lead):
    first, second = ask("porsgrunn", keep_own=True), ask("bergen", keep_own=True)

    accept(first, lead("porsgrunn"))
    accept(second, lead("bergen"))

    below = programmes.skien.elements.exclude(parent=None)
    assert {element.city.slug for element in below.select_related("city")} == {"skien"}


def test_what_was_approved_is_approved_no_more_once_the_cities_are_others(programmes, cities, ask, lead):
    twins = programmes.twins["skien", "porsgrunn"]
    digests = [approved(twins)]

    accept(ask("bergen", twins), lead("bergen"))
    digests.append(approved(twins))
    shift_city(programme=twins, city=cities["bergen"], direction="up", by=lead(), at=AT)
    digests.append(approved(twins))

    assert len(set(digests)) == 3


def test_a_programme_the_newcomer_may_not_read_is_not_told_as_the_one_followed(programmes, cities, ask, lead):
    old = ProgrammeFactory(cities=[cities["skien"]], title="Hemmelig forgjenger")
    Programme.objects.filter(pk=programmes.skien.pk).update(predecessor=old)
    followed = lambda: str(programme_content(Programme.objects.get(pk=programmes.skien.pk), date(2009, 2, 9)))  # noqa: E731
    before = "Hemmelig forgjenger" in followed()

    accept(ask(), lead("porsgrunn"))

    assert (before, "Hemmelig forgjenger" in followed()) == (True, False)


# -- Who may, and what is said the second time


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (("planner", "skien"), "Bare en programleder"),
        (("lead", "oslo"), "Bare en programleder"),
        (("secretariat", "network"), "Bare en programleder"),
    ],
)
def test_whoever_leads_none_of_the_cities_asks_nobody_in(programmes, ask, person, words):
    with pytest.raises(Refused, match=words):
        ask(by=programmes.world.people[person])

    assert (CityInvitation.objects.count(), Letter.objects.count(), acts(programmes.skien)) == (0, 0, [])


@pytest.mark.parametrize("answer", [accept_city_invitation, decline_city_invitation])
@pytest.mark.parametrize("person", [("planner", "porsgrunn"), ("lead", "skien"), ("lead", "oslo")])
def test_nobody_answers_for_a_city_but_its_leads(programmes, ask, answer, person):
    invitation = ask()

    with pytest.raises(Refused, match="Bare programlederen i Porsgrunn"):
        answer(invitation=invitation, by=programmes.world.people[person], at=AT)

    assert CityInvitation.objects.get().answer == ""
    assert names(programmes.skien) == ["Skien"]


def test_an_invitation_that_is_withdrawn_cannot_be_accepted(programmes, ask, lead):
    invitation = ask()
    withdraw_city_invitation(invitation=invitation, by=lead(), at=AT)

    with pytest.raises(Refused, match="trukket tilbake"):
        accept(invitation, lead("porsgrunn"))

    assert names(programmes.skien) == ["Skien"]
    assert len(acts(programmes.skien)) == 2


@pytest.mark.parametrize("second", [decline_city_invitation, withdraw_city_invitation])
def test_an_accepted_invitation_is_answered(programmes, ask, lead, second):
    invitation = ask()
    accept(invitation, lead("porsgrunn"))

    with pytest.raises(Refused, match="alt besvart"):
        second(invitation=invitation, by=lead("porsgrunn"), at=AT)

    assert names(programmes.skien) == ["Skien", "Porsgrunn"]


def test_the_same_form_twice_asks_once_and_the_same_answer_twice_joins_once(programmes, ask, lead):
    key = uuid4()
    first, second = ask(uuid=key), ask(uuid=key)

    for invitation in (first, second):
        accept(invitation, lead("porsgrunn"))

    assert first == second
    assert Letter.objects.count() == 1
    assert names(programmes.skien) == ["Skien", "Porsgrunn"]
    assert len(acts(programmes.skien)) == 2


@pytest.mark.parametrize(("city", "words"), [("skien", "alt med"), ("porsgrunn", "alt invitert")])
def test_a_city_that_is_in_it_or_asked_already_is_not_asked(ask, city, words):
    ask("porsgrunn")

    with pytest.raises(Refused, match=words):
        ask(city)

    assert (CityInvitation.objects.count(), Letter.objects.count()) == (1, 1)


def test_what_several_cities_share_is_not_promised_to_one(programmes, ask):
    with pytest.raises(Refused, match="flere byer"):
        ask("bergen", programmes.twins["skien", "porsgrunn"], keep_own=True)

    assert not CityInvitation.objects.exists()


# -- The order


def test_the_order_of_the_cities_is_changed_step_by_step(programmes, cities, lead):
    twins = programmes.twins["skien", "porsgrunn"]

    shift_city(programme=twins, city=cities["porsgrunn"], direction="up", by=lead(), at=AT)

    assert names(twins) == ["Porsgrunn", "Skien"]
    assert acts(twins) == [("lead skien", "endret rekkefølgen på byene til Porsgrunn, Skien")]


@pytest.mark.parametrize(("city", "way"), [("skien", "up"), ("porsgrunn", "down"), ("skien", "ut"), ("oslo", "up")])
def test_a_city_goes_nowhere_but_up_or_down_among_the_others(programmes, cities, lead, city, way):
    twins = programmes.twins["skien", "porsgrunn"]

    with pytest.raises(Refused, match="kan ikke flyttes dit"):
        shift_city(programme=twins, city=cities[city], direction=way, by=lead(), at=AT)

    assert (names(twins), acts(twins)) == (["Skien", "Porsgrunn"], [])


# -- The pages


@pytest.fixture
def pages(client, programmes):
    """What a person gets where."""

    def get(person, name, *args):
        client.force_login(programmes.world.people[person])
        return client.get(reverse(name, args=args))

    return get


def test_the_page_tells_the_cities_since_when_and_who_is_asked(programmes, ask, lead, pages):
    accept(ask(), lead("porsgrunn"))
    ask("bergen", words="Bli med!")
    decline_city_invitation(invitation=ask("oslo"), by=lead("oslo"), at=AT)

    html = pages(("planner", "porsgrunn"), "programme_circle", programmes.skien.pk).content.decode()
    html = html.replace("\N{NO-BREAK SPACE}", " ")

    assert html.index("Skien</a>") < html.index("Porsgrunn</a>") < html.index("<b>Bergen</b>")
    for words in ("siden 9. februar 2009", "siden 2. mars 2009", "Bli med!", "takket nei 9. februar 2009"):
        assert words in html
    assert reverse("city_invite", args=[programmes.skien.pk]) not in html
    assert "Trekk tilbake" not in html


def test_a_lead_invites_and_withdraws_by_plain_forms(programmes, cities, lead, client):
    client.force_login(lead())
    page, form = (
        reverse("programme_circle", args=[programmes.skien.pk]),
        reverse("city_invite", args=[programmes.skien.pk]),
    )
    sent = {"uuid": uuid4(), "city": cities["porsgrunn"].pk, "keep_own": "eget", "words": "Bli med!"}

    asked = client.post(form, sent)
    invitation = CityInvitation.objects.get()
    client.post(reverse("city_invitation_withdraw", args=[programmes.skien.pk, invitation.pk]))

    assert (asked.status_code, asked.headers["Location"]) == (302, page)
    assert (invitation.city, invitation.keep_own, invitation.words) == (cities["porsgrunn"], True, "Bli med!")
    assert reverse("city_invitation", args=[invitation.pk]) in Letter.objects.get().body
    assert CityInvitation.objects.get().answer == "withdrawn"


@pytest.mark.parametrize("city", ["skien", "987654321", "-1", "x", ""])
def test_the_form_takes_no_city_that_cannot_be_asked(programmes, cities, lead, client, city):
    client.force_login(lead())
    sent = {"uuid": uuid4(), "city": cities[city].pk if city in cities else city, "keep_own": "felles"}

    answer = client.post(reverse("city_invite", args=[programmes.skien.pk]), sent)

    assert answer.status_code == 422
    assert not CityInvitation.objects.exists()


def test_an_invitation_of_another_programme_is_not_withdrawn_through_ones_own(programmes, ask, lead, client):
    theirs = ask("porsgrunn", programmes.twins["oslo", "bergen"], by=lead("oslo"))
    client.force_login(lead())

    answer = client.post(reverse("city_invitation_withdraw", args=[programmes.skien.pk, theirs.pk]))

    assert answer.status_code == 404
    assert CityInvitation.objects.get().answer == ""


def test_the_invited_citys_lead_finds_it_at_home_and_sees_nothing_of_the_draft(programmes, ask, pages):
    invitation = ask(words="Bli med!")
    draft = [element.title for element in programmes.skien.elements.exclude(parent=None)]

    answers = [
        pages(("lead", "porsgrunn"), *where).content.decode()
        for where in (("front",), ("programme_list",), ("city_invitation", invitation.pk))
    ]

    for html in answers:
        assert "Program bare-skien" in html
        assert "Bli med!" in html
        assert not [title for title in draft if title in html]
    others = [pages(person, "front").content.decode() for person in [("planner", "porsgrunn"), ("lead", "oslo")]]
    assert not [html for html in others if "Program bare-skien" in html]


def test_saying_yes_leads_into_the_programme_and_no_leaves_it_unseen(programmes, ask, lead, client):
    client.force_login(lead("porsgrunn"))
    answers = []
    for word in ("nei", "kanskje", "ja"):
        invitation = CityInvitation.objects.filter(answer="").first() or ask()
        answers.append(client.post(reverse("city_invitation_answer", args=[invitation.pk]), {"answer": word}))

    assert [answer.headers["Location"] for answer in answers] == [
        reverse("programme_list"),
        reverse("city_invitation", args=[invitation.pk]),
        reverse("programme_page", args=[programmes.skien.pk]),
    ]
    assert client.get(reverse("city_invitation", args=[invitation.pk])).status_code == 302


def test_the_page_of_a_withdrawn_invitation_says_only_that(programmes, ask, lead, pages, client):
    invitation = ask(words="Bli med!")
    withdraw_city_invitation(invitation=invitation, by=lead(), at=AT)

    html = pages(("lead", "porsgrunn"), "city_invitation", invitation.pk).content.decode()
    late = client.post(reverse("city_invitation_answer", args=[invitation.pk]), {"answer": "ja"}, follow=True)

    assert "gjelder ikke lenger" in html
    assert "Program bare-skien" not in html
    assert "Invitasjonen er trukket tilbake." in late.content.decode()
    assert names(programmes.skien) == ["Skien"]


def test_the_order_is_changed_by_plain_forms(programmes, lead, client):
    twins = programmes.twins["skien", "porsgrunn"]
    client.force_login(lead())

    answers = [
        client.post(reverse("city_shift", args=[twins.pk]), {"city": city, "direction": way}).status_code
        for city, way in [("skien", "down"), ("skien", "down"), ("oslo", "up"), ("", "")]
    ]

    assert answers == [302, 302, 404, 404]
    assert names(twins) == ["Porsgrunn", "Skien"]


def test_the_page_costs_as_much_for_thirteen_cities_as_for_two(programmes, cities, lead, client):
    def cost(members):
        programme = ProgrammeFactory(cities=members, title="Stort program")
        root = programme.elements.get(parent=None)
        for city in members:
            ElementFactory(parent=root, city=city)
        client.force_login(lead())
        forget_rights(lead())
        return len(statements(lambda: client.get(reverse("programme_circle", args=[programme.pk]))))

    few = cost([cities["skien"], cities["porsgrunn"]])
    many = cost([*cities.values(), *CityFactory.create_batch(9)])

    assert few == many <= 10


def test_elements_are_kept_in_as_many_statements_for_many_as_for_few(programmes, ask, lead):
    def cost(city):
        invitation = ask(city, ProgrammeFactory(cities=[programmes.world.cities["skien"]], title="Nytt"), keep_own=True)
        for _n in range(10 if city == "bergen" else 1):
            ElementFactory(parent=invitation.programme.elements.get(parent=None))
        return len(statements(lambda: accept(invitation, lead(city))))

    assert cost("porsgrunn") == cost("bergen")
    assert Element.objects.filter(city=programmes.world.cities["skien"]).count() >= 11
