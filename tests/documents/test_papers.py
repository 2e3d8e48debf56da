"""The papers of a case: what a body gets for its meeting, and the version with its changes marked."""

from datetime import date
from uuid import uuid4

import pikepdf
import pytest
from django.urls import reverse

from common.dates import LooseDate
from common.refusals import Refused
from documents.actions import (
    approve,
    freeze,
    make_public,
    order_changes,
    order_papers,
    register_decision,
    remove_step,
    save_statement,
    save_step,
    start_route,
    summarise,
    table_version,
    withdraw_tabling,
)
from documents.editions import shared
from documents.models import Print, Step, Tabling
from documents.treatment import VALUES, step_mark, summary_mark
from files.queries import opened
from jobs.models import State
from tests.documents.conftest import PAIR
from tests.documents.contents import element
from tests.documents.routes import AT, DAY, add, decide, lead, said
from tests.helpers.jobs import do
from tests.helpers.pdf import headings, text_of
from tests.helpers.statements import statements

pytestmark = pytest.mark.usefixtures("printed_once")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def laid(world, version, route):
    """The version before Skien's politicians, with its route."""
    table_version(version=version, city=world.cities["skien"], by=lead(world), at=AT)
    return version


@pytest.fixture
def later(world, laid):
    """The next version, with another title of its measure and one measure more; laid before them too."""
    first = laid.data["elements"][0]
    more = element(code="T-0002", uuid="00000000-0000-4000-8000-000000000002", place="2", title="Bybane")
    content = laid.data | {"elements": [first | {"title": "Sykkelekspressvei"}, more]}
    version, _made = freeze(
        document=laid.document, day=date(2009, 4, 1), content=lambda: content, format=2, key=uuid4(), by=lead(world),
        at=AT,
    )  # fmt: skip
    for slug in PAIR:
        approve(document=laid.document, city=world.cities[slug], part=shared(version.data), by=lead(world, slug), at=AT)
    table_version(version=version, city=world.cities["skien"], by=lead(world), at=AT)
    return version


def route_in(version, slug="skien"):
    return version.routes.get(city__slug=slug)


def papers(world, route, step) -> Print:
    return order_papers(route=route, step=step, by=lead(world), at=AT)


def text_printed(wanted: Print) -> str:
    """Let a worker make it, and read all its pages."""
    assert do(wanted.job).state == State.DONE
    wanted.refresh_from_db()
    with opened(wanted.file) as file:
        return text_of(file.read())


def headings_of(wanted: Print) -> list[str]:
    with opened(wanted.file) as file, pikepdf.open(file) as document, document.open_outline() as outline:
        return headings(outline.root)


def change(route, step, **values) -> Step:
    known = {name: getattr(step, name) for name in VALUES}
    return save_step(route=route, step=step, values=known | values, seen=step_mark(step), by=lead(route.world), at=AT)


@pytest.fixture
def case(world, laid):
    """Skien's case before the formannskap, which the bystyre decides after it."""
    route = route_in(laid)
    route.world = world
    summary = "Programmet samler byens tiltak."
    summarise(route=route, summary=summary, seen=summary_mark(route), by=lead(world), at=AT)
    step = change(
        route, route.steps.all()[1], day=LooseDate.read("2009-02-26"), case_number="12/09",
        recommendation="Rådmannen tilrår at programmet vedtas.",
    )  # fmt: skip
    return route, step


def test_the_papers_open_with_the_case_the_body_and_what_is_asked_of_it(world, case):
    text = text_printed(papers(world, *case))

    for words in (
        "Formannskapet, 26. februar 2009 · sak 12/09", "Organet gir innstilling.", "Programmet samler byens tiltak.",
        "Rådmannen tilrår at programmet vedtas.", "Videre behandling", "Bystyret i Skien", "Til behandling",
    ):  # fmt: skip
        assert words in text, words
    assert "Sykkelvei" in text


def test_they_tell_what_was_decided_before_in_each_city(world, case, laid):
    route, step = case
    decide(route, route.steps.all()[0], lead(world), votes="7 mot 4", text="Utvalget støtter programmet.")
    theirs = start_route(
        version=laid, city=world.cities["porsgrunn"], start="bystyre", by=lead(world, "porsgrunn"), at=AT
    )
    decide(theirs, theirs.steps.get(), lead(world, "porsgrunn"), outcome="postponed")

    text = text_printed(papers(world, route, step))

    assert "Anbefalt, 7 mot 4 Utvalget støtter programmet." in text
    assert "Bystyret i Porsgrunn" in text
    assert "Utsatt" in text


def test_what_was_said_on_hearing_stands_at_the_end_with_the_answers(world, case):
    route, step = case
    hearing = add(route, "Høring av planen", lead(world), kind="hearing", notice="Kunngjort i Varden.")
    values = {
        "words": "Naturvernforbundet", "party": None, "received": None, "text": "For lite buss.",
        "answer": "Tatt inn.", "outcome": "followed",
    }  # fmt: skip
    save_statement(route=route, step=hearing, values=values, by=lead(world), at=AT)
    last = add(route, "Bystyret igjen", lead(world))

    text = text_printed(papers(world, route, last))

    assert "Uttalelser fra høringen" in text
    assert "Naturvernforbundet For lite buss. Tatt til følge: Tatt inn." in text
    assert "Kunngjort i Varden." in text
    assert "Uttalelser fra høringen" not in text_printed(papers(world, route, step))


def test_they_tell_what_is_new_since_the_version_that_lay_there_before(world, later):
    route = start_route(version=later, city=world.cities["skien"], start="bystyre", by=lead(world), at=AT)

    text = text_printed(papers(world, route, route.steps.get()))

    assert "Endringer siden versjon 1" in text
    assert "1 Tiltak: Sykkelekspressvei Endret: tittel" in text
    assert "2 Tiltak: Bybane Nytt" in text


def test_a_first_version_has_nothing_it_is_held_against(world, case):
    wanted = papers(world, *case)

    assert wanted.since is None
    assert "Endringer siden" not in text_printed(wanted)
    with pytest.raises(Refused):
        order_changes(route=case[0], by=lead(world), at=AT)


def test_the_file_with_changes_marks_them_in_the_text(world, later, laid):
    route = route_in(later)

    wanted = order_changes(route=route, by=lead(world), at=AT)
    text = text_printed(wanted)

    assert wanted.since == laid
    assert headings_of(wanted)[0] == "Endringer siden versjon 1"
    assert headings_of(wanted)[3:5] == ["1 Sykkelekspressvei", "2 Bybane"]
    assert "Med endringene siden versjon 1 merket" in text
    assert "tatt ut: Sykkelvei" in text
    assert "satt inn: Sykkelekspressvei" in text
    assert "Bybane T-0002 Tiltak Felles Nytt" in text


def test_it_is_asked_for_with_the_papers(world, later):
    Print.objects.filter(kind="changes").delete()
    route = start_route(version=later, city=world.cities["skien"], start="bystyre", by=lead(world), at=AT)

    papers(world, route, route.steps.get())

    assert sorted(route.prints.values_list("kind", flat=True)) == ["case", "changes"]


def test_the_same_papers_are_made_once(world, case):
    assert papers(world, *case) == papers(world, *case)


def test_papers_stay_as_they_were_when_the_case_changes_and_others_are_made_beside_them(world, case):
    route, step = case
    first = papers(world, route, step)
    step = change(route, step, case_number="14/09")

    second = papers(world, route, step)

    assert first != second
    assert "sak 12/09" in text_printed(first)
    assert "sak 14/09" in text_printed(second)


def test_a_hearing_and_a_cancelled_meeting_get_no_papers(world, case):
    route, step = case
    hearing = add(route, "Høring", lead(world), kind="hearing")
    cancelled = change(route, step, state="cancelled")

    for one in (hearing, cancelled):
        with pytest.raises(Refused):
            papers(world, route, one)
    assert not route.prints.exists()


def test_a_step_with_papers_stays(world, case):
    papers(world, *case)

    with pytest.raises(Refused, match="sakspapirer"):
        remove_step(route=case[0], step=case[1], by=lead(world), at=AT)


def test_only_whoever_leads_in_the_city_makes_its_papers(world, case):
    with pytest.raises(Refused):
        order_papers(route=case[0], step=case[1], by=lead(world, "porsgrunn"), at=AT)


def test_what_tells_of_a_version_goes_with_that_version(world, later, laid, client):
    wanted = order_changes(route=route_in(later), by=lead(world), at=AT)
    text_printed(wanted)
    client.force_login(world.people["politician", "skien"])
    address = reverse("print_download", args=[wanted.pk])
    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")

    withdraw_tabling(tabling=Tabling.objects.get(version=laid, withdrawn_at=None), by=lead(world), at=AT)

    assert client.get(address).status_code == 404


def test_papers_of_a_public_case_are_everybodys_unless_they_may_tell_of_a_closed_one(world, case, laid, client):
    route, step = case
    wanted = papers(world, route, step)
    text_printed(wanted)
    make_public(route=route, by=lead(world), at=AT)
    address = reverse("print_download", args=[wanted.pk])
    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")

    theirs = start_route(
        version=laid, city=world.cities["porsgrunn"], start="bystyre", by=lead(world, "porsgrunn"), at=AT
    )
    decide(theirs, theirs.steps.get(), lead(world, "porsgrunn"))

    assert client.get(address).status_code == 302
    table_version(version=laid, city=world.cities["porsgrunn"], by=lead(world, "porsgrunn"), at=AT)
    make_public(route=theirs, by=lead(world, "porsgrunn"), at=AT)
    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")


def test_what_tells_of_a_version_that_is_not_public_is_not_either(world, later, laid, client):
    wanted = order_changes(route=route_in(later), by=lead(world), at=AT)
    text_printed(wanted)
    make_public(route=route_in(later), by=lead(world), at=AT)
    address = reverse("print_download", args=[wanted.pk])
    assert client.get(address).status_code == 302

    make_public(route=route_in(laid), by=lead(world), at=AT)

    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")


# -- The pages


def test_the_lead_asks_at_the_step_and_sees_when_the_case_has_changed_since(world, case, client):
    route, step = case
    client.force_login(lead(world))
    address = reverse("route_page", args=[route.pk])
    assert "Lag sakspapirer" in client.get(address).content.decode()

    answer = client.post(reverse("step_papers", args=[route.pk, step.pk]), follow=True)

    assert "I kø for utskrift" in answer.content.decode()
    text_printed(Print.objects.get(step=step))
    assert "Saken er endret siden" not in client.get(address).content.decode()
    change(route, step, case_number="14/09")
    html = client.get(address).content.decode()
    assert "Saken er endret siden" in html
    assert "Lag på nytt" in html


def test_the_leads_page_asks_no_more_for_many_hearings_and_meetings_than_for_few(world, case, client):
    route, step = case
    papers(world, route, step)
    client.force_login(lead(world))
    address = reverse("route_page", args=[route.pk])
    add(route, "Høring", lead(world), kind="hearing")
    few = len(statements(lambda: client.get(address)))

    for n in range(4):
        add(route, f"Høring {n}", lead(world), kind="hearing")
        papers(world, route, add(route, f"Utvalg {n}", lead(world)))

    assert len(statements(lambda: client.get(address))) == few


def test_a_meeting_that_is_over_needs_no_new_papers(world, case, client):
    route, step = case
    papers(world, route, step)
    register_decision(route=route, step=step, values=said(day=DAY), by=lead(world), at=AT)
    add(route, "Et organ til", lead(world))
    client.force_login(lead(world))

    assert "Saken er endret siden" not in client.get(reverse("route_page", args=[route.pk])).content.decode()


def test_the_politician_finds_the_papers_of_the_meeting_that_comes_and_the_changes(world, later, client):
    route = start_route(version=later, city=world.cities["skien"], start="bystyre", by=lead(world), at=AT)
    wanted = papers(world, route, route.steps.get())
    client.force_login(world.people["politician", "skien"])
    address = reverse("treatment_page", args=[route.pk])
    assert "Sakspapirer" not in client.get(address).content.decode()

    text_printed(wanted)
    html = client.get(address).content.decode()

    assert "Sakspapirer til Bystyret i Skien" in html
    assert html.count(reverse("print_download", args=[wanted.pk])) == 2  # above, and at its step
    assert reverse("print_state", args=[route.prints.get(kind="changes").pk]) in html


def test_a_version_laid_before_politicians_who_have_one_gets_its_changes_marked(world, later, laid):
    assert Print.objects.get(kind="changes").since == laid


def test_so_does_one_that_is_frozen_for_them_at_once(world, later):
    content = later.data | {"title": "Tredje utgave"}
    part = shared(content)
    for slug in PAIR:
        approve(document=later.document, city=world.cities[slug], part=part, by=lead(world, slug), at=AT)
    third, _made = freeze(
        document=later.document, day=date(2009, 5, 1), content=lambda: content, format=2, key=uuid4(), by=lead(world),
        tabled_in=[world.cities["skien"]], at=AT,
    )  # fmt: skip

    assert Print.objects.get(kind="changes", edition__version=third).since == later


def test_a_reader_asks_for_the_changes_where_nobody_has(world, later, client):
    unasked = Print.objects.get(kind="changes")
    unasked.delete()
    unasked.job.delete()
    client.force_login(world.people["politician", "skien"])

    answer = client.post(reverse("changes_print", args=[route_in(later).pk]), follow=True)

    assert "I kø for utskrift" in answer.content.decode()
    assert Print.objects.get(kind="changes").job.asked_by == world.people["politician", "skien"].pk


def test_without_an_earlier_version_a_reader_is_not_offered_changes(world, laid, client):
    client.force_login(world.people["politician", "skien"])
    route = route_in(laid)

    assert "endringene merket" not in client.get(reverse("treatment_page", args=[route.pk])).content.decode()
    answer = client.post(reverse("changes_print", args=[route.pk]), follow=True)
    assert "ingenting å sammenligne med" in answer.content.decode()


def test_papers_are_called_what_they_are_in_the_file_s_name_and_in_one_s_list(world, case, client):
    wanted = papers(world, *case)
    text_printed(wanted)
    client.force_login(lead(world))

    listed = client.get(reverse("print_queue")).content.decode()
    answer = client.get(reverse("print_download", args=[wanted.pk]))
    answer.close()

    assert "Sakspapirer: Formannskapet" in listed
    assert answer.headers["Content-Disposition"].endswith('til-behandling-sakspapirer-formannskapet.pdf"')


def test_failed_papers_are_asked_for_again_from_one_s_list(world, case, client):
    wanted = papers(world, *case)
    type(wanted.job).objects.filter(pk=wanted.job.pk).update(state=State.FAILED, reason="Det gikk ikke.", ended_at=AT)
    client.force_login(lead(world))
    again = reverse("step_papers", args=[case[0].pk, case[1].pk])
    assert f'action="{again}"' in client.get(reverse("print_queue")).content.decode()

    answer = client.post(again, {"fra": "utskrifter"}, follow=True)

    assert answer.redirect_chain[0][0] == reverse("print_queue")
    wanted.refresh_from_db()
    assert wanted.job.state == State.QUEUED
