"""Many who do the same, or what crosses, at the same moment: one thing is made, nothing is lost, nobody meets a fault.

Real threads on connections of their own. Such a test costs an emptied database, so each tries many things.
"""

from collections import Counter
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cities.models import Party
from documents.actions import start_route
from documents.models import Approval, Print, Version
from history.models import Entry
from history.queries import history_of
from programmes.actions import invite_city, save_field
from programmes.fields import field_of
from programmes.models import (
    Attachment,
    Basis,
    CityInvitation,
    CityPart,
    Comment,
    Element,
    Kind,
    Merger,
    Paper,
    Point,
    Programme,
    Progress,
    Responsibility,
    Waiver,
)
from programmes.scopes import branch_mark, element_mark, mark_of_all
from programmes.sharing import shared_part
from tests.factories.programmes import ElementFactory, PaperFactory, PointFactory, ProgrammeFactory, ThemeFactory
from tests.helpers.crowd import crowd

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
TWENTY = 20
ROUNDS = range(5)


@pytest.fixture
def at_once(programmes, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with crowd(TWENTY) as many:
        yield many.post


@pytest.fixture
def planner(programmes):
    return programmes.world.people["planner", "skien"]


@pytest.fixture
def twin(programmes):
    return programmes.world.people["planner", "porsgrunn"]


@pytest.fixture
def grow(programmes):
    """Makes a new measure of the twins."""
    return lambda: ElementFactory(parent=programmes["skien-porsgrunn:goal"], title="Sykkelnett")


class Pdf:
    """A file to send, as often as one likes."""

    name = "kart.pdf"

    def read(self) -> bytes:
        return b"%PDF-1.7"


# -- Twenty equal forms. Each door: what is made, its address and what is typed there.


def a_field(programmes, measure):
    return Programme, reverse("element_field", args=[measure.pk, "note"]), {"value": "Merknad", "base": 0}


def an_element(programmes, measure):
    return Element, reverse("element_add", args=[measure.parent_id]), {"kind": "measure", "title": "Nytt"}


def a_row(programmes, measure):
    data = {"words": "Byplan", "part": "responsible", "certain": "yes"}
    return Responsibility, reverse("element_row_add", args=[measure.pk, "responsibility"]), data


def a_row_with_a_new_party(programmes, measure):
    where, data = a_row(programmes, measure)[1:]
    return Party, where, data | {"words": "Grenland Sykkelforening", "new_party": "voluntary"}


def a_report(programmes, measure):
    data = {"status": "under_way", "day": "mars 2009", "words": "I gang"}
    return Progress, reverse("element_report", args=[measure.pk]), data


def a_comment(programmes, measure):
    return Comment, reverse("element_comment", args=[measure.pk]), {"text": "Har vi råd? @planner porsgrunn"}


def a_basis(programmes, measure):
    return Basis, reverse("element_basis_add", args=[measure.pk]), {"kind": "plan", "title": "Kommuneplanen"}


def an_annex(programmes, measure):
    return Attachment, reverse("element_attach", args=[measure.pk]), {"sort": "annex", "title": "Kart", "file": Pdf()}


def a_reason(programmes, measure):
    where = reverse("gap_waive", args=[measure.programme_id])
    return Waiver, where, {"hull": f"deadline:{measure.code}", "reason": "Løper hele tiden", "base": 0}


def a_filled_hole(programmes, measure):
    theme = ThemeFactory(code="AT", number=1)
    where = reverse("coverage_fill", args=[measure.programme_id])
    return Element, where, {"celle": f"{theme.code}:business", "title": "Nytt", "place": measure.parent_id}


def a_programme(programmes, measure):
    cities = [programmes.world.cities["skien"].pk]
    data = {"title": "Klimaplan", "cities": cities, "plan_kind": "free", "outline": "tom"}
    return Programme, reverse("programme_start"), data


def a_version(programmes, measure):
    where, skien = reverse("programme_freeze", args=[measure.programme_id]), programmes.world.cities["skien"].pk
    return Version, where, {"day": "2009-02-09", "city": skien, "tabled_in": skien}


def an_approval(programmes, measure):
    mark = shared_part(Programme.objects.get(pk=measure.programme_id), date(2009, 2, 9)).mark
    return Approval, reverse("shared_approve", args=[measure.programme_id, "skien"]), {"seen": mark}


def a_paper(programmes, measure):
    data = {"kind": "plan", "title": "Energiplan", "cities": programmes.world.cities["skien"].pk}
    return Paper, reverse("paper_add"), data


def points(programmes, measure):
    paper = PaperFactory(kind="feedback", cities=[programmes.world.cities["skien"]])
    return Point, reverse("paper_points", args=[paper.pk]), {"lines": "3 Tallfest målene", "lagre": "1"}


def a_city_invitation(programmes, measure):
    programme = ProgrammeFactory(cities=[programmes.world.cities["skien"]], title="Program")
    data = {"city": programmes.world.cities["bergen"].pk, "keep_own": "felles"}
    return CityInvitation, reverse("city_invite", args=[programme.pk]), data


def a_split(programmes, measure):
    return Element, reverse("element_split", args=[measure.pk]), {"mark": branch_mark(measure)}


def a_sharing(programmes, measure):
    own = ElementFactory(parent=measure.parent, city=programmes.world.cities["skien"])
    return Programme, reverse("element_share", args=[own.pk]), {"mark": element_mark(own)}


def a_proposal(programmes, measure):
    own, other = (
        ElementFactory(parent=measure.parent, city=programmes.world.cities[slug], title="Likt")
        for slug in ("skien", "porsgrunn")
    )
    where = f"{reverse('element_join', args=[own.pk])}?med={other.pk}"
    return Merger, where, {"mark": mark_of_all([own, other]), "keeps": own.pk}


DOORS = [
    a_city_invitation, a_field, an_element, a_row, a_row_with_a_new_party, a_report, a_comment, a_basis, an_annex,
    a_reason, a_filled_hole, a_programme, a_version, a_paper, points, an_approval, a_split, a_sharing, a_proposal,
]  # fmt: skip
LEADS = a_version, a_city_invitation, an_approval
LINES = {"a_field": (0, 1), "a_row_with_a_new_party": (1, 2), "a_filled_hole": (1, 3), "a_version": (1, 2)}
LINES |= {"a_split": (2, 3), "a_sharing": (0, 1), "a_proposal": (1, 2)}


def test_twenty_equal_forms_at_once_make_one(programmes, planner, grow, at_once):
    found = {}
    for door in DOORS:
        model, where, data = door(programmes, grow())
        person = programmes.world.people["lead", "skien"] if door in LEADS else planner
        form = {"uuid": uuid4(), "key": uuid4()} | data
        before = model.objects.count(), Entry.objects.count()

        answers = at_once(*[(person, where, form)] * TWENTY)

        made = model.objects.count() - before[0], Entry.objects.count() - before[1]
        led = {answer.headers.get("Location") for answer in answers}
        found[door.__name__] = Counter(answer.status_code for answer in answers), len(led), made

    assert found == {door.__name__: ({302: TWENTY}, 1, LINES.get(door.__name__, (1, 1))) for door in DOORS}


def test_twenty_forms_about_what_can_be_but_one_make_one(programmes, planner, grow, at_once):
    """Each form has a key of its own: they come from twenty windows."""
    shared, city = grow(), programmes.world.cities["skien"]
    where = reverse("element_row_add", args=[shared.pk, "citypart"])

    answers = at_once(
        *[(planner, where, {"uuid": uuid4(), "city": city.pk, "note": f"Del {n}"}) for n in range(TWENTY)]
    )

    assert sorted(answer.status_code for answer in answers) == [302] + [422] * 19
    assert CityPart.objects.filter(element=shared).count() == history_of("element", shared.pk).count() == 1


# -- What crosses


def test_two_who_move_elements_into_each_other_leave_a_tree(programmes, planner, twin, at_once):
    chapter = programmes["skien-porsgrunn:chapter"]
    for n in ROUNDS:
        one, other = (ElementFactory(parent=chapter, kind=Kind.GOAL, title=f"Mål {n}{x}") for x in "ab")
        into = [
            (person, reverse("element_move", args=[moved.pk]), {"parent": home.pk, "position": 0})
            for person, moved, home in ((planner, one, other), (twin, other, one))
        ]

        answers = at_once(*into, *into)

        one.refresh_from_db()
        other.refresh_from_db()
        moved = [history_of("element", element.pk).filter(act="move").count() for element in (one, other)]
        assert {answer.status_code for answer in answers} == {302}
        assert (one.parent == other) != (other.parent == one)
        assert 0 in moved
        assert_sound(chapter.programme)


def assert_sound(programme):
    """Everything hangs under the root, and each list is counted from 0 without holes."""
    elements = list(Element.objects.filter(programme=programme, binned_at=None))
    children = {}
    for element in elements:
        children.setdefault(element.parent_id, []).append(element)
    reached, level = [], children[None]
    while level:
        reached += level
        level = [child for above in level for child in children.get(above.pk, [])]
    assert {element.pk for element in reached} == {element.pk for element in elements}
    for some in children.values():
        places = sorted(element.position for element in some if element.parent_id)
        assert places == list(range(len(places)))


def test_a_save_meets_a_bin_or_a_way_back_and_no_text_is_lost(programmes, planner, twin, grow, at_once):
    for n in ROUNDS:
        measure, mine = grow(), f"Min {n}"
        for base, words in enumerate(["En", "To"]):
            save(measure, words, base, planner)
        back = history_of("element", measure.pk).filter(after="En").get()

        went, kept = at_once(
            (twin, reverse("element_go_back", args=[measure.pk, back.pk]), {}),
            (planner, reverse("element_field", args=[measure.pk, "note"]), {"value": mine, "base": 2}),
        )

        measure = Element.objects.for_door().get(pk=measure.pk)
        assert (went.status_code, kept.status_code) in {(302, 302), (302, 409)}
        told = history_of("element", measure.pk).order_by("pk").values_list("act", "before", "after")[2:]
        edits, lost = ([line for line in told if line[0] == act] for act in ("edit", "conflict"))
        assert {after for _act, _before, after in told} == {"En", mine}
        assert [before for _act, before, _after in lost] == [measure.measure.note] * len(lost)
        assert (len(edits) + 2, edits[-1][2]) == (measure.revision("note"), measure.measure.note)

        kept, binned = at_once(
            (planner, reverse("element_field", args=[measure.pk, "note"]), {"value": "Sist", "base": 2 + len(edits)}),
            (twin, reverse("element_bin", args=[measure.pk]), {}),
        )

        measure = Element.objects.for_door().get(pk=measure.pk)
        assert (binned.status_code, bool(measure.binned_at)) == (302, True)
        assert kept.status_code in {302, 422}
        assert (measure.measure.note == "Sist") == (kept.status_code == 302)
    assert_sound(measure.programme)


def test_those_who_let_a_city_in_and_who_take_the_invitation_back_are_told_apart(programmes, at_once):
    lead = programmes.world.people["lead", "skien"], programmes.world.people["lead", "bergen"]
    for n in ROUNDS:
        programme = ProgrammeFactory(cities=[programmes.world.cities["skien"]], title=f"Program {n}")
        asked = invite_city(
            programme=programme, city=programmes.world.cities["bergen"], link=lambda one: "", by=lead[0], at=AT
        )
        yes = lead[1], reverse("city_invitation_answer", args=[asked.pk]), {"answer": "ja"}
        back = lead[0], reverse("city_invitation_withdraw", args=[programme.pk, asked.pk]), {}

        answers = at_once(yes, back, yes, yes, back)

        cities = list(programme.document.city_rows.values_list("city__slug", flat=True))
        told = history_of("element", programme.elements.get(parent=None).pk).values_list("act", flat=True)
        asked.refresh_from_db()
        assert {answer.status_code for answer in answers} == {302}
        assert (asked.answer, cities, list(told)) in [
            ("accepted", ["skien", "bergen"], ["join_city", "invite_city"]),
            ("withdrawn", ["skien"], ["withdraw_city", "invite_city"]),
        ]


def test_a_row_that_meets_the_citys_leaving_goes_along_or_is_refused(programmes, twin, at_once):
    porsgrunn, lead = programmes.world.cities["porsgrunn"], programmes.world.people["lead", "porsgrunn"]
    pair = [programmes.world.cities["skien"], porsgrunn]
    for n in ROUNDS:
        programme = ProgrammeFactory(cities=pair, title=f"Program {n}")
        measure = ElementFactory(parent=programme.elements.get(parent=None))
        row = {"uuid": uuid4(), "words": "Byplan", "part": "responsible", "certain": "yes", "city": porsgrunn.pk}
        add = twin, reverse("element_row_add", args=[measure.pk, "responsibility"]), row
        out = (
            lead,
            reverse("programme_leave", args=["porsgrunn", programme.pk]),
            {"uuid": uuid4(), "title": f"Eget {n}"},
        )

        saved, *left = at_once(add, out, out, out)

        [new] = Programme.objects.filter(predecessor=programme)
        found = [Responsibility.objects.filter(element__programme=one).count() for one in (programme, new)]
        assert {answer.status_code for answer in left} == {302}
        assert found == [0, int(saved.status_code == 302)]


def save(element, words, base, by):
    save_field(element=element, field=field_of(element.kind, "note"), value=words, base=base, by=by, at=AT)


def test_an_answer_over_many_elements_meets_those_who_move_them(programmes, planner, twin, grow, at_once):
    """Each holds many elements: unless one waits for the other from the start, they wait for each other."""
    for n in ROUNDS:
        measures = [grow() for _n in range(8)]
        cities = [programmes.world.cities["skien"], programmes.world.cities["porsgrunn"]]
        point = PointFactory(paper=PaperFactory(kind="feedback", cities=cities))
        programme = measures[0].programme
        answer = {"element": [measure.pk for measure in measures], "followed_up": "ja"}
        moves = [
            (twin, reverse("element_move", args=[measure.pk]), {"parent": measure.parent_id, "position": 0})
            for measure in measures[::-1]
        ]

        answers = at_once((planner, reverse("point_answer", args=[programme.pk, point.pk]), answer), *moves)

        assert {answer.status_code for answer in answers} == {302}, n
        assert Basis.objects.filter(point=point).count() == len(measures)
        assert_sound(programme)


def test_a_save_meets_a_split_and_no_text_is_left_behind(programmes, planner, twin, grow, at_once):
    for n, measure in enumerate([grow() for _n in ROUNDS]):
        mine = f"Min {n}"

        split, kept = at_once(
            (planner, reverse("element_split", args=[measure.pk]), {"key": uuid4(), "mark": branch_mark(measure)}),
            (twin, reverse("element_field", args=[measure.pk, "note"]), {"value": mine, "base": 0}),
        )

        measure = Element.objects.for_door().get(pk=measure.pk)
        assert (split.status_code, kept.status_code) in {(302, 422), (422, 302)}
        assert (measure.measure.note == mine) == (measure.binned_at is None)
    assert_sound(measure.programme)


def test_leads_who_freeze_at_once_make_a_version_each_with_all_its_editions(programmes, grow, at_once):
    people, measure = programmes.world.people, grow()
    where = reverse("programme_freeze", args=[measure.programme_id])
    sent = [
        (people["lead", slug], where, {"key": uuid4(), "day": "2009-02-09"}) for slug in ("skien", "porsgrunn") * 5
    ]  # fmt: skip

    answers = at_once(*sent)

    assert {answer.status_code for answer in answers} == {302}
    versions = Version.objects.filter(document__programme=measure.programme_id)
    assert sorted(versions.values_list("number", flat=True)) == list(range(1, 11))
    assert {version.editions.count() for version in versions} == {3}
    assert {Print.objects.filter(edition__version=version).count() for version in versions} == {1}


def test_papers_asked_for_in_many_windows_are_made_once(programmes, grow, at_once):
    people, measure = programmes.world.people, grow()
    lead, skien = people["lead", "skien"], programmes.world.cities["skien"]
    at_once((lead, reverse("programme_freeze", args=[measure.programme_id]), {"key": uuid4(), "day": "2009-02-09"}))
    version = Version.objects.get(document__programme=measure.programme_id)
    route = start_route(version=version, city=skien, start="bystyre", by=lead, at=now())

    answers = at_once(*[(lead, reverse("step_papers", args=[route.pk, route.steps.get().pk]), {})] * TWENTY)

    assert {answer.status_code for answer in answers} == {302}
    assert route.prints.count() == 1
