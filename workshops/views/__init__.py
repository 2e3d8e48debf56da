"""What the views of the room share: their page with one form."""

from common import asking
from workshops.models import Gathering


def asked(request, gathering: Gathering | None, form, title: str, back: str, to: str, act, **about):
    """A page with one form: shown, and once it is filled in rightly the act is done and `to` follows.

    act: takes what the form says by `form.saves`. back: the address of whoever goes no further.
    to: an address, or a function from what the act gives back to one.
    """
    context = {"gathering": gathering, "title": title, "back": back, **about}
    return asking.asked(request, form, act, to=to, template="workshops/form.html", **context)
