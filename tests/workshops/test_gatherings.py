"""Gatherings as such: dates with sources, who may, agendas, campaigns, files; and bad input at their forms."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cities.access import can, readable
from cities.acts import Act
from common.dates import LooseDate
from common.refusals import Refused, Stale
from common.statedforms import DatingForm
from history.queries import history_of
from tests.factories.workshops import GatheringFactory
from tests.world import MOMENT
from workshops import actions
from workshops.calendar import month_of
from workshops.contents import VALUES, mark
from workshops.forms import GatheringForm
from workshops.forms_programme import ItemForm, SittingForm
from workshops.models import Gathering, Sitting


def who(person):
    return {"by": person, "at": MOMENT}


SLIDES = {"day": LooseDate.read("29. mars 2009"), "start": time(20), "end": None, "source": "lysbilder"}
PRESS = {"day": LooseDate.read("28. mars 2009"), "start": time(20, 30), "end": time(21, 30), "source": "pressen"}


@pytest.fixture
def campaign(secretary):
    values = dict.fromkeys(VALUES[Gathering], "") | dict.fromkeys(("theme", "host", "organiser_party"))
    values |= {"kind": "campaign", "title": "Earth Hour 2009", "organiser": "WWF", "cancelled": False}
    return actions.save_gathering(values=values | SLIDES, **who(secretary))


def test_both_sources_are_kept_one_is_chosen_and_the_choice_is_remembered(campaign, secretary):
    dating = actions.add_dating(gathering=campaign, values=PRESS, **who(secretary))

    actions.choose_dating(gathering=campaign, dating=dating, **who(secretary))

    campaign.refresh_from_db()
    dating.refresh_from_db()
    assert (campaign.when, campaign.source) == ("28. mars 2009 kl. 20.30–21.30", "pressen")
    assert (dating.when, dating.source) == ("29. mars 2009 kl. 20.00", "lysbilder")
    line = history_of("gathering", campaign.pk)[0]
    assert (line.act, line.before["source"], line.after["source"]) == ("choose", "lysbilder", "pressen")


def test_chosen_twice_is_told(campaign, secretary):
    dating = actions.add_dating(gathering=campaign, values=PRESS, **who(secretary))
    actions.remove_dating(gathering=campaign, dating=dating, **who(secretary))

    with pytest.raises(Refused):
        actions.choose_dating(gathering=campaign, dating=dating, **who(secretary))


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("21.–22. august 2008", [date(2008, 8, 21), date(2008, 8, 22)]), ("november 2008", []), ("", []),
        ("ca. 21. august 2008", []), ("høsten 2008", []), ("2008", []),
    ],
)  # fmt: skip
def test_only_exact_dates_have_days(day, days):
    gathering = Gathering(day=LooseDate.read(day))

    assert gathering.days == days
    assert (gathering.start, gathering.hours) == (None, "")


def test_what_has_no_exact_day_stands_beside_the_month():
    loose, exact = Gathering(day=LooseDate.read("høsten 2008")), Gathering(day=LooseDate.read("3. november 2008"))
    none = Gathering(day=None)

    month = month_of(date(2008, 11, 1), [loose, exact, none])

    on = {day: found for _week, days in month.weeks for day, _here, found in days if found}
    assert (on, month.loose) == ({date(2008, 11, 3): [exact]}, [loose])


# -- Who may


def test_planners_speak_for_their_own_city_only(planner, secretary, world):
    values = dict.fromkeys(VALUES[Gathering], "") | dict.fromkeys(("theme", "organiser_party", "day", "start", "end"))
    values |= {"kind": "network", "title": "Samling", "cancelled": False}
    for host in (None, world.cities["oslo"]):
        with pytest.raises(Refused):
            actions.save_gathering(values=values | {"host": host}, **who(planner))
    assert not Gathering.objects.exists()

    made = actions.save_gathering(values=values | {"host": world.cities["skien"]}, **who(planner))

    assert can(planner, Act.KEEP_GATHERING, made)
    assert not can(world.people["planner", "oslo"], Act.READ_GATHERING, made)


def test_who_reads_widens_with_the_audience(kickoff, planner, world):
    people = [("politician", "oslo"), ("contact", "md"), "stranger", "superuser"]

    def readers():
        rows = (readable(world.people[one], Act.READ_GATHERING, Gathering).exists() for one in people)
        return list(rows)

    found = []
    for audience in Gathering.Audience.values:
        actions.show_gathering(gathering=kickoff.gathering, audience=audience, **who(planner))
        found.append(readers())

    assert found == [[False] * 4, [True, True, False, False], [True] * 4]


def test_only_drafts_are_taken_away(kickoff, planner):
    actions.show_gathering(gathering=kickoff.gathering, audience="network", **who(planner))
    with pytest.raises(Refused):
        actions.remove_gathering(gathering=kickoff.gathering, **who(planner))

    actions.show_gathering(gathering=kickoff.gathering, audience="draft", **who(planner))
    actions.remove_gathering(gathering=kickoff.gathering, **who(planner))

    assert not Gathering.objects.exists()
    assert not Sitting.objects.exists()


# -- Agendas, for rooms above


def test_a_room_above_puts_its_thing_on_the_agenda_once_and_confirms_it(kickoff, planner, world):
    given = {"title": "Avtale med Skien", "reference": "agreement:7", "address": "/avtaler/7/"}
    lead = world.people["lead", "oslo"]  # keeps no such meeting; the room above has asked who may

    first = actions.put_on_agenda(gathering=kickoff.gathering, **given, **who(lead))
    again = actions.put_on_agenda(gathering=kickoff.gathering, **given, **who(lead))
    with pytest.raises(Refused):
        actions.confirm(item=first, day=date(2008, 8, 22), **who(lead))
    actions.confirm(item=first, day=date(2008, 8, 22), **who(planner))
    actions.confirm(item=first, day=date(2008, 8, 23), **who(planner))

    item = kickoff.gathering.agenda.get()
    assert (first, item.confirmed_on, item.confirmed_by) == (again, date(2008, 8, 22), planner)
    with pytest.raises(Refused):
        actions.take_off_agenda(gathering=kickoff.gathering, item=item, **who(planner))
    actions.take_back_confirmation(item=item, **who(planner))
    actions.take_off_agenda(gathering=kickoff.gathering, item=item, **who(planner))
    assert not kickoff.gathering.agenda.exists()


def test_a_draft_with_something_of_another_room_stays(kickoff, planner):
    actions.put_on_agenda(gathering=kickoff.gathering, title="Avtale", reference="agreement:7", **who(planner))

    with pytest.raises(Refused):
        actions.remove_gathering(gathering=kickoff.gathering, **who(planner))


def test_what_is_no_meeting_has_no_agenda(campaign, secretary):
    with pytest.raises(Refused):
        actions.put_on_agenda(gathering=campaign, title="Sak", **who(secretary))


# -- Campaigns


def test_cities_say_themselves_with_what_they_take_part(campaign, planner, world):
    skien = world.cities["skien"]
    part = actions.take_part(gathering=campaign, city=skien, words="Rådhuset", **who(planner))
    with pytest.raises(Stale):
        actions.take_part(gathering=campaign, city=skien, words="Kirken", **who(planner))
    actions.take_part(gathering=campaign, city=skien, words="Kirken", seen=mark(part), **who(planner))
    with pytest.raises(Refused):
        actions.take_part(gathering=campaign, city=world.cities["oslo"], words="Alt", **who(planner))

    assert [(str(one), one.words) for one in campaign.parts.all()] == [("Skien", "Kirken")]


def test_public_campaign_is_read_without_an_account(client, campaign, secretary, planner, world):
    actions.take_part(gathering=campaign, city=world.cities["skien"], words="Rådhuset slukker", **who(planner))
    where = reverse("gathering_page", args=[campaign.pk])
    hidden = client.get(where)
    actions.show_gathering(gathering=campaign, audience="public", **who(secretary))

    shown = client.get(where).content.decode()

    assert hidden.status_code == 302
    assert "Rådhuset slukker" in shown
    assert "29. mars 2009 kl. 20.00" in shown
    assert "<script" not in shown
    assert "Earth Hour" in client.get(reverse("gathering_list")).content.decode()


# -- Files


def test_file_lies_with_the_gathering_and_is_fetched(client, kickoff, planner, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    client.force_login(planner)
    form = {"uuid": uuid4(), "file": SimpleUploadedFile("innkalling.pdf", b"%PDF-1.7 hei"), "title": "Innkalling"}

    client.post(reverse("gathering_file_add", args=[kickoff.gathering.pk]), form)

    file = kickoff.gathering.files.get()
    fetched = client.get(reverse("gathering_file", args=[kickoff.gathering.pk, file.pk]))
    assert (file.title, fetched.getvalue()) == ("Innkalling", b"%PDF-1.7 hei")


# -- Bad input


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"start": "21.30", "end": "20.30"}, {"end"}), ({"start": ""}, {"start"}), ({"start": "halv ni"}, {"start"}),
        ({"day": "29. mars 2009", "start": "2.30"}, {"start"}), ({"day": ""}, {"day"}), ({"source": ""}, {"source"}),
        ({"day": "30. mars – 28. mars 2009"}, {"day"}), ({"start": "", "end": ""}, set()),
    ],
)  # fmt: skip
def test_stated_time_that_cannot_be_is_told_beside_it(typed, fields):
    form = DatingForm({"day": "28. mars 2009", "start": "20.30", "end": "21.30", "source": "pressen"} | typed)

    assert set(form.errors) == fields


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"start": "2.30"}, {"start"}), ({"start": "1.30", "end": "2.15"}, {"end"}), ({"end": "9.00"}, {"end"}),
        ({"end": "10.00"}, {"end"}), ({"start": ""}, {"start"}), ({"day": "2009-03-31"}, {"day"}),
        ({"start": "1.30", "end": "3.30"}, set()),
    ],
)  # fmt: skip
def test_sitting_that_cannot_be_is_told_beside_it(db, typed, fields):
    gathering = GatheringFactory(day=LooseDate.read("28.–29. mars 2009"))

    form = SittingForm({"day": "2009-03-29", "start": "10.00", "end": "12.00"} | typed, gathering=gathering)

    assert set(form.errors) == fields


def test_item_in_the_night_that_has_an_hour_twice_says_which(kickoff):
    sitting = Sitting(workshop=kickoff.workshop, starts_at=datetime(2009, 10, 25, 0, tzinfo=UTC))

    twice = ItemForm({"start": "2.30", "title": "Nattevakt"}, sitting=sitting)
    said = ItemForm({"start": "2.30 sommertid", "end": "2.10 vintertid", "title": "Nattevakt"}, sitting=sitting)

    assert set(twice.errors) == {"start"}
    assert said.is_valid()
    assert (said.values["ends_at"] - said.values["starts_at"]).seconds == 40 * 60


def test_gathering_form_keeps_what_was_typed_when_somebody_was_quicker(client, kickoff, planner, secretary):
    client.force_login(planner)
    form = {
        "kind": "network",
        "title": "Min tittel",
        "host": kickoff.gathering.host_id,
        "seen": mark(kickoff.gathering),
    }
    Gathering.objects.update(title="Deres tittel")

    page = client.post(reverse("gathering_edit", args=[kickoff.gathering.pk]), form)

    body = page.content.decode()
    assert page.status_code == 409
    assert "Min tittel" in body
    assert "Deres tittel" in body
    assert Gathering.objects.get().title == "Deres tittel"


def test_secretary_may_leave_the_host_open_and_planners_may_not(db, planner, secretary):
    typed = {"uuid": uuid4(), "kind": "network", "title": "Temasamling"}

    assert GatheringForm(typed, person=secretary, network=True).is_valid()
    assert set(GatheringForm(typed, person=planner, network=False).errors) == {"host"}
