"""What has happened in a programme since somebody looked last, in a few statements however long the history."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from common.templatetags.framtid import on_the_clock
from history.queries import history_in, history_of
from programmes.models import Element
from programmes.models.outline import DEEPEST
from programmes.queries import outline_of
from programmes.tables import TABLES

LOOK = 100
"""How many of the newest acts are looked at. Whoever has missed more fetches the whole outline."""

SETTLES = timedelta(seconds=5)
"""An act may become visible a little after one with a higher id. So what is this young is told twice."""

IN_PLACE = ("edit", "conflict", "freeze")
# Acts that put an element away because others carry it on: what is said of it, and of what stands under it.
CARRIED_ON = {
    "split": (
        lazy("%(who)s delte dette i %(into)s %(ago)s."),
        lazy("%(who)s delte det dette står under, i %(into)s %(ago)s."),
    ),
    "joined": (
        lazy("%(who)s slo dette sammen med %(into)s %(ago)s."),
        lazy("%(who)s slo det dette står under, sammen med %(into)s %(ago)s."),
    ),
}  # fmt: skip
SHOWN_IN_OUTLINE = ("title", "responsibility")
ROWS = frozenset(table.name for table in TABLES)


@dataclass
class News:
    """newest: what to ask from the next time. outline: has it changed? revisions: of the open element's fields.

    changed_by: who saved a field last, where somebody did of late. tables: those of the open element in which rows were
    saved or removed. notice: what befell the open element itself.
    """

    newest: int
    outline: bool = False
    revisions: dict[str, int] = field(default_factory=dict)
    changed_by: dict[str, str] = field(default_factory=dict)
    tables: list[str] = field(default_factory=list)
    notice: dict | None = None


def news_of(programme, *, person, element: int | None, since: int | None, at: datetime) -> News:
    """What others have done since an act of the history; since=None only begins the counting.

    One statement for the history and one for the open element; one or two more where that was moved or binned.
    """
    names = ("pk", "at", "act", "field", "thing", "thing_id", "person_id", "person_name")
    entries = list(history_in("programme", programme.pk).only(*names)[:LOOK])
    settled = [entry.pk for entry in entries if entry.at <= at - SETTLES]
    newest = max([since or 0, *settled], default=0)
    fresh = [entry for entry in entries if since is not None and entry.pk > since]
    missed = len(fresh) == LOOK
    news = News(newest, outline=missed or any(in_outline(entry, person) for entry in fresh))
    if element:
        _tell_of(news, programme, element, [entry for entry in fresh if entry.person_id != person.pk], at)
        if missed:
            news.tables = sorted(ROWS)
    return news


def in_outline(entry, person) -> bool:
    """Does the act change how the outline looks? One's own title is there already."""
    if entry.act in IN_PLACE:
        return entry.act == "edit" and entry.field in SHOWN_IN_OUTLINE and entry.person_id != person.pk
    return True


def _tell_of(news, programme, pk, fresh, at) -> None:
    above = ["__".join(["parent"] * n) for n in range(1, DEEPEST + 1)]
    tops = [f"{way}__{name}" for way in above for name in ("pk", "binned_at")]
    row = Element.objects.filter(programme=programme, pk=pk).values("pk", "binned_at", "revisions", *tops).first()
    if row is None:
        return
    mine = [entry for entry in fresh if entry.thing == "element" and entry.thing_id == pk]
    news.revisions = row["revisions"]
    news.changed_by = {entry.field: entry.person_name for entry in reversed(mine) if entry.act == "edit"}
    news.tables = sorted(ROWS & news.changed_by.keys())
    binned = [row[f"{way}pk"] for way in ("", *(f"{way}__" for way in above)) if row[f"{way}binned_at"]]
    moved = next((entry for entry in mine if entry.act in ("move", "undo")), None)
    if binned:
        news.notice = _binned(binned[0], pk, at)
    elif moved:
        news.notice = _moved(moved, programme, pk, at)


def _binned(top, pk, at):
    entry = history_of("element", top).filter(act__in=["bin", "undo", *CARRIED_ON]).first()
    who = entry.person_name if entry and entry.person_name else _("Noen andre")
    since = ago(entry.at, at) if entry else ""
    words = {"who": who, "ago": since}
    itself = _("%(who)s la dette i papirkurven %(ago)s.")
    above = _("%(who)s la det dette står under, i papirkurven %(ago)s.")
    if entry and entry.act in CARRIED_ON:
        text = CARRIED_ON[entry.act][top != pk] % (words | {"into": entry.after["words"]})
        return {"kind": "moved", "key": f"led-{top}", "text": text, "element": pk}
    text = (itself if top == pk else above) % words
    return {"kind": "binned", "key": f"binned-{top}", "text": text, "element": top}


def _moved(entry, programme, pk, at):
    place = next((node.place for node in outline_of(programme) if node.element.pk == pk), "")
    text = _("%(who)s flyttet dette til %(place)s %(ago)s.")
    text %= {"who": entry.person_name or _("Noen andre"), "place": place, "ago": ago(entry.at, at)}
    return {"kind": "moved", "key": f"moved-{entry.pk}", "text": text, "element": pk}


def ago(then: datetime, at: datetime) -> str:
    """How long ago, as one says it: "nå nettopp", "for 2 minutter siden", and from a day on the moment itself."""
    minutes = int((at - then).total_seconds() // 60)
    if minutes < 1:
        return _("nå nettopp")
    if minutes < 60:
        return ngettext("for %(n)d minutt siden", "for %(n)d minutter siden", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 24:
        return ngettext("for %(n)d time siden", "for %(n)d timer siden", hours) % {"n": hours}
    return on_the_clock(then)
