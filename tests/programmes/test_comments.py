"""What people say about an element: who may, what is kept, what is found again, and who is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.urls import reverse

from cities.actions import give_role
from cities.acts import RoleKind
from cities.models import Role, User
from common.refusals import Refused
from history.queries import history_of
from post.models import Letter
from programmes.actions import (
    answer_comment,
    bin_element,
    change_comment,
    comment_on,
    freeze_programme,
    save_field,
    solve_comment,
    take_back_comment,
    tell_mentioned,
)
from programmes.fields import field_of
from programmes.marks import changed_since_last_version
from programmes.models import Comment, Mention
from programmes.queries import asked_of
from programmes.talk import named_in, offered, open_comments, threads_of
from programmes.templatetags.programmes import told
from tests.helpers.statements import statements
from tests.world import MOMENT

AT = datetime(2009, 2, 9, 13, tzinfo=UTC)
SITE = "https://framtid.example"


@pytest.fixture
def people(programmes):
    return programmes.world.people


@pytest.fixture
def planner(people):
    return people["planner", "skien"]


@pytest.fixture
def twin(people):
    return people["planner", "porsgrunn"]


@pytest.fixture
def shared(programmes):
    return programmes["skien-porsgrunn"]


def say(element, by, text="Har vi råd til dette?", *, at=AT, **more) -> Comment:
    return comment_on(element=element, text=text, by=by, at=at, **more)


def acts_on(element) -> list[tuple]:
    return [(entry.act, entry.person_name) for entry in history_of("element", element.pk).order_by("pk")]


# -- What is kept


def test_a_comment_on_marked_words_leaves_the_text_and_its_revision_alone(shared, planner):
    before = (shared.text, shared.revisions)

    comment = say(shared, planner, field="text", quotation="felles skien", prefix="Tekst")

    shared.refresh_from_db()
    assert (shared.text, shared.revisions) == before
    assert (comment.field, comment.quotation, comment.prefix) == ("text", "felles skien", "Tekst")


def test_every_act_is_in_the_history_with_its_words(shared, planner, twin):
    comment = say(shared, planner, field="text", quotation="Tekst")
    answer = answer_comment(comment=comment, text="Ja, med statlig støtte.", by=twin, at=AT)
    change_comment(comment=answer, text="Ja.", by=twin, at=AT)
    take_back_comment(comment=answer, by=twin, at=AT)
    solve_comment(comment=comment, by=twin, at=AT)
    solve_comment(comment=comment, solved=False, by=planner, at=AT)

    entries = list(history_of("element", shared.pk).order_by("pk"))
    assert [told(entry) for entry in entries] == [
        "kommenterte: «Har vi råd til dette?»",
        "kommenterte: «Ja, med statlig støtte.»",
        "kommenterte: «Ja.»",
        "slettet kommentaren «Ja.»",
        "løste kommentaren «Har vi råd til dette?»",
        "åpnet igjen kommentaren «Har vi råd til dette?»",
    ]
    assert entries[0].after["quotation"] == "Tekst"
    assert entries[2].before["text"] == "Ja, med statlig støtte."


def test_a_comment_must_be_about_something_the_element_has(programmes, shared, planner):
    for place in [{"field": "finnes-ikke"}, {"quotation": "ord"}, {"field": "targets_inward", "quotation": "ord"}]:
        with pytest.raises(Refused):
            say(shared, planner, **place)

    assert Comment.objects.count() == 0
    assert acts_on(shared) == []


def test_nothing_is_said_about_what_lies_in_the_bin(programmes, planner):
    measure = programmes["bare-skien"]
    comment = say(measure, planner)
    bin_element(element=measure, by=planner, at=AT)

    for act in [
        lambda: say(measure, planner, "Mer"),
        lambda: answer_comment(comment=comment, text="Mer", by=planner, at=AT),
        lambda: solve_comment(comment=comment, by=planner, at=AT),
    ]:
        with pytest.raises(Refused, match="papirkurven"):
            act()

    assert [(one.text, one.solved_at) for one in Comment.objects.all()] == [(comment.text, None)]


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_posts_make_one(programmes, planner):
    measure, form = programmes["bare-skien"], uuid4()

    def post(_n):
        try:
            return say(measure, planner, uuid=form).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(post, range(20)))

    assert len(made) == 1
    assert Comment.objects.count() == 1
    assert acts_on(measure) == [("comment", "planner skien")]


def test_an_answer_to_an_answer_hangs_under_the_comment(shared, planner, twin):
    comment = say(shared, planner)
    answer = answer_comment(comment=comment, text="Ja.", by=twin, at=AT)

    again = answer_comment(comment=answer, text="Takk.", by=planner, at=AT)

    assert again.answers == comment
    assert [reply.text for reply in threads_of(shared)[0].replies] == ["Ja.", "Takk."]


def test_ones_own_words_can_be_changed_until_somebody_answers(shared, planner, twin):
    comment = say(shared, planner)
    with pytest.raises(Refused, match="Bare den som skrev"):
        change_comment(comment=comment, text="Noe annet", by=twin, at=AT)
    answer_comment(comment=comment, text="Ja.", by=twin, at=AT)

    for act in [
        lambda: change_comment(comment=comment, text="Noe annet", by=planner, at=AT),
        lambda: take_back_comment(comment=comment, by=planner, at=AT),
    ]:
        with pytest.raises(Refused, match="Noen har svart"):
            act()

    comment.refresh_from_db()
    assert comment.text == "Har vi råd til dette?"


def test_what_is_solved_is_opened_before_it_is_answered(shared, planner, twin):
    comment = solve_comment(comment=say(shared, planner), by=twin, at=AT)

    with pytest.raises(Refused, match="Åpne den igjen"):
        answer_comment(comment=comment, text="Men", by=planner, at=AT)
    solve_comment(comment=comment, solved=False, by=planner, at=AT)
    answer_comment(comment=comment, text="Men", by=planner, at=AT)

    assert (comment.solved_by, Comment.objects.count()) == ("planner porsgrunn", 2)


def test_solving_twice_is_solving_once(shared, planner, twin):
    comment = say(shared, planner)
    for person in (planner, twin):
        solve_comment(comment=comment, by=person, at=AT)

    comment.refresh_from_db()
    assert comment.solved_by == "planner skien"
    assert acts_on(shared) == [("comment", "planner skien"), ("solve", "planner skien")]


def test_what_has_been_deleted_meanwhile_is_told(shared, planner, twin):
    comment = say(shared, planner)
    take_back_comment(comment=comment, by=planner, at=AT)

    with pytest.raises(Refused, match="Kommentaren er slettet"):
        solve_comment(comment=Comment(pk=comment.pk or 1, element=shared), by=twin, at=AT)


# -- The words it was about


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("<p>Kommunene bygger 12 km sykkelvei i år</p>", False),
        ("<p>Kommunene bygger <strong>12\nkm</strong></p><ul><li><p>sykkelvei</p></li></ul>", False),
        ("<p>Kommunene bygger 14 km sykkelvei</p>", True),
        ("", True),
    ],
)
def test_a_quotation_is_found_again_whatever_its_lines_and_form(shared, planner, text, gone):
    say(shared, planner, field="text", quotation="12 km sykkelvei")
    shared.text = text

    assert threads_of(shared)[0].gone is gone


# -- Counting


def test_open_comments_are_counted_once_each_without_answers_and_solved(programmes, shared, planner, twin):
    own = programmes["skien-porsgrunn:skien"]
    first, second = say(shared, planner), say(shared, planner)
    answer_comment(comment=first, text="Ja.", by=twin, at=AT)
    solve_comment(comment=second, by=twin, at=AT)
    say(own, twin)
    say(programmes["bare-skien"], planner)

    assert open_comments(shared.programme) == {shared.pk: 1, own.pk: 1}


# -- Those who are named


def test_the_longer_name_wins_and_an_address_names_nobody(db):
    kari, long = User(name="Kari Nordmann"), User(name="Kari Nordmann Lie")
    other = User(name="kari nordmann")

    named = lambda text: [str(person) for person in named_in(text, [kari, long])]  # noqa: E731

    assert named("Hei @Kari Nordmann Lie!") == ["Kari Nordmann Lie"]
    assert named("(@kari nordmann), @Kari Nordmann Lie og @Kari Nordmann") == ["Kari Nordmann", "Kari Nordmann Lie"]
    assert named("post@Kari Nordmann, @Kari Nordmannsen, @Kari") == []
    assert named_in("@Kari Nordmann", [kari, other]) == [kari, other]
    assert named_in("@Kari Nordmann", []) == []


def test_only_those_who_may_read_the_programme_are_named_and_offered(shared, planner, people):
    names = ["planner porsgrunn", "secretariat network", "politician skien", "planner oslo", "planner skien"]

    comment = say(shared, planner, " ".join(f"@{name}," for name in names))

    assert sorted(str(mention.person) for mention in comment.mentions.all()) == [
        "planner porsgrunn", "secretariat network",
    ]  # fmt: skip
    found = [str(person) for person in offered(shared.programme, "PLAN", MOMENT.date())]
    assert found == ["planner porsgrunn", "planner skien"]
    place = offered(shared.programme, "porsgrunn", MOMENT.date())
    assert {str(role.place) for person in place for role in person.places} == {"Porsgrunn"}


def test_changing_the_words_changes_who_is_named(shared, planner, people):
    comment = say(shared, planner, "@planner porsgrunn, ser du på dette?")

    change_comment(comment=comment, text="@lead porsgrunn, ser du på dette?", by=planner, at=AT)

    assert [str(mention.person) for mention in comment.mentions.all()] == ["lead porsgrunn"]


# -- Letters


def letters() -> list[tuple[str, str]]:
    return [(letter.to, letter.subject) for letter in Letter.objects.order_by("pk")]


def test_all_that_waits_for_a_person_goes_in_one_letter(shared, planner, twin):
    comment = say(shared, planner, "@planner porsgrunn, stemmer dette?", field="text", quotation="felles skien")
    answer = answer_comment(comment=comment, text="@lead porsgrunn og @planner porsgrunn", by=planner, at=AT)

    assert tell_mentioned(site=SITE, at=AT) == 2

    assert sorted(letters()) == [
        ("lead@porsgrunn.example", "Du er nevnt i 1 kommentar"),
        ("planner@porsgrunn.example", "Du er nevnt i 2 kommentarer"),
    ]
    body = Letter.objects.get(to="planner@porsgrunn.example").body
    page = f"{SITE}/handlingsprogram/element/{shared.pk}/?panel=kommentarer"
    assert [words for words in ["«felles skien»", "stemmer dette?"] if words not in body] == []
    assert [one.pk for one in (comment, answer) if f"{page}#kommentar-{one.pk}" not in body] == []


def test_nobody_is_told_twice(shared, planner):
    say(shared, planner, "@planner porsgrunn")

    assert [tell_mentioned(site=SITE, at=AT + timedelta(minutes=n)) for n in (0, 15)] == [1, 0]
    say(shared, planner, "@planner porsgrunn igjen", at=AT + timedelta(minutes=20))
    assert tell_mentioned(site=SITE, at=AT + timedelta(minutes=30)) == 1

    assert letters() == [("planner@porsgrunn.example", "Du er nevnt i 1 kommentar")] * 2
    assert not Mention.objects.filter(told_at=None).exists()


def test_a_letter_that_cannot_be_written_leaves_its_mentions_waiting(shared, planner, twin):
    User.objects.filter(pk=twin.pk).update(email="ingen adresse")
    say(shared, planner, "@planner porsgrunn og @lead porsgrunn")

    assert tell_mentioned(site=SITE, at=AT) == 1

    assert letters() == [("lead@porsgrunn.example", "Du er nevnt i 1 kommentar")]
    assert Mention.objects.get(told_at=None).person == twin


def test_whoever_may_no_longer_read_it_is_not_told(shared, planner, people):
    say(shared, planner, "@planner porsgrunn, @lead porsgrunn og @secretariat network: kanari")
    Role.objects.filter(person=people["planner", "porsgrunn"]).update(withdrawn_at=AT)
    User.objects.filter(pk=people["lead", "porsgrunn"].pk).update(is_active=False)

    assert tell_mentioned(site=SITE, at=AT) == 1

    assert letters() == [("secretariat@network.example", "Du er nevnt i 1 kommentar")]


def test_whoever_gets_the_right_back_is_told_then_but_not_of_what_is_old(shared, planner, twin, programmes):
    say(shared, planner, "@planner porsgrunn, gammelt", at=AT - timedelta(days=31))
    say(shared, planner, "@planner porsgrunn, nytt")
    Role.objects.filter(person=twin).update(withdrawn_at=AT)
    assert tell_mentioned(site=SITE, at=AT) == 0
    give_role(person=twin, kind=RoleKind.PLANNER, city=programmes.world.cities["porsgrunn"], by=None, at=MOMENT)

    assert tell_mentioned(site=SITE, at=AT) == 1

    assert "gammelt" not in Letter.objects.get().body


def test_mentions_stay_asked_of_a_person_until_they_are_solved(programmes, shared, planner, twin):
    comment = say(shared, planner, "@planner porsgrunn")
    answer_comment(comment=comment, text="@planner porsgrunn?", by=planner, at=AT)
    assert [mention.comment.text for mention in asked_of(twin)] == ["@planner porsgrunn?", "@planner porsgrunn"]

    solve_comment(comment=comment, by=twin, at=AT)

    assert list(asked_of(twin)) == []


# -- Pages


def address(name, element, *more) -> str:
    return reverse(name, args=[element.pk, *more])


def tab(element) -> str:
    return f"{reverse('element_page', args=[element.pk])}?panel=kommentarer"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (("planner", "skien"), 302), (("lead", "porsgrunn"), 302), (("measure_owner", "porsgrunn"), 302),
        (("secretariat", "network"), 302), (("politician", "skien"), 404), (("planner", "oslo"), 404),
        (("contact", "md"), 404), ("stranger", 404), ("superuser", 404),
    ],
)  # fmt: skip
def test_whoever_reads_the_draft_may_speak_in_it(client, programmes, people, who, status):
    twins_own = programmes["skien-porsgrunn:porsgrunn"]
    client.force_login(people[who])

    answer = client.post(address("element_comment", twins_own), {"text": "Hei", "uuid": uuid4()})

    assert answer.status_code == status
    assert Comment.objects.count() == (status == 302)


def test_a_plain_form_leads_back_to_the_comment(client, shared, planner):
    client.force_login(planner)

    answer = client.post(address("element_comment", shared), {"text": "Hei", "uuid": uuid4()})

    comment = Comment.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{tab(shared)}#kommentar-{comment.pk}")
    assert f'id="kommentar-{comment.pk}"' in client.get(tab(shared)).content.decode()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "panel"}])
@pytest.mark.parametrize("text", ["", "x" * 20_001, "a\0b"])
def test_what_cannot_be_kept_comes_back_as_it_was_typed(client, shared, planner, headers, text):
    client.force_login(planner)
    sent = {"text": text, "uuid": uuid4(), "field": "text", "quotation": "Tekst", "prefix": ""}

    answer = client.post(address("element_comment", shared), sent, headers=headers)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert text.replace("\0", "\ufffd") in html
    assert 'name="quotation" value="Tekst"' in html
    assert "ds-validation-message" in html
    assert Comment.objects.count() == 0


def test_a_solved_comment_can_be_taken_back_at_once(client, shared, planner):
    comment = say(shared, planner)
    client.force_login(planner)
    headers = {"HX-Request": "true", "HX-Target": "panel"}

    solved = client.post(address("comment_solve", shared, comment.pk), headers=headers)
    reopen = address("comment_reopen", shared, comment.pk)
    back = client.post(reopen, headers={"HX-Request": "true"})

    assert "Vis løste (1)" in solved.content.decode()
    assert reopen in solved.headers["HX-Trigger"]
    assert f'"talk": {{"element": {shared.pk}}}' in back.headers["HX-Trigger"]
    comment.refresh_from_db()
    assert comment.solved_at is None


def test_anothers_comment_under_ones_own_element_is_not_found(client, programmes, people, planner):
    foreign = say(programmes["oslo-bergen"], people["planner", "oslo"])
    client.force_login(planner)

    for name in ("comment_solve", "comment_answer", "comment_change", "comment_remove", "comment_reopen"):
        answer = client.post(address(name, programmes["bare-skien"], foreign.pk), {"text": "Hei", "uuid": uuid4()})
        assert answer.status_code == 404

    assert Comment.objects.count() == 1


def test_what_is_written_is_shown_as_written(client, shared, planner):
    say(shared, planner, "<script>alert(1)</script>\n@planner porsgrunn & co")
    client.force_login(planner)

    html = client.get(tab(shared)).content.decode()

    assert "<script>alert" not in html
    assert 'alert(1)&lt;/script&gt;<br><b class="named">@planner porsgrunn</b> &amp; co' in html


def test_the_programmes_page_has_what_is_open_in_the_outlines_order(client, programmes, shared, planner, twin):
    own = programmes["skien-porsgrunn:skien"]
    say(own, twin, "Andre")
    say(shared, planner, "Første, @planner porsgrunn")
    solve_comment(comment=say(shared, planner, "Løst"), by=planner, at=AT)
    client.force_login(twin)
    page = reverse("programme_comments", args=[shared.programme_id])

    shown = {vis: client.get(f"{page}?vis={vis}").content.decode() for vis in ("", "meg", "mine", "tull")}

    assert shown[""].index("Første") < shown[""].index("Andre")
    assert "Løst" not in shown[""]
    assert ["Første" in shown[vis] for vis in ("meg", "mine", "tull")] == [True, False, True]
    assert ["Andre" in shown[vis] for vis in ("meg", "mine", "tull")] == [False, True, True]


def test_the_front_page_tells_where_one_is_named_at_the_same_cost(client, shared, planner, twin):
    client.force_login(twin)
    counts = []
    for n in (1, 2):
        many(shared, planner, twin, n)
        counts.append(len(statements(lambda: client.get(reverse("front")))))

    html = client.get(reverse("front")).content.decode()

    assert counts[0] == counts[1]
    assert html.count("@planner porsgrunn") == 3
    assert f"{tab(shared)}#kommentar-{Comment.objects.filter(answers=None).first().pk}" in html


def test_what_is_only_said_about_an_element_does_not_change_it(programmes, planner, people):
    measure = programmes["bare-skien"]
    freeze_programme(
        programme=measure.programme, day=MOMENT.date(), tabled_in=[], key=uuid4(), by=people["lead", "skien"], at=AT
    )
    later = AT + timedelta(minutes=1)
    solve_comment(comment=say(measure, planner, at=later), by=planner, at=later)
    assert list(changed_since_last_version(measure.programme)) == []

    title = field_of(measure.kind, "title")
    save_field(element=measure, field=title, value="Ny tittel", base=0, by=planner, at=later)

    assert {"thing_id": measure.pk} in changed_since_last_version(measure.programme)


def many(element, planner, twin, n) -> None:
    for _time in range(n):
        comment = say(element, planner, "@planner porsgrunn", field="text", quotation="Tekst")
        answer_comment(comment=comment, text="@planner skien", by=twin, at=AT)
        solve_comment(comment=say(element, twin, "Løst"), by=planner, at=AT)


@pytest.mark.parametrize("place", ["tab", "all", "panel"])
def test_pages_cost_the_same_however_much_is_said(client, shared, planner, twin, place):
    client.force_login(planner)
    addresses = {
        "tab": tab(shared),
        "panel": address("element_panel", shared) + "?panel=kommentarer",
        "all": reverse("programme_comments", args=[shared.programme_id]),
    }
    counts = []
    for n in (1, 2):
        many(shared, planner, twin, n)
        counts.append(len(statements(lambda: client.get(addresses[place]))))

    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_a_stroke_costs_the_same_for_each_person_however_much_waits(shared, planner, twin):
    counts = []
    for n in (1, 3):
        for _time in range(n):
            say(shared, planner, "@planner porsgrunn")
        counts.append(len(statements(lambda: tell_mentioned(site=SITE, at=AT))))

    assert counts[0] == counts[1]


def test_the_clock_tells_with_the_houses_address(shared, planner, settings):
    from programmes.clock import tell_those_mentioned

    settings.SITE = SITE
    comment = comment_on(
        element=shared, text="@planner porsgrunn", by=planner, at=datetime.now(UTC) - timedelta(minutes=1)
    )

    tell_those_mentioned()

    assert f"{SITE}/handlingsprogram/element/{shared.pk}/" in Letter.objects.get().body
    assert Mention.objects.get(comment=comment).told_at is not None
