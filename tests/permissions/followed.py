"""The milestones of the walk, with what is agreed about them with the own city and with another."""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from common.dates import LooseDate
from common.rows import mark
from dashboard.models import Milestone
from tests.factories.dashboard import ArrangementFactory, MilestoneFactory
from tests.permissions.canaries import AT, canary

UUID = uuid5(NAMESPACE_URL, "ny milepæl")


def follow(walk) -> dict[str, Milestone]:
    """By word: one that is followed, and one that no longer is."""
    found = {
        "": MilestoneFactory(rule="frozen", window=LooseDate.read("innen 1. oktober 2008")),
        "avsluttet": MilestoneFactory(retired_on=date(2009, 1, 1)),
    }
    secretary = walk.world.people["secretariat", "network"]
    told = {"agreed_on": AT.date(), "recorded_at": AT, "recorded_by": secretary, "name": str(secretary)}
    for slug, word in (("skien", "milepael"), ("oslo", "milepaeloslo")):
        for sort in ("plan", "deadline"):
            ArrangementFactory(
                milestone=found[""], city=walk.world.cities[slug], sort=sort, reason=canary(word), **told
            )
    return found


def of_milestone(walk, address, word):
    """ "frist for egen" → what, of which city."""
    what, _for, whose = word.rpartition(" for ")
    slug = "oslo" if whose == "annen" else "skien"
    milestone = walk.milestones["avsluttet" if word == "avsluttet" else ""]
    return {"milestone": milestone.pk, "city": slug, "what": what or "plan", "way": "ned"}


def a_milestone(walk, word):
    said = {"name": "Ny milepæl", "window": "innen 1. mai 2009", "rule": "treated"}
    return said | {"uuid": UUID, "seen": mark(walk.milestones[""])}


POSTED = {
    "milepaeler/oppsett/ny/": a_milestone,
    "milepaeler/oppsett/<milestone>/": a_milestone,
    "milepaeler/oppsett/<milestone>/avslutt/": {"day": "1.1.2009"},
    "milepaeler/by/<city>/<milestone>/<what>/": {"uuid": UUID, "day": "26. mars 2009", "reason": "Bystyret"},
}
