"""Events: who keeps them, what sources say of when, and that the history keeps it all."""

from uuid import uuid4

import pytest
from django.urls import reverse

from common.dates import LooseDate
from common.refusals import Refused, Stale
from common.rows import mark
from dashboard import actions
from dashboard.models import Event, EventDating
from history.queries import history_in
from tests.world import MOMENT


def who(person):
    return {"by": person, "at": MOMENT}


SLIDES = {"day": LooseDate.read("29. mars 2009"), "start": None, "end": None, "source": "lysbilder"}
PRESS = {"day": LooseDate.read("lørdag 28. mars 2009"), "start": None, "end": None, "source": "pressen"}
VALUES = {"kind": "politics", "title": "Klimameldingen", "place": "Oslo, Stortinget", "sources": ["regjeringen.no"]}


@pytest.fixture
def event(secretary):
    return actions.save_event(values=VALUES | SLIDES, **who(secretary))


def test_both_sources_are_kept_one_is_chosen_and_the_choice_is_remembered(event, secretary):
    dating = actions.add_event_dating(event=event, values=PRESS, **who(secretary))

    actions.choose_event_dating(event=event, dating=dating, **who(secretary))

    event.refresh_from_db()
    dating.refresh_from_db()
    assert (event.when, event.source) == ("lørdag 28. mars 2009", "pressen")
    assert (dating.when, dating.source) == ("29. mars 2009", "lysbilder")
    line = history_in("event", event.pk)[0]
    assert (line.act, line.before["source"], line.after["source"]) == ("choose", "lysbilder", "pressen")


def test_history_keeps_what_is_taken_away(event, secretary):
    actions.add_event_dating(event=event, values=PRESS, **who(secretary))

    actions.remove_event(event=event, **who(secretary))

    assert not Event.objects.exists()
    line = history_in("event", event.pk)[0]
    assert (line.act, line.before["title"], line.before["datings"][0]["source"]) == (
        "remove", "Klimameldingen", "pressen",
    )  # fmt: skip


def test_nobody_else_writes_the_networks_story(event, world):
    for person in (world.people["lead", "skien"], world.people["contact", "md"], world.people["superuser"]):
        for act in (
            lambda by: actions.save_event(values=VALUES | SLIDES, **who(by)),
            lambda by: actions.save_event(event=event, values=VALUES | PRESS, seen=mark(event), **who(by)),
            lambda by: actions.add_event_dating(event=event, values=PRESS, **who(by)),
            lambda by: actions.remove_event(event=event, **who(by)),
        ):
            with pytest.raises(Refused):
                act(person)

    assert [str(one.day) for one in Event.objects.all()] == ["29. mars 2009"]
    assert not EventDating.objects.exists()


def test_somebody_was_quicker(event, secretary):
    seen = mark(event)
    actions.save_event(event=event, values={"title": "Klimaforliket"}, seen=seen, **who(secretary))

    with pytest.raises(Stale):
        actions.save_event(event=event, values={"title": "Stortingsmeldingen"}, seen=seen, **who(secretary))

    assert Event.objects.get().title == "Klimaforliket"


def test_secretariat_adds_changes_and_chooses_by_its_pages(browser_of, secretary):
    browser, key = browser_of(secretary), uuid4()
    form = {"uuid": key, "kind": "regulation", "title": "Planretningslinje", "day": "høsten 2009", "sources": "a\n\nb"}

    for _twice in range(2):
        browser.post(reverse("event_add"), form)
    event = Event.objects.get()
    page = reverse("event_page", args=[event.pk])
    other = {"uuid": uuid4(), "day": "4. september 2009", "source": "Lovdata"}
    browser.post(reverse("event_dating_add", args=[event.pk]), other)
    browser.post(reverse("event_dating_choose", args=[event.pk, event.datings.get().pk]))
    changed = browser.post(
        reverse("event_edit", args=[event.pk]),
        form | {"title": "Statlig planretningslinje", "day": "4.9.2009", "seen": mark(Event.objects.get())},
    )

    shown = browser.get(page).content.decode()
    assert changed.headers["Location"] == page
    assert event.sources == ["a", "b"]
    for words in (
        "Statlig planretningslinje",
        "4. september 2009",
        "høsten 2009",
        "ifølge Lovdata",
        "valgte tidspunktet",
    ):
        assert words in shown
