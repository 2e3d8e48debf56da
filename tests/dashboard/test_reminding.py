"""Reminding: who gets a letter, nobody twice in three days, sent once whatever happens, remembered of each cell."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core import mail
from django.db import Error, transaction
from django.utils.timezone import localdate, now

from cities.models import City, User
from common.refusals import Refused
from dashboard.actions import remind, try_again
from dashboard.models import Reminder, Reminding
from dashboard.reminders import chosen, places_of, reminded_of, with_last
from history.queries import history_in
from jobs.models import Job, State
from post.models import Letter
from tests.dashboard.reminding import SITE, key, two_milestones, until
from tests.factories.cities import RoleFactory
from tests.factories.dashboard import MilestoneFactory
from tests.helpers.cities import many_cities
from tests.helpers.crowd import crowd
from tests.helpers.jobs import do_all
from tests.helpers.mail import mail_server
from tests.helpers.statements import statements

HOUR = timedelta(hours=1)


@pytest.fixture
def late_and_due(world):
    return two_milestones()


@pytest.fixture
def secretariat(world):
    return world.people["secretariat", "network"]


def send(world, *cells, at=None, **more) -> Reminding:
    by = more.pop("by", world.people["secretariat", "network"])
    return remind(cells=cells, site=SITE, by=by, at=at or now(), **more)


def deliver() -> None:
    """The job that writes letters queues one for each of them."""
    do_all()
    do_all()


def test_each_city_s_lead_gets_one_letter_about_that_city_only(world, late_and_due):
    skien, oslo = world.cities["skien"], world.cities["oslo"]

    reminding = send(world, *[key(city, one) for city in (skien, oslo) for one in late_and_due])
    deliver()

    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert sorted(letters) == ["lead@oslo.example", "lead@skien.example"]
    assert "Skien" not in letters["lead@oslo.example"]
    assert letters["lead@skien.example"].count("Skien") >= 2
    assert reminding.reminders.filter(letter=None).count() == 0


def test_whoever_answers_for_several_cities_gets_one_letter_about_all_of_them(world, late_and_due):
    late, _due = late_and_due
    RoleFactory(person=world.people["lead", "skien"], city=world.cities["oslo"], kind="lead")

    send(world, key(world.cities["skien"], late), key(world.cities["oslo"], late))
    deliver()

    mine = [letter for letter in mail.outbox if letter.to == ["lead@skien.example"]]
    assert [letter.subject for letter in mine] == ["Påminnelse om milepæler for Oslo og Skien"]


def test_planners_are_written_to_where_there_is_no_lead(world, late_and_due):
    skien = world.cities["skien"]
    skien.roles.filter(kind="lead").update(withdrawn_at=now())

    send(world, key(skien, late_and_due[0]))
    deliver()

    assert [letter.to for letter in mail.outbox] == [["planner@skien.example"]]


def test_a_city_without_people_and_a_person_without_address_stop_nobody(world, late_and_due, secretariat):
    late, _due = late_and_due
    skien, oslo, bergen = (world.cities[slug] for slug in ("skien", "oslo", "bergen"))
    skien.roles.filter(kind__in=["lead", "planner"]).update(withdrawn_at=now())
    User.objects.filter(email="lead@oslo.example").update(email="ukjent")
    keys = [key(city, late) for city in (skien, oslo, bergen)]

    found = chosen(keys, secretariat, localdate())
    send(world, *keys)
    deliver()

    assert (found.without, [one.person.email for one in found.unreachable]) == ([skien], ["ukjent"])
    assert [letter.to for letter in mail.outbox] == [["lead@bergen.example"]]


def test_others_than_the_secretariat_remind_nobody(world, late_and_due):
    with pytest.raises(Refused, match="Bare sekretariatet"):
        send(world, key(world.cities["skien"], late_and_due[0]), by=world.people["lead", "skien"])

    assert not Reminding.objects.exists()


@pytest.mark.parametrize("cells", [(), ("skien.0",), ("ingen.1",), ("skien",)])
def test_what_is_no_pending_cell_reminds_nobody(world, late_and_due, cells):
    with pytest.raises(Refused, match="Ingen kan få brev"):
        send(world, *cells)

    assert (Reminding.objects.count(), Job.objects.count()) == (0, 0)


# -- Not twice in three days


def test_nobody_is_reminded_twice_in_three_days_of_whatever(world, late_and_due):
    late, due = late_and_due
    skien, at = world.cities["skien"], now()
    send(world, key(skien, late), at=at)

    with pytest.raises(Refused, match="mindre enn tre dager siden"):
        send(world, key(skien, due), at=at + 72 * HOUR - timedelta(seconds=1))
    later = send(world, key(skien, due), at=at + 72 * HOUR)

    assert [one.reminding for one in Reminder.objects.filter(milestone=due)] == [later]


def test_three_days_are_72_hours_also_when_the_clock_is_put_back(world, late_and_due):
    """The night to Sunday 25 October 2026 is an hour longer: from Friday 23.30 to Monday 22.00 are 71.5 hours."""
    friday = datetime(2026, 10, 23, 21, 30, tzinfo=UTC)  # 23.30 in Oslo, which is two hours ahead
    monday = datetime(2026, 10, 26, 21, 0, tzinfo=UTC)  # 22.00 in Oslo, which is one hour ahead
    early = MilestoneFactory(name="For lenge siden", rule="frozen", window=until(-200))
    cell = key(world.cities["skien"], early)
    send(world, cell, at=friday)

    with pytest.raises(Refused, match="mindre enn tre dager siden"):
        send(world, cell, at=monday)
    send(world, cell, at=monday + HOUR)

    assert Reminding.objects.count() == 2


def test_one_who_was_reminded_is_left_out_while_the_others_get_theirs(world, late_and_due):
    late, _due = late_and_due
    skien, oslo = world.cities["skien"], world.cities["oslo"]
    send(world, key(skien, late))

    second = send(world, key(skien, late), key(oslo, late))

    assert [one.person.email for one in second.reminders.all()] == ["lead@oslo.example"]


def test_confirmed_one_is_reminded_again_but_only_after_the_letter_that_was_seen(world, late_and_due, secretariat):
    cell = key(world.cities["skien"], late_and_due[0])
    send(world, cell)
    [receiver] = with_last(chosen([cell], secretariat, localdate()).receivers, now())

    send(world, cell, confirmed=[receiver.key])
    with pytest.raises(Refused, match="mindre enn tre dager siden"):
        send(world, cell, confirmed=[receiver.key])

    assert Reminding.objects.count() == 2


def test_form_sent_twice_reminds_once(world, late_and_due):
    cell, uuid = key(world.cities["skien"], late_and_due[0]), uuid4()

    first, second = (send(world, cell, uuid=uuid) for _n in range(2))

    assert first == second
    assert (Reminding.objects.count(), Job.objects.filter(kind="remind").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_who_send_at_once_send_one_letter(world, late_and_due, client):
    other = RoleFactory(kind="secretariat", network=world.network, city=None).person
    people = [world.people["secretariat", "network"], other]
    cells = [key(city, late_and_due[0]) for city in world.cities.values()]

    with crowd(2) as both:
        forms = [(one, "/milepaeler/paminnelse/", {"celle": cells, "uuid": uuid4(), "send": "ja"}) for one in people]
        answers = both.post(*forms)

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert (Reminding.objects.count(), Reminder.objects.count()) == (1, 4)


# -- Sent once


def test_letters_are_written_once_however_often_the_job_is_done(world, late_and_due):
    send(world, key(world.cities["skien"], late_and_due[0]))
    deliver()
    Job.objects.filter(kind="remind").update(state=State.QUEUED, ended_at=None)

    do_all()

    assert (Letter.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_worker_that_dies_between_letters_leaves_none_and_begins_anew(world, late_and_due):
    reminding = send(world, *[key(city, late_and_due[0]) for city in world.cities.values()])

    with patch("dashboard.actions.reminding.record_all", side_effect=RuntimeError):
        do_all()
    left = Letter.objects.count()
    Job.objects.update(lease_until=None)
    deliver()

    assert (left, Letter.objects.count(), len(mail.outbox)) == (0, 4, 4)
    assert not reminding.reminders.filter(letter=None).exists()


def test_with_the_mail_server_away_letters_wait_and_are_sent_once(world, late_and_due, settings, secretariat, client):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    reminding = send(world, key(world.cities["skien"], late_and_due[0]))
    client.force_login(secretariat)
    deliver()
    waiting = client.get(f"/milepaeler/paminnelse/{reminding.pk}/").content.decode()
    Job.objects.filter(kind="letter").update(state=State.FAILED, reason="Borte", ended_at=now(), lease_until=None)
    failed = client.get(f"/milepaeler/paminnelse/{reminding.pk}/").content.decode()

    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        for _n in range(2):
            answer = client.post(f"/milepaeler/paminnelse/{reminding.pk}/igjen/")
            do_all()

    sent = client.get(f"/milepaeler/paminnelse/{reminding.pk}/").content.decode()
    assert "Posttjeneren svarer ikke. Vi prøver igjen." in waiting
    assert "Prøv igjen</button>" in failed
    assert (answer.status_code, len(server.letters)) == (302, 1)
    assert "Sendt" in sent
    assert "Prøv igjen</button>" not in sent


def test_reminder_fails_aloud_when_its_sender_has_left_and_can_be_tried_again(world, late_and_due, secretariat):
    other = RoleFactory(kind="secretariat", network=world.network, city=None)
    reminding = send(world, key(world.cities["skien"], late_and_due[0]), by=other.person)
    other.withdrawn_at = now()
    other.save()

    do_all()
    reminding.refresh_from_db()
    failed = reminding.job
    try_again(reminding=reminding, by=secretariat, at=now())

    assert (failed.state, failed.reason) == (
        State.FAILED,
        "Den som sendte påminnelsen, er ikke lenger i sekretariatet.",
    )
    assert (Job.objects.get(kind="remind").state, Letter.objects.count()) == (State.QUEUED, 0)


def test_what_failed_is_not_written_any_more_to_one_who_has_had_a_later_letter(world, late_and_due, secretariat):
    late, due = late_and_due
    skien, oslo, at = world.cities["skien"], world.cities["oslo"], now()
    first = send(world, key(skien, late), key(oslo, late), at=at - 73 * HOUR)
    Job.objects.update(state=State.FAILED, reason="Borte", ended_at=at)
    send(world, key(skien, due), at=at)
    deliver()

    try_again(reminding=first, by=secretariat, at=at)
    deliver()

    assert [letter.to[0] for letter in mail.outbox] == ["lead@skien.example", "lead@oslo.example"]
    assert first.reminders.get(letter=None).city == skien


def test_what_is_reached_or_left_before_the_letter_is_written_is_not_in_it(world, late_and_due):
    late, due = late_and_due
    skien, oslo = world.cities["skien"], world.cities["oslo"]
    send(world, key(skien, late), key(skien, due), key(oslo, late))
    due.retired_on = localdate()
    due.save()
    oslo.roles.filter(kind__in=["lead"]).update(withdrawn_at=now())

    deliver()

    assert [letter.to for letter in mail.outbox] == [["lead@skien.example"]]
    assert "Politisk behandlet" not in mail.outbox[0].body
    assert [one.milestone for one in Reminder.objects.exclude(letter=None)] == [late]
    assert send(world, key(oslo, late)).reminders.get().person == world.people["planner", "oslo"]


# -- Remembered


def test_cell_and_history_remember_who_was_reminded_by_whom(world, late_and_due, secretariat):
    late, due = late_and_due
    skien, at = world.cities["skien"], now()
    send(world, key(skien, late), at=at)
    before = reminded_of(skien, late, localdate())
    do_all()

    told = reminded_of(skien, late, localdate())
    entry = history_in("city", skien.pk).get(act="remind")

    assert before == []
    assert [(one.at, one.by, one.people) for one in told] == [(at, str(secretariat), ["lead skien"])]
    assert (reminded_of(skien, due, localdate()), reminded_of(skien, late, localdate() - timedelta(1))) == ([], [])
    assert (entry.thing, entry.thing_id, entry.after, entry.person_id) == (
        "milestone", late.pk, {"to": ["lead skien"]}, secretariat.pk,
    )  # fmt: skip


def test_reminder_never_changes_once_its_letter_is_written(world, late_and_due):
    send(world, key(world.cities["skien"], late_and_due[0]))
    do_all()

    for act in (lambda: Reminder.objects.update(name="En annen"), lambda: Reminder.objects.all().delete()):
        with pytest.raises(Error, match="is frozen"), transaction.atomic():
            act()


def test_choosing_takes_as_many_statements_for_many_cities_as_for_few(world, late_and_due, secretariat):
    def ask():
        found = chosen({key(city, late_and_due[0]) for city in City.objects.all()}, secretariat, localdate())
        with_last(found.receivers, now())

    ask()  # who may what is asked once
    few = len(statements(lambda: (places_of(secretariat, localdate()), ask())))
    for city in many_cities(20, at=now()):
        RoleFactory(city=city, kind="lead")
    many = len(statements(lambda: (places_of(secretariat, localdate()), ask())))

    assert few == many
