from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from common.refusals import Refused
from jobs.actions import enqueue
from post.models import Letter


def send(*, to: str, subject: str, body: str, by, at) -> Letter:
    """Write a letter in the same transaction as the act that sends it; the worker takes it to the mail server.

    subject: becomes one line whatever is in it, so nothing can slip a header in.
    Errors: Refused if the address is none.
    """
    demand_address(to)
    letter = Letter.objects.create(to=to, subject=" ".join(subject.split())[:200], body=body, written_at=at)
    enqueue(kind="letter", key=str(letter.pk), subject=letter.pk, by=by, at=at)
    return letter


def write_to(people, *, subject: str, template: str, words: dict, by, at) -> int:
    """One letter to each of the people, who have an `email`; gives back how many. The template is drawn once."""
    body = render_to_string(template, words)
    return sum(sent(person.email, subject, body, by=by, at=at) for person in people)


def sent(to: str, subject: str, body: str, *, by, at) -> bool:
    """Has the letter gone? An address no letter can be sent to must not stop the others."""
    try:
        with transaction.atomic():
            send(to=to, subject=subject, body=body, by=by, at=at)
    except Refused:
        return False
    return True


def demand_address(text: str) -> None:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused(_("«%(address)s» er ikke en e-postadresse.") % {"address": text}) from error
