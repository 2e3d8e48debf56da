"""Ideas: caught once however often they are sent, grouped, voted for, and taken up with their origin known."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from common.refusals import Refused
from history.models import Entry
from programmes.actions import bin_element
from programmes.content import programme_content
from programmes.models import Basis, Element
from tests.factories.programmes import ElementFactory, ProgrammeFactory, ThemeFactory
from tests.factories.workshops import GatheringFactory, SittingFactory, WorkshopFactory
from tests.helpers.crowd import crowd
from tests.helpers.statements import statements
from tests.world import MOMENT
from workshops import actions
from workshops.models import Gathering, Idea, Vote
from workshops.origins import ROOM, origin_of
from workshops.queries import ideas_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_to_network(kickoff):
    Gathering.objects.update(audience=Gathering.Audience.NETWORK)
    return kickoff


@pytest.fixture
def politician(world):
    return world.people["politician", "oslo"]


def caught(kickoff, by, title="Sykkelhotell", **values):
    values = {"title": title, "theme": None, "who": "Kari Nordmann", "sitting": kickoff.sitting} | values
    return actions.save_idea(gathering=kickoff.gathering, values=values, by=by, at=MOMENT)


def browse(person):
    client = Client()
    client.force_login(person)
    return client


def where(name, kickoff, *more):
    return reverse(name, args=[kickoff.gathering.pk, *more])


def test_three_ideas_sent_twice_are_three_ideas(open_to_network, politician):
    ideas = [{"uuid": uuid4(), "title": f"Idé {n}", "sitting": open_to_network.sitting.pk} for n in range(3)]
    client, address = browse(politician), where("idea_add", open_to_network)

    answers = [client.post(address, idea, headers={"Accept": "application/json"}) for idea in ideas * 2]

    assert {answer.status_code for answer in answers} == {201}
    assert [str(idea) for idea in Idea.objects.all()] == ["Idé 0", "Idé 1", "Idé 2"]


@pytest.mark.django_db(transaction=True)
def test_an_idea_sent_many_times_at_once_is_one(kickoff, planner):
    idea = {"uuid": uuid4(), "title": "Sykkelhotell"}

    with crowd(6) as many:
        answers = many.post(*[(planner, where("idea_add", kickoff), idea)] * 6)

    assert {answer.status_code for answer in answers} == {302}
    assert Idea.objects.count() == 1


def test_what_is_no_idea_is_told_to_the_queue(kickoff, planner):
    answer = browse(planner).post(
        where("idea_add", kickoff), {"uuid": uuid4(), "title": "a\0b"}, headers={"Accept": "application/json"}
    )

    assert (answer.status_code, "usynlig tegn" in answer.json()["refused"]) == (422, True)
    assert not Idea.objects.exists()


def test_a_plain_form_knows_who_and_where(kickoff, planner):
    client = browse(planner)
    address = f"{where('idea_add', kickoff)}?okt={kickoff.sitting.pk}"

    form = client.get(address).context["form"]
    client.post(address, {"uuid": form["uuid"].value(), "title": "Sykkelhotell", "who": form["who"].value(),
                          "sitting": form["sitting"].value()})  # fmt: skip

    idea = Idea.objects.get()
    assert (idea.who, idea.sitting, idea.made_by) == (planner.name, kickoff.sitting, planner)


def test_a_vote_counts_once_and_is_taken_back(kickoff, planner, secretary):
    idea = caught(kickoff, planner)
    client, address = browse(planner), where("idea_vote", kickoff, idea.pk)

    client.post(address)
    client.post(address)
    actions.vote_for(gathering=kickoff.gathering, idea=idea, wanted=True, by=secretary, at=MOMENT)
    assert [(one.voted, one.mine) for one in ideas_of(kickoff.gathering, planner)] == [(2, True)]

    client.post(address, {"trekk": "1"})
    assert [(one.voted, one.mine) for one in ideas_of(kickoff.gathering, planner)] == [(1, False)]
    assert Vote.objects.get().person == secretary


def test_only_who_caught_it_and_who_keeps_the_gathering_change_it(open_to_network, politician, planner, world):
    idea, other = caught(open_to_network, politician), world.people["planner", "oslo"]

    assert browse(other).get(where("idea_edit", open_to_network, idea.pk)).status_code == 403
    with pytest.raises(Refused):
        actions.remove_idea(gathering=open_to_network.gathering, idea=idea, by=other, at=MOMENT)
    form = browse(planner).get(where("idea_edit", open_to_network, idea.pk)).context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {"group": "Sykkel"}
    browse(planner).post(where("idea_edit", open_to_network, idea.pk), said)

    idea.refresh_from_db()
    assert (idea.group, idea.title, idea.sitting) == ("Sykkel", "Sykkelhotell", open_to_network.sitting)
    assert "group" not in browse(politician).get(where("idea_edit", open_to_network, idea.pk)).context["form"].fields


def test_a_workshop_where_ideas_came_up_stays(kickoff, planner):
    idea = caught(kickoff, planner)

    with pytest.raises(Refused):
        actions.remove_workshop(gathering=kickoff.gathering, workshop=kickoff.workshop, by=planner, at=MOMENT)
    with pytest.raises(Refused):
        actions.remove_sitting(gathering=kickoff.gathering, sitting=kickoff.sitting, by=planner, at=MOMENT)
    actions.remove_idea(gathering=kickoff.gathering, idea=idea, by=planner, at=MOMENT)
    actions.remove_workshop(gathering=kickoff.gathering, workshop=kickoff.workshop, by=planner, at=MOMENT)

    assert not kickoff.gathering.workshops.exists()


def test_several_cities_take_up_one_idea_and_each_sees_its_own(open_to_network, world, planner):
    theme = ThemeFactory()
    idea = caught(open_to_network, planner, theme=theme)
    people = {slug: world.people["planner", slug] for slug in ("skien", "oslo")}
    programmes = {slug: ProgrammeFactory(cities=[world.cities[slug]], title=f"Program {slug}") for slug in people}
    chapter = ElementFactory(parent=programmes["skien"].elements.get(), kind="chapter")
    chapter.chapter.theme = theme
    chapter.chapter.save()

    for slug, person in people.items():
        address, uuid = where("idea_take_up", open_to_network, idea.pk), uuid4()
        for _twice in range(2):
            answer = browse(person).post(address, {"uuid": uuid, "where": programmes[slug].pk})
            assert answer.status_code == 302

    mine = Element.objects.get(programme=programmes["skien"], kind="measure")
    assert (mine.parent, mine.measure.theme, mine.title) == (chapter, theme, "Sykkelhotell")
    basis = Basis.objects.get(element=mine)
    assert basis.place == "Oppstart, Energi i bygg (Plenumsal A), 21.\xa0august 2008, foreslått av Kari Nordmann"
    assert (basis.kind, basis.reference) == ("idea", f"idea:{idea.uuid}")
    for slug, person in people.items():
        became = ideas_of(open_to_network.gathering, person)[0].became
        assert [element.programme for element in became] == [programmes[slug]]
    assert ideas_of(open_to_network.gathering, world.people["politician", "oslo"])[0].became == []


def test_origin_stands_in_the_panel_and_in_what_is_frozen(kickoff, planner, world):
    programme = ProgrammeFactory(cities=[world.cities["skien"]])
    what = {"gathering": kickoff.gathering, "idea": caught(kickoff, planner), "programme": programme, "city": None}
    made = actions.take_up_idea(**what, by=planner, at=MOMENT)

    page = browse(planner).get(reverse("element_page", args=[made.pk]) + "?panel=grunnlag").content.decode()
    content = programme_content(programme, MOMENT.date())

    assert "Energi i bygg (Plenumsal A), 21.\xa0august 2008, foreslått av Kari Nordmann" in page
    assert "foreslått av Kari Nordmann" in content["elements"][0]["basis"][0]["place"]
    with pytest.raises(Refused):
        actions.take_up_idea(**what, by=planner, at=MOMENT)
    bin_element(element=made, by=planner, at=MOMENT)
    assert ideas_of(kickoff.gathering, planner)[0].became == []
    assert actions.take_up_idea(**what, by=planner, at=MOMENT) != made


def test_nobody_takes_an_idea_into_anothers_programme(open_to_network, world, planner):
    idea, foreign = caught(open_to_network, planner), ProgrammeFactory(cities=[world.cities["oslo"]])

    answer = browse(planner).get(where("idea_take_up", open_to_network, idea.pk))
    with pytest.raises(Refused):
        actions.take_up_idea(
            gathering=open_to_network.gathering, idea=idea, programme=foreign, city=None, by=planner, at=MOMENT
        )

    assert answer.status_code == 403
    assert not Element.objects.filter(kind="measure").exists()


def test_long_names_are_shortened_in_the_origin():
    gathering = GatheringFactory(title="S" * 200)
    sitting = SittingFactory(workshop=WorkshopFactory(gathering=gathering, title="V" * 200))
    idea = Idea(gathering=gathering, sitting=sitting, who="H" * 100)

    origin = origin_of(idea)

    assert len(origin) <= ROOM
    assert "21.\xa0august 2008" in origin


def test_an_idea_from_no_workshop_has_the_gatherings_day(kickoff, planner):
    assert origin_of(caught(kickoff, planner, sitting=None, who="")) == "Oppstart, 21.–22. august 2008"


def test_a_year_later_nothing_tells_who_voted_and_whose_idea_came_to_nothing(kickoff, planner, world):
    taken, left, other = (caught(kickoff, planner) for _n in range(3))
    what = {"gathering": kickoff.gathering, "by": planner, "at": MOMENT}
    programme = ProgrammeFactory(cities=[world.cities["skien"]])
    actions.take_up_idea(idea=taken, programme=programme, city=None, **what)
    actions.vote_for(idea=left, wanted=True, **what)
    actions.remove_idea(idea=other, **what)
    last, after = date(2009, 8, 22), date(2009, 8, 23)

    assert (actions.forget_voters(day=last, at=MOMENT), actions.forget_proposers(day=last, at=MOMENT)) == (0, 0)
    assert (actions.forget_voters(day=after, at=MOMENT), actions.forget_proposers(day=after, at=MOMENT)) == (1, 1)

    assert [(one.who, one.voted, one.mine) for one in ideas_of(kickoff.gathering, planner)] == [
        ("", 1, False), ("Kari Nordmann", 0, False),
    ]  # fmt: skip
    lines = Entry.objects.filter(thing="idea")
    assert "Kari" not in str(list(lines.values("title", "before", "after", "person_name")))
    assert [line.person_id for line in lines.filter(act="vote")] == [None]
    assert "Kari Nordmann" in Basis.objects.get().place


def test_ideas_cost_the_same_for_few_and_for_many(kickoff, planner):
    client, address = browse(planner), where("idea_list", kickoff)
    costs = []
    for many in (1, 10):
        for _one in range(many):
            caught(kickoff, planner)
        costs.append(len(statements(lambda: client.get(address))))

    assert costs[0] == costs[1] <= 12
