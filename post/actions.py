from django.core.exceptions import ValidationError
from django.core.validators import validate_email
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


def demand_address(text: str) -> None:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused(_("«%(address)s» er ikke en e-postadresse.") % {"address": text}) from error
