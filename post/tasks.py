from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models.functions import Now

from jobs.actions import finishing
from jobs.work import does
from post.models import Letter


@does("letter")
def take_to_mail_server(job) -> None:
    """Send one letter that has not been sent.

    No transaction spans a mail server. A worker killed between the two steps sends the letter again, with the same
    Message-ID, by which the receiving side knows it for the same letter. What was sent is forgotten: it may hold keys.
    """
    letter = Letter.objects.get(pk=job.subject)
    if letter.sent_at is None:
        envelope(letter, job).send()
    with finishing(job):
        Letter.objects.filter(pk=letter.pk, sent_at=None).update(sent_at=Now(), body="")


def envelope(letter: Letter, job) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(letter.subject, letter.body, to=[letter.to], headers={"Message-ID": f"<{job.uuid}@{domain}>"})
