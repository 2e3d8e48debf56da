"""Letters about a programme: each tells of one thing that waits, and leads to where it is answered."""

from django.db import transaction
from django.template.loader import render_to_string

from common.refusals import Refused
from post.actions import send


def write_to(people, *, subject: str, template: str, words: dict, by, at) -> int:
    """One letter to each of the people; gives back how many."""
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
