"""What was decided elsewhere or long ago, and the file that tells of a decision."""

from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.refusals import Refused
from documents.actions import register_decision, register_done
from documents.models import Decision, Route, Step
from documents.treatment import VALUES
from history.models import Entry
from tests.documents.routes import AT, DAY, lead, said, values

MINUTES = b"%PDF-1.4 vedtaksprotokoll"
KEY = UUID(int=7)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def upload(data=MINUTES, name="Protokoll 26. februar.pdf"):
    return SimpleUploadedFile(name, data)


def done(world, version, **more) -> Decision:
    step = values("Bystyret", case_number="7/09", deciding=True)
    about = {"version": version, "city": world.cities["skien"], "step": step, "values": said()}
    return register_done(**about | {"by": lead(world), "at": AT} | more)


def test_what_was_decided_long_ago_is_a_step_that_is_held_with_its_decision(world, version):
    decision = done(world, version, upload=upload())

    step = Step.objects.get()
    assert (step.words, step.state, step.case_number, step.deciding) == ("Bystyret", Step.State.HELD, "7/09", True)
    assert (decision.outcome, decision.day, decision.file_name) == ("adopted", DAY, "Protokoll 26. februar.pdf")
    assert decision.step == step
    assert Route.objects.get() == step.route


def test_it_is_laid_at_the_end_of_the_route_there_is(world, version, route):
    decision = done(world, version)

    assert decision.step.route == route
    assert decision.step.position == route.steps.count() - 1 == 3


def test_the_same_form_makes_it_once(world, version):
    assert done(world, version, uuid=KEY) == done(world, version, uuid=KEY)
    assert Decision.objects.count() == Step.objects.count() == 1


def test_a_file_of_no_known_kind_leaves_nothing_behind(world, version):
    with pytest.raises(Refused):
        done(world, version, upload=upload(b"MZ program", "vedtak.exe"))

    assert not Step.objects.exists()
    assert not Route.objects.exists()


def test_a_day_to_come_is_refused_with_the_step(world, version):
    with pytest.raises(Refused):
        done(world, version, values=said(day=date(2009, 3, 2)))

    assert not Step.objects.exists()


def test_only_the_citys_lead_registers(world, version):
    with pytest.raises(Refused):
        done(world, version, by=lead(world, "porsgrunn"))


def test_the_history_tells_of_the_file(world, route):
    step = route.steps.first()
    register_decision(route=route, step=step, values=said(), upload=upload(), by=lead(world), at=AT)

    assert Entry.objects.get(act="decide").after["file"] == "Protokoll 26. februar.pdf"


# -- The pages


def typed(**more):
    return {
        "uuid": KEY, "words": "Kommunestyret i gamle Skien", "day": "2009-02-26", "case_number": "7/09",
        "deciding": "on", "outcome": "adopted", "votes": "enstemmig",
    } | more  # fmt: skip


def test_a_lead_registers_from_the_versions_page_and_readers_get_the_file(world, version, client):
    client.force_login(lead(world))
    address = reverse("version_decided", args=[version.pk, "skien"])
    assert address in client.get(reverse("version_page", args=[version.pk])).content.decode()

    answer = client.post(address, typed(file=upload()), follow=True)

    html = answer.content.decode()
    assert "Kommunestyret i gamle Skien" in html
    assert "Vedtatt" in html
    file = reverse("decision_file", args=[Route.objects.get().pk, Decision.objects.get().pk])
    assert file in html
    got = client.get(file)
    assert b"".join(got.streaming_content) == MINUTES
    assert got.headers["Content-Type"] == "application/pdf"


def test_what_is_missing_is_said_and_nothing_is_kept(world, version, client):
    client.force_login(lead(world))

    answer = client.post(reverse("version_decided", args=[version.pk, "skien"]), typed(words="", outcome="changed"))

    assert answer.status_code == 422
    assert "Velg et organ, eller skriv hva det heter." in answer.content.decode()
    assert "Skriv hva som er endret" in answer.content.decode()
    assert not Step.objects.exists()


def test_a_refused_file_is_said_at_the_form(world, version, client):
    client.force_login(lead(world))

    answer = client.post(
        reverse("version_decided", args=[version.pk, "skien"]), typed(file=upload(b"MZ", "vedtak.exe"))
    )

    assert answer.status_code == 422
    assert "Filen må være en PDF" in answer.content.decode()


def test_another_citys_decisions_are_not_the_leads_to_register(world, version, client):
    client.force_login(lead(world))

    assert client.get(reverse("version_decided", args=[version.pk, "porsgrunn"])).status_code == 404


def test_a_decision_without_a_file_has_none_to_give(world, version, client):
    decision = done(world, version)
    client.force_login(lead(world))

    assert client.get(reverse("decision_file", args=[decision.step.route_id, decision.pk])).status_code == 404


def test_every_value_of_a_step_is_given(world, version, client):
    client.force_login(lead(world))
    client.post(reverse("version_decided", args=[version.pk, "skien"]), typed())

    step = Step.objects.get()
    assert {name: getattr(step, name) for name in VALUES} | {"day": str(step.day)} == values(
        "Kommunestyret i gamle Skien", day="26. februar 2009", case_number="7/09", deciding=True, state="held"
    )
