"""The pages of a party's contact: from what is shared to what became of each point."""

from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.actions import withdraw_sharing
from programmes.actions import answer_point
from programmes.models import Feedback, Paper
from tests.helpers.statements import statements
from tests.programmes.letters import AT, ask, begin, send, shared


@pytest.fixture
def contact(programmes):
    return programmes.world.people["contact", "md"]


@pytest.fixture
def sharing(programmes):
    return shared(programmes.world, programmes.skien)


@pytest.fixture
def signed_in(client, contact):
    client.force_login(contact)
    return client


def taken_back(sharing):
    withdraw_sharing(sharing=sharing, by=sharing.shared_by, at=AT)


def test_a_letter_is_written_saved_and_sent(signed_in, programmes, sharing):
    measure = programmes["bare-skien"]
    typed = {"uuid": uuid4(), "title": "Godt program", "text": "Vi savner tall.", "reference": "08/12", "til": "punkt"}
    begun = signed_in.post(reverse("feedback_begin", args=[sharing.pk]), typed)
    feedback = Feedback.objects.get()
    page = signed_in.get(begun.url).content.decode()
    point = {"uuid": uuid4(), "code": measure.code, "title": "Tallfest tiltaket", "text": ""}
    back = signed_in.post(begun.url, point)
    letter = signed_in.get(back.url).content.decode()
    review = signed_in.get(reverse("feedback_send", args=[sharing.pk, feedback.uuid]))
    seen = review.context["form"]["seen"].value()
    sent = signed_in.post(review.request["PATH_INFO"], {"seen": seen})
    again = signed_in.post(review.request["PATH_INFO"], {"seen": seen})

    paper = Paper.objects.get()
    assert begun.url == reverse("feedback_point_add", args=[sharing.pk, feedback.uuid])
    assert f"1.1.1 {measure.title} ({measure.code})" in page
    assert all(words in letter for words in ("Vi savner tall.", f"Gjelder {measure.code}", "Endre punktet: Tallfest"))
    assert sent.url == again.url == reverse("paper_page", args=[paper.pk])
    shown = signed_in.get(sent.url).content.decode()
    assert all(words in shown for words in ("Vi savner tall.", "08/12", "Tallfest tiltaket", "Ikke besvart ennå"))


def test_buttons_of_the_letter_save_what_is_typed_and_lead_on(signed_in, sharing, contact):
    feedback = begin(sharing, contact)
    point = ask(feedback, contact)
    page = reverse("feedback_edit", args=[sharing.pk, feedback.uuid])
    ways = {
        "": page,
        "send": page + "send/",
        "punkt": page + "punkter/nytt/",
        str(point.pk): page + f"punkter/{point.pk}/",
    }
    found = {}
    for n, way in enumerate(ways):
        seen = signed_in.get(page).context["form"]["seen"].value()
        answer = signed_in.post(page, {"seen": seen, "title": f"Brev {n}", "til": way})
        found[way] = (answer.url, Feedback.objects.get().title)

    assert found == {way: (url, f"Brev {n}") for n, (way, url) in enumerate(ways.items())}


def test_a_title_is_needed_and_nothing_typed_is_lost(signed_in, sharing):
    answer = signed_in.post(
        reverse("feedback_begin", args=[sharing.pk]), {"uuid": uuid4(), "title": "", "text": "Vi savner tall."}
    )

    assert (answer.status_code, "Vi savner tall." in answer.content.decode()) == (422, True)
    assert not Feedback.objects.exists()


def test_a_letter_is_kept_when_the_version_is_taken_back_meanwhile(signed_in, sharing, contact):
    feedback = begin(sharing, contact, text="Vi savner tall.")
    point = ask(feedback, contact, text="I 1.1.")
    page = reverse("feedback_edit", args=[sharing.pk, feedback.uuid])
    seen = signed_in.get(page + "send/").context["form"]["seen"].value()
    taken_back(sharing)

    sent = signed_in.post(page + "send/", {"seen": seen})
    letter = signed_in.get(page).content.decode()
    begun = signed_in.post(reverse("feedback_begin", args=[sharing.pk]), {"uuid": uuid4(), "title": "Nytt"})

    assert (sent.status_code, "ikke lenger delt" in sent.content.decode()) == (422, True)
    assert all(words in letter for words in ("Vi savner tall.", "I 1.1.", "kan ikke sendes"))
    assert (begun.status_code, "ikke lenger delt" in begun.content.decode()) == (422, True)
    assert signed_in.get(page + f"punkter/{point.pk}/").status_code == 200
    assert (Paper.objects.count(), Feedback.objects.count()) == (0, 1)


def test_what_is_taken_back_and_never_written_about_is_gone(signed_in, sharing):
    pages = [reverse("shared_page", args=[sharing.pk]), reverse("feedback_begin", args=[sharing.pk])]
    before = [signed_in.get(page).status_code for page in pages]
    taken_back(sharing)

    assert (before, [signed_in.get(page).status_code for page in pages]) == ([200, 200], [404, 404])
    assert sharing.version.title not in signed_in.get(reverse("shared_list")).content.decode()


def test_a_letters_file_is_read_by_its_writers_and_by_nobody_else_before_it_is_sent(
    settings, tmp_path, signed_in, programmes, sharing
):
    settings.FILES_ROOT = tmp_path
    upload = SimpleUploadedFile("brev.pdf", b"%PDF-1.7 brev")
    typed = {"uuid": uuid4(), "title": "Brev", "file": upload}
    signed_in.post(reverse("feedback_begin", args=[sharing.pk]), typed)
    feedback = Feedback.objects.get()
    page = reverse("feedback_file", args=[sharing.pk, feedback.uuid])
    mine = signed_in.get(page)
    got = b"".join(mine.streaming_content)
    others = {}
    for who in (("planner", "skien"), ("secretariat", "network"), ("contact", "sd")):
        signed_in.force_login(programmes.world.people[who])
        others[who] = signed_in.get(page).status_code

    assert (mine.status_code, got) == (200, b"%PDF-1.7 brev")
    assert set(others.values()) == {404}


def test_a_letter_is_found_only_under_what_it_is_about(signed_in, programmes, sharing, contact):
    feedback, other = begin(sharing, contact), shared(programmes.world, programmes.skien)
    page = reverse("feedback_edit", args=[other.pk, feedback.uuid])

    assert signed_in.get(page).status_code == 404
    assert signed_in.get(reverse("feedback_edit", args=[sharing.pk, UUID(int=7)])).status_code == 404


def test_the_sender_sees_the_answer_at_once_and_the_planner_is_told_so(signed_in, programmes, sharing, contact):
    measure, planner = programmes["bare-skien"], programmes.world.people["planner", "skien"]
    feedback = begin(sharing, contact)
    ask(feedback, contact, "Tallfest", measure)
    paper = send(feedback, contact)
    point = paper.points.get()
    waiting = signed_in.get(reverse("paper_page", args=[paper.pk])).content.decode()
    signed_in.force_login(planner)
    told = signed_in.get(reverse("point_answer", args=[programmes.skien.pk, point.pk])).content.decode()
    answer_point(point=point, elements=[measure], followed_up=False, because="Ingen tall finnes.", by=planner, at=AT)
    signed_in.force_login(contact)
    answered = signed_in.get(reverse("paper_page", args=[paper.pk])).content.decode()

    assert "Ikke besvart ennå" in waiting
    assert "Miljøverndepartementet ser svaret så snart det er lagret" in told
    assert all(words in answered for words in ("Ingen tall finnes.", "Ikke fulgt opp, fordi", f"1.1.1 {measure.title}"))
    assert reverse("element_page", args=[measure.pk]) not in answered


def test_the_list_counts_letters_and_answers_and_costs_the_same_for_few_and_many(signed_in, programmes, contact):
    def more():
        sharing = shared(programmes.world, programmes.skien)
        feedback = begin(sharing, contact)
        ask(feedback, contact)
        send(feedback, contact)
        begin(sharing, contact)

    more()
    pages = [reverse("shared_list"), reverse("front")]
    few = [len(statements(lambda page=page: signed_in.get(page))) for page in pages]
    for _n in range(4):
        more()

    html = signed_in.get(pages[0]).content.decode()
    assert [len(statements(lambda page=page: signed_in.get(page))) for page in pages] == few
    assert html.count("0 av 1 punkter besvart") == html.count("Utkast til brev") == 5


def test_the_party_finds_its_letters_among_the_papers(signed_in, programmes, sharing, contact):
    send(begin(sharing, contact, title="Brev om sykkel"), contact)
    mine = signed_in.get(reverse("paper_list")).content.decode()
    signed_in.force_login(programmes.world.people["contact", "sd"])

    assert "Brev om sykkel" in mine
    assert "Brev om sykkel" not in signed_in.get(reverse("paper_list")).content.decode()
