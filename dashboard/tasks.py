"""Work that the dashboard has queued: loads by id, writes the letters."""

from dataclasses import replace

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cities.access import rights_of
from cities.acts import Act
from dashboard.actions.reminding import send_written
from dashboard.letters import letter_to
from dashboard.models import Reminder, Reminding
from dashboard.reminders import Receiver, chosen
from jobs.actions import finishing, tell
from jobs.work import Hopeless, does


@does("remind")
def write_reminders(job) -> None:
    """Write the letters of the reminding that is the job's subject, as things stand now.

    What has been reached since, and who has left the city since, is left out. All letters are sent, once, or none.
    """
    reminding = Reminding.objects.select_related("sent_by").get(pk=job.subject)
    if not rights_of(reminding.sent_by).everywhere(Act.KEEP_NETWORK):
        raise Hopeless(_("Den som sendte påminnelsen, er ikke lenger i sekretariatet."))
    day, written = localdate(), []
    receivers = still_to_write(reminding, day)
    words = {"message": reminding.message, "sender": reminding.sent_by, "site": reminding.site, "day": day}
    for number, receiver in enumerate(receivers, 1):
        tell(job, _("Skriver brev %(number)s av %(all)s") % {"number": number, "all": len(receivers)})
        written.append((receiver, *letter_to(receiver, **words)))
    with finishing(job):
        send_written(reminding, written, now())


def still_to_write(reminding: Reminding, day) -> list[Receiver]:
    """The receivers with those of their cells that were chosen, and are still pending and theirs.

    A job can be tried again after days: whoever has had a later reminder by then is left out too.
    """
    later = Reminder.objects.filter(reminding__gt=reminding.pk, letter__isnull=False).values("person")
    rows = reminding.reminders.filter(letter=None).exclude(person__in=later).select_related("city")
    waiting = {(one.person_id, f"{one.city.slug}.{one.milestone_id}") for one in rows}
    found = chosen({key for _person, key in waiting}, reminding.sent_by, day).receivers
    return [kept for one in found if (kept := only(one, waiting)).places]


def only(receiver: Receiver, waiting: set[tuple[int, str]]) -> Receiver:
    places = [
        (city, kept)
        for city, pending in receiver.places
        if (kept := [one for one in pending if (receiver.person.pk, one.key) in waiting])
    ]
    return replace(receiver, places=places)
