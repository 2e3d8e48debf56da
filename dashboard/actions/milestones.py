"""What the network follows its cities by. Only the secretariat changes it, and nothing of it is lost."""

from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cities.access import rights_of
from cities.acts import Act
from common.keys import scoped
from common.refusals import Refused
from common.rows import content, demand_room_for_more, demand_seen, next_position, put, shifted
from dashboard.facts import FACTS
from dashboard.models import Milestone
from history.actions import record

MOST = 20
"""Milestones there is room for in a matrix."""


@transaction.atomic
def save_milestone(*, milestone: Milestone | None = None, values: dict, seen: str = "", uuid=None, by, at) -> Milestone:
    """Add a milestone at the end, or give one new values (Milestone.VALUES).

    seen: its mark as the person saw it. uuid: names the form; sent again it gives back the same milestone.
    Errors: Refused for a window without an end in time or one that ends before it starts, and for a rule that is not
    on the list; Stale if somebody changed it since.
    """
    demand_secretariat(by)
    demand_window(values["window"])
    if milestone is None:
        hold_order()
        key = scoped(uuid, "milestone", "network")
        if made := Milestone.objects.filter(uuid=key).first():
            return made
        every = Milestone.objects.all()
        demand_room_for_more(every, MOST)
        milestone, before = Milestone(position=next_position(every), uuid=key), None
    else:
        milestone = held(milestone)
        demand_seen(milestone, seen, values)
        before = content(milestone)
    if values["rule"] not in FACTS and values["rule"] != milestone.rule:
        raise Refused(_("Velg en regel fra listen."))
    put(milestone, values).save()
    remember(milestone, act="edit" if before else "add", before=before, after=content(milestone), by=by, at=at)
    return milestone


@transaction.atomic
def retire_milestone(*, milestone: Milestone, day: date, by, at) -> None:
    """Follow it no longer from the day on. The days before still show it."""
    retired_on(milestone, day, act="retire", by=by, at=at)


@transaction.atomic
def resume_milestone(*, milestone: Milestone, by, at) -> None:
    """Follow it again, as if it had never been retired."""
    retired_on(milestone, None, act="resume", by=by, at=at)


def retired_on(milestone: Milestone, day: date | None, *, act: str, by, at) -> None:
    demand_secretariat(by)
    milestone = held(milestone)
    if milestone.retired_on == day:
        return
    before, milestone.retired_on = milestone.retired_on, day
    milestone.save(update_fields=["retired_on"])
    told = {"before": before and before.isoformat(), "after": day and day.isoformat()}
    remember(milestone, act=act, **told, by=by, at=at)


@transaction.atomic
def shift_milestone(*, milestone: Milestone, up: bool, by, at) -> None:
    """Move it one place up or down; at the end it stays where it is."""
    demand_secretariat(by)
    hold_order()
    rows = list(Milestone.objects.select_for_update())
    if places := shifted(rows, milestone, up=up):
        remember(milestone, act="move", before=places[0], after=places[1], by=by, at=at)


def hold_order() -> None:
    """Until the transaction ends, nobody else adds or moves one: there is no row that has them all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('dashboard milestones', 0))")


def held(milestone: Milestone) -> Milestone:
    """Nobody deletes one, so it is there."""
    return Milestone.objects.select_for_update().get(pk=milestone.pk)


def demand_secretariat(by) -> None:
    if by and not rights_of(by).everywhere(Act.KEEP_NETWORK):
        raise Refused(_("Bare sekretariatet kan endre milepælene."))


def demand_window(window) -> None:
    if window.backwards:
        raise Refused(_("Perioden slutter før den begynner."))
    if window.latest is None:
        raise Refused(_("Skriv når milepælen senest skal være nådd, for eksempel «innen 1. oktober 2008»."))


def remember(milestone: Milestone, *, act: str, before, after, by, at) -> None:
    if act == "edit" and before == after:
        return
    record(
        act=act, thing="milestone", thing_id=milestone.pk, title=milestone.name, before=before, after=after, by=by,
        at=at,
    )  # fmt: skip
