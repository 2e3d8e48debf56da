"""A party's letter: seen by its contacts alone until it is sent, then a paper whose points the next draft answers."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from cities.access import can, visible
from cities.acts import Act
from common.refusals import Refused, Stale
from documents.actions import withdraw_sharing
from history.models import Entry
from post.models import Letter
from programmes.actions import (
    add_points,
    answer_point,
    bin_element,
    remove_feedback,
    remove_feedback_point,
    remove_paper,
    save_feedback,
    save_feedback_point,
    save_point,
    send_feedback,
    split_element,
)
from programmes.feedback import answers_seen, feedback_mark, feedback_point_mark, letter_mark
from programmes.models import Basis, Feedback, Paper, Point
from programmes.papers import feedback_answered, point_mark, unanswered_points
from programmes.readiness import readiness_of
from programmes.scopes import branch_mark
from tests.factories.programmes import ElementFactory
from tests.programmes.letters import AT, ask, asked, begin, nowhere, said, send, shared


@pytest.fixture
def contact(programmes):
    return programmes.world.people["contact", "md"]


@pytest.fixture
def sharing(programmes):
    return shared(programmes.world, programmes.skien)


@pytest.fixture
def draft(sharing, contact, programmes):
    """A letter with a point on the measure, and one on the whole."""
    feedback = begin(sharing, contact)
    ask(feedback, contact, "Når er den ferdig?", programmes["bare-skien"])
    ask(feedback, contact, "Ta med næringslivet", text="De har egne mål.")
    return feedback


# -- In the making


def test_a_letter_is_the_partys_own_until_it_is_sent(programmes, draft):
    people = programmes.world.people

    assert not Paper.objects.exists()
    assert Entry.objects.filter(thing="feedback").exclude(scope="").count() == 0
    for who in (("planner", "skien"), ("lead", "skien"), ("contact", "sd"), "superuser"):
        assert not visible(people[who], Act.GIVE_FEEDBACK, Feedback).exists(), who
    assert not can(people["secretariat", "network"], Act.GIVE_FEEDBACK, draft)
    assert can(people["contact", "md"], Act.GIVE_FEEDBACK, draft)


def test_a_form_sent_twice_begins_one_letter_and_one_point(sharing, contact):
    key = uuid4()
    for _n in range(2):
        feedback = save_feedback(sharing=sharing, values=said(), uuid=key, by=contact, at=AT)
        save_feedback_point(feedback=feedback, values=asked(), uuid=key, by=contact, at=AT)

    assert (Feedback.objects.count(), Feedback.objects.get().points.count()) == (1, 1)


def test_two_contacts_do_not_write_over_each_other(draft, contact):
    seen, point = feedback_mark(draft), draft.points.first()
    read = feedback_point_mark(point)
    what = {"sharing": draft.sharing, "feedback": draft, "seen": seen, "by": contact, "at": AT}
    save_feedback(values=said(text="Først."), **what)
    save_feedback_point(feedback=draft, point=point, values=asked("Først"), seen=read, by=contact, at=AT)

    with pytest.raises(Stale) as stale:
        save_feedback(values=said(text="Sist."), **what)
    with pytest.raises(Stale):
        save_feedback_point(feedback=draft, point=point, values=asked("Sist"), seen=read, by=contact, at=AT)

    draft.refresh_from_db()
    assert (stale.value.theirs.text, draft.text, draft.points.first().title) == ("Først.", "Først.", "Først")


def test_a_file_is_attached_and_taken_away(settings, tmp_path, sharing, contact):
    settings.FILES_ROOT = tmp_path
    feedback = begin(sharing, contact)
    what = {"sharing": sharing, "feedback": feedback, "values": said(), "by": contact, "at": AT}
    upload = SimpleUploadedFile("brev.pdf", b"%PDF-1.7 brev")
    with_file = save_feedback(**what, upload=upload, seen=feedback_mark(feedback))
    named = with_file.file_name
    without = save_feedback(**what, without_file=True, seen=feedback_mark(with_file))

    assert (named, without.file, without.file_name) == ("brev.pdf", None, "")


def test_a_letter_and_a_point_are_thrown_away(draft, contact):
    remove_feedback_point(point=draft.points.first(), by=contact, at=AT)
    left = draft.points.count()
    remove_feedback(feedback=draft, by=contact, at=AT)

    assert (left, Feedback.objects.count()) == (1, 0)
    with pytest.raises(Refused):
        save_feedback_point(feedback=draft, values=asked(), by=contact, at=AT)


# -- Sent


def test_a_letter_that_is_sent_is_a_paper_to_answer(programmes, draft, contact):
    lead = programmes.world.people["lead", "skien"]
    before = readiness_of(programmes.skien, lead).count
    paper = send(draft, contact)

    assert (paper.kind, paper.sender, str(paper.day)) == ("feedback", "Miljøverndepartementet", "1. mars 2009")
    assert [city.slug for city in paper.cities.all()] == ["skien"]
    assert [(point.number, point.title) for _paper, point in unanswered_points(programmes.skien)] == [
        ("1", "Når er den ferdig?"),
        ("2", "Ta med næringslivet"),
    ]
    assert readiness_of(programmes.skien, lead).count == before + 2
    assert not Feedback.objects.exists()


def test_a_point_on_an_element_hangs_there_unanswered(programmes, draft, contact):
    measure = programmes["bare-skien"]
    paper = send(draft, contact)

    basis = measure.bases.get()
    assert (basis.point, basis.followed_up, basis.kind) == (paper.points.first(), None, "feedback")
    assert paper.points.first().about == f"{measure.code} {measure.title}"
    assert Basis.objects.count() == 1
    assert Entry.objects.filter(thing="element", thing_id=measure.pk, field="basis").count() == 1


def test_a_point_on_what_is_gone_from_the_draft_still_stands(programmes, draft, contact):
    bin_element(element=programmes["bare-skien"], by=programmes.world.people["planner", "skien"], at=AT)
    paper = send(draft, contact)

    assert not Basis.objects.exists()
    assert programmes["bare-skien"].code in paper.points.first().about


def test_a_point_on_what_is_split_hangs_at_each_citys_own(programmes):
    world, element = programmes.world, programmes["skien-porsgrunn"]
    contact, planner = world.people["contact", "md"], world.people["planner", "skien"]
    sharing = shared(world, element.programme, city=world.cities["skien"])
    feedback = begin(sharing, contact)
    ask(feedback, contact, "Hvem gjør hva?", element)
    split_element(element=element, mark=branch_mark(element), key=uuid4(), by=planner, at=AT)
    send(feedback, contact)

    found = Basis.objects.filter(title="Hvem gjør hva?").values_list("element__city__slug", flat=True)
    assert sorted(found) == ["porsgrunn", "skien"]


def test_those_who_write_the_programme_are_told_once(programmes, draft, contact):
    Letter.objects.all().delete()
    seen = letter_mark(draft)
    first, second = (
        send_feedback(feedback=draft, seen=seen, link=nowhere, by=contact, at=AT) for _n in range(2)
    )  # fmt: skip

    people = programmes.world.people
    assert first == second
    assert [letter.to for letter in Letter.objects.order_by("to")] == [
        people["lead", "skien"].email, people["planner", "skien"].email,
    ]  # fmt: skip
    assert "2 punkter" in Letter.objects.first().body


def test_a_letter_to_a_version_taken_back_is_not_sent_and_not_lost(programmes, draft, contact):
    withdraw_sharing(sharing=draft.sharing, by=programmes.world.people["lead", "skien"], at=AT)

    with pytest.raises(Refused, match="ikke lenger delt"):
        send(draft, contact)
    with pytest.raises(Refused, match="ikke lenger delt"):
        begin(draft.sharing, contact)

    assert (Paper.objects.count(), Feedback.objects.get().points.count()) == (0, 2)


def test_an_empty_letter_is_not_sent(sharing, contact):
    feedback = begin(sharing, contact, text="")

    with pytest.raises(Refused):
        send(feedback, contact)

    assert not Paper.objects.exists()


def test_what_another_contact_has_added_is_read_before_it_is_sent(draft, contact):
    seen = letter_mark(draft)
    ask(draft, contact, "Enda et punkt")

    with pytest.raises(Stale):
        send_feedback(feedback=draft, seen=seen, link=nowhere, by=contact, at=AT)

    assert not Paper.objects.exists()


def test_what_is_sent_never_changes(programmes, draft, contact):
    paper, planner = send(draft, contact), programmes.world.people["planner", "skien"]
    point = paper.points.first()
    with pytest.raises(Refused, match="endres ikke"):
        add_points(paper=paper, points=[], by=planner, at=AT)
    with pytest.raises(Refused, match="endres ikke"):
        save_point(point=point, values={"title": "Noe annet"}, seen=point_mark(point), by=planner, at=AT)
    with pytest.raises(Refused, match="endres ikke"):
        remove_paper(paper=paper, by=planner, at=AT)
    for rows in (Paper.objects.filter(pk=paper.pk), Point.objects.filter(pk=point.pk)):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            rows.update(title="Noe annet")

    assert (paper.points.count(), Point.objects.get(pk=point.pk).title) == (2, "Når er den ferdig?")


def test_a_further_letter_is_sent_about_the_same_version(draft, sharing, contact):
    send(draft, contact)
    send(begin(sharing, contact, title="Et brev til"), contact)

    assert sharing.papers.count() == 2


def test_the_sender_reads_the_letter_and_other_parties_do_not(programmes, draft, contact):
    paper, people = send(draft, contact), programmes.world.people
    withdraw_sharing(sharing=draft.sharing, by=people["lead", "skien"], at=AT)

    readers = {
        who: can(people[who], Act.READ_PAPER, paper)
        for who in (("contact", "md"), ("contact", "sd"), ("planner", "skien"), ("planner", "oslo"), "stranger")
    }

    assert [who for who, may in readers.items() if may] == [("contact", "md"), ("planner", "skien")]
    assert not can(contact, Act.KEEP_PAPER, paper)


# -- Answered


def test_the_sender_is_told_of_each_answer_and_of_nothing_else_in_the_draft(programmes, draft, contact):
    planner, measure = programmes.world.people["planner", "skien"], programmes["bare-skien"]
    new = programmes["bare-skien:goal"]
    paper = send(draft, contact)
    first, second = paper.points.order_by("position")
    answer_point(point=first, elements=[measure], followed_up=True, by=planner, at=AT)
    before = answers_seen(paper)
    answer_point(point=second, elements=[new], followed_up=False, because="De har sitt eget.", by=planner, at=AT)

    after = answers_seen(paper)
    assert [(one.title, one.basis.followed_up) for one in before[first.pk]] == [(f"1.1.1 {measure.title}", True)]
    assert second.pk not in before
    assert [(one.title, one.basis.because) for one in after[second.pk]] == [(f"1.1 {new.title}", "De har sitt eget.")]
    assert feedback_answered(programmes.world.cities["skien"])


def test_what_the_version_has_not_is_named_by_its_code_alone(programmes, draft, contact):
    planner = programmes.world.people["planner", "skien"]
    paper = send(draft, contact)
    point = paper.points.first()
    newer = ElementFactory(parent=programmes["bare-skien:goal"], title="Hemmelig nytt tiltak")
    answer_point(point=point, elements=[newer], followed_up=True, by=planner, at=AT)

    assert [one.title for one in answers_seen(paper)[point.pk]] == [""]


def test_cities_that_answer_apart_are_each_heard(programmes):
    world, twins = programmes.world, programmes.twins["skien", "porsgrunn"]
    contact = world.people["contact", "md"]
    feedback = begin(shared(world, twins, city=world.cities["skien"]), contact)
    ask(feedback, contact, "Følger begge opp?")
    paper = send(feedback, contact)
    point = paper.points.get()
    for slug, yes in (("skien", True), ("porsgrunn", False)):
        own, by = programmes[f"skien-porsgrunn:{slug}"], world.people["planner", slug]
        answer_point(point=point, elements=[own], followed_up=yes, because="Nei." if not yes else "", by=by, at=AT)

    told = {str(one.basis.element.city): (one.basis.followed_up, one.title) for one in answers_seen(paper)[point.pk]}
    skiens = f"1.1.2 {programmes['skien-porsgrunn:skien'].title}"
    assert told == {"Skien": (True, skiens), "Porsgrunn": (False, "")}
