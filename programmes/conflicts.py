"""Two people changed the same field: what each of them did, told on a card and laid together where that can be done."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.models import Role, User
from common.threeway import merged_rich, merged_text
from history.models import Entry
from history.queries import history_of
from programmes.changes import changed
from programmes.presence import called, color_of
from programmes.queries import cities_of

FARTHEST = 200
"""How many saves back the common text is looked for."""

LAID_TOGETHER = {"rich": merged_rich, "text": merged_text, "line": merged_text}


@dataclass
class Conflict:
    """What the card shows.

    mine, theirs: with the words marked that each changed. base: the revision to answer against. seen: the one my text
    was based on. sent: what I typed, as a form can send it again. merging: is it being laid together by hand?
    drafted: do both changes stand in the box already?
    """

    mine: SafeString
    theirs: SafeString
    title: str
    other: User
    who: str
    use: str
    theirs_at: datetime | None
    mine_at: datetime
    base: int
    seen: int | None
    sent: list[str]
    merging: bool = False
    drafted: bool = False

    @property
    def color(self) -> str:
        return color_of(self.other.pk)


def conflict_of(element, field, *, mine, theirs, sent, seen: int | None, person, at) -> Conflict:
    """The card for a field that has been saved since the revision `seen`. mine, theirs: typed values, as in history."""
    last = saves_of(element, field).first()
    before = common_text(element, field, seen)
    known = before is not NOTHING_KNOWN
    other = User(pk=last.person_id, name=last.person_name) if last else User(name=_("Noen andre"))
    return Conflict(
        mine=changed(field, before if known else theirs, mine),
        theirs=changed(field, before if known else mine, theirs),
        **naming(element, field, other, person, at),
        other=other,
        theirs_at=last and last.at,
        mine_at=at,
        base=element.revision(field.name),
        seen=seen,
        sent=sent,
    )


def naming(element, field, other: User, person, at) -> dict:
    """How the card speaks of the other: by name and place above, by city or first name on the button."""
    if other.pk == person.pk:
        title = _("Du har endret «%(field)s» i to vinduer samtidig.") % {"field": field.label}
        return {"title": title, "who": _("Det andre vinduet"), "use": _("Bruk den andre")}
    theirs, mine = places(element, other, at), places(element, person, at)
    name = str(other)
    somewhere = theirs and theirs[0] not in name
    told = _("%(name)s i %(city)s") % {"name": name, "city": theirs[0]} if somewhere else name
    title = _("Du og %(who)s har endret «%(field)s» samtidig.") % {"who": told, "field": field.label}
    who = f"{name}, {theirs[0]}" if somewhere else name
    short = called(name, theirs, mine)
    use = _("Bruk %(whose)s") % {"whose": genitive(short)} if "," not in short else _("Bruk den andre")
    return {"title": title, "who": who, "use": use if other.pk else _("Bruk den andre")}


def places(element, person, at) -> tuple[str, ...]:
    """Those of the programme's cities in which the person has a role."""
    cities = cities_of(element.programme)
    roles = Role.objects.held_on(localdate(at)).filter(person=person.pk, city__in=cities)
    held = set(roles.values_list("city", flat=True))
    return tuple(str(city) for city in cities if city.pk in held)


def genitive(name: str) -> str:
    """Skiens, Karis; after s, x and z only an apostrophe: Moss’."""
    return f"{name}’" if name[-1:].lower() in ("s", "x", "z") else f"{name}s"


def saves_of(element, field):
    return history_of("element", element.pk).filter(field=field.name, act="edit")


NOTHING_KNOWN = object()


def common_text(element, field, seen: int | None):
    """The value both began with, as the history keeps it; NOTHING_KNOWN where the history does not tell."""
    saves = element.revision(field.name) - seen if seen is not None else 0
    if not 0 < saves <= FARTHEST:
        return NOTHING_KNOWN
    first = saves_of(element, field)[saves - 1 : saves].first()
    return first.before if first else NOTHING_KNOWN


def laid_together(element, field, *, mine, theirs, seen: int | None) -> str | None:
    """A draft with both changes, where they are about different words (in rich text: different paragraphs)."""
    before = common_text(element, field, seen)
    merge = LAID_TOGETHER.get(field.widget)
    texts = [value or "" for value in (before, mine, theirs)] if merge and before is not NOTHING_KNOWN else [None]
    return merge(*texts) if all(isinstance(text, str) for text in texts) else None


def lost_before(element, field, value, person) -> bool:
    """Does the history already hold this text of the person's as the losing one?"""
    entries: list[Entry] = list(
        history_of("element", element.pk).filter(field=field.name, act="conflict", person_id=person.pk)[:1]
    )
    return bool(entries) and entries[0].after == value
