"""What the words of the table stand for in the addresses of events, and what is posted there."""

from uuid import NAMESPACE_URL, uuid5

from common.rows import mark

UUID = uuid5(NAMESPACE_URL, "ny hendelse")


def of_event(walk, address, word):
    """ "annens under nettverkets": the one event, and what another source says of the other."""
    other = walk.events["en annen" if word.startswith("annens") else word]
    return {"event": walk.events["nettverkets"].pk, "dating": other.datings.first().pk}


def an_event(walk, word):
    return NEW | {"seen": mark(walk.events[word])}


NEW = {"kind": "politics", "title": "Klimaforliket", "day": "januar 2008", "place": "Oslo"}
AT = "tidslinje/<event>/"
POSTED = {
    "tidslinje/ny/": NEW | {"uuid": UUID},
    AT + "endre/": an_event,
    AT + "tidspunkter/nytt/": {"uuid": UUID, "day": "17. januar 2008", "source": "Stortinget"},
}
