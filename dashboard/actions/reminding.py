"""The secretariat reminds the cities' people of what is late, due or without a plan."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cities.access import rights_of
from cities.acts import Act
from cities.models import User
from common.keys import scoped
from common.refusals import Refused
from dashboard.models import Reminder, Reminding
from dashboard.reminders import Receiver, chosen, with_last
from history.actions import entry, record_all
from jobs.actions import enqueue
from jobs.actions import retry as retry_job
from jobs.models import State as Work
from post.actions import send
from post.queries import jobs_of


@transaction.atomic
def remind(
    *, cells: Collection[str], confirmed: Collection[str] = (), message: str = "", site: str, uuid=None, by, at
) -> Reminding:
    """Ask for one letter to each of those who answer for the cells.

    cells: keys (Pending.key). confirmed: keys (Receiver.key) of those who are written to although they were reminded a
    short while ago; it holds only while that is still the last they got. site: where the letters' links begin.
    uuid: names the form; sent again it makes one.
    Errors: Refused for others than the secretariat, and where nobody is left to write to.
    """
    demand_secretariat(by)
    key = scoped(uuid, "reminding", by.pk)
    found = chosen(cells, by, localdate(at))
    # Whoever else reminds one of them waits here, and sees afterwards what this act has written.
    locked = User.objects.select_for_update(no_key=True).order_by("pk")
    list(locked.filter(pk__in=[one.person.pk for one in found.receivers]))
    if made := Reminding.objects.filter(uuid=key).first():
        return made
    receivers = [one for one in with_last(found.receivers, at) if one.last is None or one.key in confirmed]
    if not receivers:
        raise Refused(nobody_left(found.receivers))
    reminding = Reminding.objects.create(
        message=message, site=site, sent_by=by, name=str(by)[:200], at=at, uuid=key
    )  # fmt: skip
    Reminder.objects.bulk_create(rows_of(reminding, receivers))
    reminding.job = enqueue(kind="remind", key=str(reminding.pk), subject=reminding.pk, by=by, at=at)
    reminding.save(update_fields=["job"])
    return reminding


def nobody_left(receivers: list[Receiver]) -> str:
    if receivers:
        return _("Alle ble varslet for mindre enn tre dager siden. Kryss av for dem som skal ha brev likevel.")
    return _("Ingen kan få brev om det som er valgt.")


def rows_of(reminding: Reminding, receivers: list[Receiver]) -> list[Reminder]:
    return [
        Reminder(
            reminding=reminding, city=cell.city, milestone=cell.milestone, person=one.person, name=str(one.person)[:200]
        )
        for one in receivers
        for cell in one.cells
    ]  # fmt: skip


def send_written(reminding: Reminding, written: list[tuple[Receiver, str, str]], at: datetime) -> None:
    """Send the letters, and remember of each cell that its people were reminded. Call it within the job's end.

    written: receiver, subject, text.
    """
    waiting = {(one.person_id, one.city_id, one.milestone_id): one for one in reminding.reminders.filter(letter=None)}
    by = reminding.sent_by
    entries = {}
    for receiver, subject, body in written:
        letter = send(to=receiver.person.email, subject=subject, body=body, by=by, at=at)
        rows = [waiting[receiver.person.pk, cell.city.pk, cell.milestone.pk] for cell in receiver.cells]
        Reminder.objects.filter(pk__in=[one.pk for one in rows]).update(letter=letter)
        for cell in receiver.cells:
            entries.setdefault(cell.key, (cell, []))[1].append(str(receiver.person))
    record_all(
        [
            entry(
                act="remind", thing="milestone", thing_id=cell.milestone.pk, title=f"{cell.milestone}, {cell.city}",
                scope="city", scope_id=cell.city.pk, after={"to": names}, by=by, at=at,
            )
            for cell, names in entries.values()
        ]
    )  # fmt: skip


@transaction.atomic
def try_again(*, reminding: Reminding, by, at) -> None:
    """Do again what has failed: writing the letters, or taking them to the mail server. Errors: Refused for others."""
    demand_secretariat(by)
    reminding = Reminding.objects.select_related("job").get(pk=reminding.pk)  # its job may have ended since
    letters = reminding.reminders.filter(letter__isnull=False).values_list("letter", flat=True).distinct()
    for job in filter(None, [reminding.job, *jobs_of(letters).values()]):
        if job.state == Work.FAILED:
            retry_job(job, by=by, at=at)


def demand_secretariat(by) -> None:
    if not rights_of(by).everywhere(Act.KEEP_NETWORK):
        raise Refused(_("Bare sekretariatet sender påminnelser."))
