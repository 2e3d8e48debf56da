"""Who comes: one last place for two, a waiting list that moves by itself, and what is forgotten afterwards."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from common.refusals import Refused
from history.models import Entry
from post.models import Letter
from tests.helpers.crowd import crowd
from tests.helpers.statements import statements
from tests.world import MOMENT
from workshops import actions
from workshops.models import Attendance, Enrolment, Gathering, Registration

pytestmark = pytest.mark.django_db
DIET = "tåler ikke nøtter"


@pytest.fixture
def gathering(kickoff):
    Gathering.objects.update(audience=Gathering.Audience.NETWORK)
    kickoff.gathering.refresh_from_db()
    return kickoff.gathering


@pytest.fixture
def one_place(gathering, planner):
    return actions.open_enrolment(
        gathering=gathering, is_open=True, capacity=1, by_link=True, by=planner, at=MOMENT
    ).gathering


def browse(person=None):
    client = Client()
    if person:
        client.force_login(person)
    return client


def come(gathering, person, **values):
    return actions.register(gathering=gathering, values={"city": None, "diet": ""} | values, by=person, at=MOMENT)


def where(name, *args):
    return reverse(name, args=args)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_the_last_place_at_once_one_gets_it(one_place, world):
    people = [world.people["planner", slug] for slug in world.cities] + [world.people["politician", "oslo"]]

    with crowd(len(people)) as many:
        answers = many.post(*[(person, where("enrol_page", one_place.pk), {"diet": ""}) for person in people])

    assert {answer.status_code for answer in answers} == {302}
    assert sorted(Registration.objects.values_list("waiting", flat=True)) == [False] + [True] * (len(people) - 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_withdraw_at_once_let_two_move_up(one_place, world, planner):
    actions.open_enrolment(gathering=one_place, is_open=True, capacity=2, by_link=False, by=planner, at=MOMENT)
    people = [world.people["planner", slug] for slug in world.cities]
    for person in people:
        come(one_place, person)

    with crowd(2) as many:
        many.post(*[(person, where("enrol_withdraw", one_place.pk), {}) for person in people[:2]])

    assert list(Registration.objects.values_list("person", "waiting")) == [(one.pk, False) for one in people[2:]]


def test_who_waited_longest_moves_up_and_is_told(one_place, world):
    first, second, third = (world.people["planner", slug] for slug in ("skien", "oslo", "bergen"))
    for person in (first, second, third):
        come(one_place, person)
    assert browse(third).get(where("enrol_page", one_place.pk)).context["queue"] == 2

    browse(first).post(where("enrol_withdraw", one_place.pk))

    assert list(Registration.objects.values_list("person", "waiting")) == [(second.pk, False), (third.pk, True)]
    assert [letter.to for letter in Letter.objects.all()] == [second.email]
    assert "Du har plass." in browse(second).get(where("enrol_page", one_place.pk)).content.decode()


def test_more_places_let_those_who_wait_in_and_fewer_put_nobody_out(one_place, world, planner):
    for slug in world.cities:
        come(one_place, world.people["planner", slug])
    settled = {"gathering": one_place, "is_open": True, "by_link": False, "by": planner, "at": MOMENT}

    actions.open_enrolment(capacity=3, **settled)
    actions.open_enrolment(capacity=1, **settled)

    assert list(Registration.objects.values_list("waiting", flat=True)) == [False] * 3 + [True]


def test_registering_again_changes_what_one_said(gathering, planner, world):
    actions.open_enrolment(gathering=gathering, is_open=True, capacity=None, by_link=False, by=planner, at=MOMENT)
    client, address = browse(planner), where("enrol_page", gathering.pk)

    client.post(address, {"city": world.cities["skien"].pk, "diet": DIET})
    client.post(address, {"city": "", "diet": "vegetar"})

    mine = Registration.objects.get()
    assert (mine.name, mine.city, mine.diet, mine.waiting) == (planner.name, None, "vegetar", False)


def test_others_register_by_the_link_until_it_is_revoked(one_place, planner):
    link, person = Enrolment.objects.get().link, browse()
    sent = {"uuid": uuid4(), "name": "Ola Utenfor", "email": "ola@firma.example", "organisation": "Firma", "diet": DIET}

    answers = [person.post(where("enrol_by_link", link), sent) for _twice in range(2)]

    mine = Registration.objects.get()
    assert [answer.url for answer in answers] == [where("own_registration", mine.secret)] * 2
    assert person.get(answers[0].url).status_code == 200
    assert person.get(answers[0].url + "?data").json()["registrations"][0]["diet"] == DIET
    actions.open_enrolment(gathering=one_place, is_open=True, capacity=1, by_link=False, by=planner, at=MOMENT)
    assert person.get(where("enrol_by_link", link)).status_code == 404
    assert person.post(where("enrol_by_link", link), sent | {"uuid": uuid4()}).status_code == 404
    person.post(answers[0].url)
    assert not Registration.objects.exists()
    assert person.get(answers[0].url).status_code == 404


def test_five_hundred_registrations_some_sent_twice_fill_the_places_in_order_and_cost_the_same(gathering, planner):
    enrolment = actions.open_enrolment(
        gathering=gathering, is_open=True, capacity=300, by_link=True, by=planner, at=MOMENT
    )
    sent = [{"uuid": uuid4(), "name": f"Gjest {n:03}", "email": f"gjest{n}@firma.example"} for n in range(500)]
    client, address = browse(), where("enrol_by_link", enrolment.link)
    client.post(address, sent[0])

    def post(forms):
        assert {client.post(address, form).status_code for form in forms} == {302}

    first = len(statements(lambda: post(sent[1:2])))
    post([*sent[2:499], *sent[::10]])
    last = len(statements(lambda: post(sent[499:])))

    assert first == last
    names = Registration.objects.order_by("id").values_list("name", "waiting")
    assert list(names) == [(form["name"], n >= 300) for n, form in enumerate(sent)]


def test_whoever_may_not_read_of_it_registers_by_a_living_link_only(kickoff, planner, world):
    draft, stranger = kickoff.gathering, world.people["planner", "oslo"]
    link = actions.open_enrolment(
        gathering=draft, is_open=True, capacity=None, by_link=True, by=planner, at=MOMENT
    ).link
    values = {"city": None, "diet": "", "name": "Ola", "email": "ola@firma.example"}

    for refused in ({"by": stranger}, {"by": None, "link": ""}, {"by": None, "link": "gammel"}):
        with pytest.raises(Refused):
            actions.register(gathering=draft, values=values, uuid=uuid4(), at=MOMENT, **refused)
    assert not Registration.objects.exists()
    actions.register(gathering=draft, values=values, uuid=uuid4(), link=link, by=None, at=MOMENT)


def test_nobody_withdraws_for_another(one_place, planner, world):
    come(one_place, planner)
    other = browse(world.people["planner", "oslo"])

    other.post(where("enrol_withdraw", one_place.pk))

    assert Registration.objects.get().person == planner


def test_nobody_registers_where_it_is_closed(gathering, planner):
    with pytest.raises(Refused):
        come(gathering, planner)
    actions.open_enrolment(gathering=gathering, is_open=False, capacity=None, by_link=True, by=planner, at=MOMENT)
    answer = browse().post(
        where("enrol_by_link", Enrolment.objects.get().link), {"uuid": uuid4(), "name": "O", "email": "o@a.example"}
    )

    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_what_is_personal_is_for_those_who_keep_the_gathering_and_not_in_the_history(one_place, planner, world):
    stranger = world.people["planner", "oslo"]
    come(one_place, world.people["politician", "oslo"], diet=DIET)

    assert DIET in browse(planner).get(where("enrol_list", one_place.pk)).content.decode()
    assert browse(stranger).get(where("enrol_list", one_place.pk)).status_code == 403
    assert DIET not in browse(stranger).get(where("gathering_page", one_place.pk)).content.decode()
    actions.withdraw(registration=Registration.objects.get(), by=world.people["politician", "oslo"], at=MOMENT)
    lines = Entry.objects.filter(thing="registration").values("title", "before", "after", "person_name", "person_id")
    told = str(list(lines))
    assert len(lines) == 2
    assert {line["person_id"] for line in lines} == {None}
    assert "politician" not in told
    assert DIET not in told


def test_ones_own_data_is_handed_out_and_nobody_elses(one_place, planner, world):
    come(one_place, planner, diet=DIET)
    come(one_place, world.people["politician", "oslo"], diet="annen")

    data = browse(planner).get(where("my_data")).json()

    assert [one["diet"] for one in data["registrations"]] == [DIET]


def test_diets_are_forgotten_the_day_after_and_people_a_year_later(one_place, planner):
    come(one_place, planner, diet=DIET)

    assert actions.forget_diets(day=date(2008, 8, 22), at=MOMENT) == 0
    assert actions.forget_diets(day=date(2008, 8, 23), at=MOMENT) == 1
    assert Registration.objects.get().diet == ""
    assert actions.forget_registrations(day=date(2009, 8, 22), at=MOMENT) == 0
    assert actions.forget_registrations(day=date(2009, 8, 23), at=MOMENT) == 1


def test_attendance_is_told_once_for_a_city_and_shown_over_time(gathering, planner, world):
    client, oslo = browse(planner), world.cities["oslo"]
    said = {"uuid": uuid4(), "city": oslo.pk, "presence": "present", "heads": "3", "roles": "ordfører, to planleggere"}
    add = where("attendance_add", gathering.pk)

    assert client.post(add, said).status_code == 302
    assert client.post(add, said | {"uuid": uuid4()}).status_code == 422
    assert client.post(add, {"uuid": uuid4(), "words": "KS", "presence": "observer"}).status_code == 302
    assert client.post(add, {"uuid": uuid4(), "words": "DSB", "presence": "apologies", "heads": "2"}).status_code == 422
    assert client.post(add, {"uuid": uuid4(), "presence": "present"}).status_code == 422

    assert Attendance.objects.count() == 2
    page = browse(world.people["planner", "bergen"]).get(where("attendance_list") + "?by=Oslo").content.decode()
    assert "ordfører, to planleggere" in page


def test_attendance_at_what_one_may_not_read_of_is_not_shown(kickoff, planner, world):
    values = {"city": None, "words": "Miljøverndepartementet", "presence": "present", "heads": None, "roles": ""}
    actions.save_attendance(gathering=kickoff.gathering, values=values, by=planner, at=MOMENT)

    shown = {
        person: "Miljøverndepartementet" in browse(person).get(where("attendance_list")).content.decode()
        for person in (planner, world.people["planner", "oslo"])
    }

    assert list(shown.values()) == [True, False]
