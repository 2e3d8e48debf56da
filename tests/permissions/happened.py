"""The events of the walk: two in the network's timeline, each with what another source says of when."""

from common.dates import LooseDate
from dashboard import actions
from dashboard.models import Event
from tests.permissions.canaries import AT, canary


def happen(walk) -> dict[str, Event]:
    said, who = canary("hendelse"), {"by": walk.person("secretariat", "network"), "at": AT}
    stated = {"day": LooseDate.read("høsten 2008"), "start": None, "end": None, "source": said}
    values = {"kind": "politics", "place": f"Oslo, {said}", "sources": [said], **stated}
    events = {
        word: actions.save_event(values=values | {"title": f"{title} {said}"}, **who)
        for word, title in (("nettverkets", "Klimameldingen"), ("en annen", "Planretningslinjen"))
    }
    for event in events.values():
        actions.add_event_dating(event=event, values=stated, **who)
    return events
