"""What the secretariat of the walk has reminded the own city and another of, and what it posts to remind again."""

from uuid import NAMESPACE_URL, uuid5

from common.dates import LooseDate
from dashboard.models import Milestone, Reminder, Reminding
from jobs.models import Job, State
from post.models import Letter
from tests.factories.dashboard import MilestoneFactory
from tests.permissions.canaries import AT, canary

UUID = uuid5(NAMESPACE_URL, "ny påminnelse")
RULE = "ukjent"
"""No fact reaches it, so every city can be reminded."""


def remind_all(walk) -> dict[str, Reminding]:
    """By word: one that was sent to both cities, and one whose letters could not be written."""
    milestone = MilestoneFactory(rule=RULE, window=LooseDate.read("innen 1. oktober 2008"))
    sent, failed = (_reminding(walk, state) for state in (State.DONE, State.FAILED))
    for slug, word in (("skien", "varslet"), ("oslo", "varsletoslo")):
        letter = Letter.objects.create(
            to=f"lead@{slug}.example", subject="Påminnelse", body="", written_at=AT, sent_at=AT
        )
        told = {"city": walk.world.cities[slug], "person": walk.person("lead", slug), "milestone": milestone}
        Reminder.objects.create(reminding=sent, **told, name=canary(word), letter=letter)
    return {"sendt": sent, "feilet": failed}


def _reminding(walk, state) -> Reminding:
    when = {"queued_at": AT, "rung_at": AT, "ended_at": AT}
    job = Job.objects.create(kind="remind", key=f"walk {state}", subject=0, state=state, reason="Borte", **when)
    return Reminding.objects.create(
        message=canary("varselord"), site="https://framtid.example", sent_by=walk.person("secretariat", "network"),
        name="Sekretæren", at=AT, job=job, uuid=uuid5(UUID, state),
    )  # fmt: skip


def of_reminding(walk, address, word):
    return {"reminding": walk.remindings[word].pk}


def a_reminder(walk, word):
    cell = f"skien.{Milestone.objects.get(rule=RULE).pk}"
    return {"uuid": UUID, "send": "ja", "celle": [] if word == "ingen celle" else [cell]}


POSTED = {"milepaeler/paminnelse/": a_reminder}
