"""What a page asks for only when it has to."""

from django.utils.functional import SimpleLazyObject


def asked_once(question):
    """The answer to a question that only pages with something in the queue need: asked when it is drawn, and once."""
    return SimpleLazyObject(question)
