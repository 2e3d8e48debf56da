import email
from email.policy import default as modern

import pytest
from django.core import mail
from django.utils.timezone import now

from common.refusals import Refused
from jobs.models import Job, State
from post.actions import send
from post.models import Letter
from tests.helpers.jobs import do
from tests.helpers.mail import mail_server

pytestmark = pytest.mark.django_db


def write(**given) -> Letter:
    plain = {"to": "kari@by.example", "subject": "Møte", "body": "På tirsdag.", "by": None, "at": now()}
    return send(**plain | given)


def deliver(letter) -> Job:
    job = Job.objects.get(kind="letter", subject=letter.pk)
    do(job)
    letter.refresh_from_db()
    return job


def test_letter_is_delivered_once():
    letter = write()

    first, second = deliver(letter), deliver(letter)

    assert (first.state, second.state) == (State.DONE, State.DONE)
    assert letter.sent_at is not None
    assert letter.body == ""
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        (["kari@by.example"], "Møte", "På tirsdag.")
    ]


def test_letter_is_not_sent_twice_when_its_job_is_done_again():
    letter = write()
    job = deliver(letter)
    Job.objects.update(state=State.QUEUED, ended_at=None)

    do(job)

    assert (job.state, job.attempts, len(mail.outbox)) == (State.DONE, 2, 1)


def test_letter_keeps_its_message_id_however_often_it_is_sent():
    letter = write()
    deliver(letter)
    Job.objects.update(state=State.QUEUED, ended_at=None)
    Letter.objects.update(sent_at=None)

    job = deliver(letter)

    ids = [sent.message()["Message-ID"] for sent in mail.outbox]
    assert ids == [f"<{job.uuid}@localhost>"] * 2


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_subject_cannot_slip_a_header_in(line_end):
    letter = write(subject=f"Hei{line_end}Bcc: alle@by.example")

    deliver(letter)

    [sent] = mail.outbox
    assert sent.subject == "Hei Bcc: alle@by.example"
    assert sent.recipients() == ["kari@by.example"]
    assert email.message_from_bytes(sent.message().as_bytes(), policy=modern)["Bcc"] is None


@pytest.mark.parametrize(
    "to", ["", "kari", "kari@by.example\r\nBcc: alle@by.example", "kari@by.example, ola@by.example"]
)
def test_letter_to_no_address_is_refused(to):
    with pytest.raises(Refused, match="er ikke en e-postadresse"):
        write(to=to)

    assert (Letter.objects.count(), Job.objects.count()) == (0, 0)


def test_letter_travels_as_utf8(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address

        deliver(write(subject="Bærums blå år – «ferdig»", body="Æ, ø og å.\n.\nOg et punktum alene."))

    [raw] = server.letters
    letter = email.message_from_bytes(raw, policy=modern)
    assert letter["Subject"] == "Bærums blå år – «ferdig»"
    assert letter.get_content_charset() == "utf-8"
    assert letter.get_content().splitlines() == ["Æ, ø og å.", ".", "Og et punktum alene."]


def test_mail_server_away_lets_the_letter_rest(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    letter = write()

    job = deliver(letter)

    assert (job.state, job.attempts, letter.sent_at) == (State.QUEUED, 1, None)
    assert job.lease_until > now()
    assert "ConnectionRefusedError" in caplog.text
