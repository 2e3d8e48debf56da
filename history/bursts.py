"""Many small saves by one person in one field, read as the one change they were."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from history.models import Entry

PAUSE = timedelta(minutes=10)
EDIT = "edit"


@dataclass(frozen=True)
class Burst:
    """One or more entries as one: from the first one's `before` to the last one's `after`; `last` is the newest entry.

    It can be read like an entry: what is not said here is the last entry's own.
    """

    last: Entry
    began_at: datetime
    before: object
    count: int = 1

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.last, name)


def bursts(entries: Iterable[Entry]) -> list[Burst]:
    """Merge the edits that follow one another in a field: one person's, each within ten minutes of the one before.

    Entries newest first, as the history gives them → bursts newest first, each where its newest entry stood.
    An edit that does not begin where the other ended (another row of the same table, say) stands alone, as do all
    other acts; so does what was written where something had been taken away.
    """
    found: list[Burst] = []
    open_at: dict[tuple, int] = {}  # per field: where its oldest burst so far stands in `found`
    for entry in entries:
        place = entry.thing, entry.thing_id, entry.field
        at = open_at.get(place)
        if at is not None and _continues(entry, found[at]):
            found[at] = replace(found[at], began_at=entry.at, before=entry.before, count=found[at].count + 1)
        else:
            open_at[place] = len(found)
            found.append(Burst(entry, entry.at, entry.before))
    return found


def _continues(older: Entry, burst: Burst) -> bool:
    return (
        older.act == burst.last.act == EDIT
        and bool(older.field)
        and older.person_id == burst.last.person_id
        and older.after is not None
        and older.after == burst.before
        and burst.began_at - older.at <= PAUSE
    )
