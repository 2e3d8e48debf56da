"""The milestones a network begins with: those of Framtidens byer, to be changed to its own."""

from django.db import transaction

from common.dates import LooseDate
from common.keys import scoped
from dashboard.models import Milestone
from history.actions import entry, record_all

SEVEN = (
    ("Intensjonsavtale", "17. juni 2008", "intent_signed"),
    ("Første utkast", "innen 1. oktober 2008", "frozen"),
    ("Tilbakemelding", "innen 31. desember 2008", "feedback_answered"),
    ("Program ferdig", "innen 31. desember 2008", "finished"),
    ("Politisk behandlet", "1. januar–30. april 2009", "treated"),
    ("Første avtale", "våren 2009", "first_agreement"),
    ("Politisk møte", "mai–juni 2009", "confirmed"),
)
"""Name, window, rule; as the letter of intent and the minutes of 2008 have them."""


@transaction.atomic
def start_milestones(*, by, at) -> list[Milestone]:
    """The seven, where there are no milestones yet."""
    if Milestone.objects.exists():
        return []
    made = Milestone.objects.bulk_create(
        Milestone(name=name, window=LooseDate.read(window), rule=rule, position=n, uuid=scoped(None, "milestone", n))
        for n, (name, window, rule) in enumerate(SEVEN)
    )
    told = {"act": "add", "thing": "milestone", "by": by, "at": at}
    record_all([entry(thing_id=one.pk, title=one.name, after={"rule": one.rule}, **told) for one in made])
    return made
