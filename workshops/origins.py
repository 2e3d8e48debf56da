"""Where an idea came from, in words that other rooms keep."""

from django.utils.translation import gettext as _

from common.moments import day_of
from common.templatetags.framtid import day as day_words
from workshops.models import Idea

ROOM = 200
"""Signs that a basis has room for."""
SHORT = 38


def origin_of(idea: Idea) -> str:
    """ "Oppstart i Nydalen, Energi i bygg (Plenumsal A), 21. august 2008, foreslått av Kari Nordmann"."""
    whole = _origin(idea, str)
    return whole if len(whole) <= ROOM else _origin(idea, _shortened)


def _origin(idea: Idea, name) -> str:
    parts = [name(idea.gathering)]
    if sitting := idea.sitting:
        parts.append(f"{name(sitting.workshop)} ({name(sitting.room)})" if sitting.room else name(sitting.workshop))
    parts.append(_day(idea))
    if idea.who:
        parts.append(_("foreslått av %(who)s") % {"who": name(idea.who)})
    return ", ".join(parts)


def _day(idea: Idea) -> str:
    """The day of the workshop, or what is known of the gathering's; else the day the idea was caught."""
    if idea.sitting is None and idea.gathering.day:
        return _shortened(idea.gathering.day)
    return day_words(idea.sitting.day if idea.sitting else day_of(idea.made_at))


def _shortened(thing) -> str:
    words = str(thing)
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"
