"""Acts on what was promised, after it is signed; and a nudge to those who have not answered before it is."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.actions._agreement import demand_open, locked, remember
from agreements.following import binds
from agreements.models import Agreement, Commitment, Report
from agreements.queries import Standing, parties_on, speaks_for
from agreements.table import table_of
from cities.access import people_who_may, rights_of
from cities.acts import Act
from common.keys import scoped
from common.refusals import Refused
from common.rows import content, put, standing
from history.queries import history_in
from post.actions import write_to

BETWEEN = timedelta(days=3)
"""Nobody is reminded of the same agreement twice in so short a time."""


@transaction.atomic
def report_on(*, agreement: Agreement, commitment: Commitment, values: dict, uuid=None, by, at) -> Report:
    """Say how far a commitment has come (Report.VALUES).

    Errors: Refused for who speaks neither for a party that is bound nor for the secretariat, before it is signed, and
    for a day to come.
    """
    agreement = locked(agreement, by, Act.NEGOTIATE)
    commitment = standing(commitment, _("Forpliktelsen finnes ikke lenger."))
    key = scoped(uuid, "report", commitment.pk)
    if made := Report.objects.filter(uuid=key).first():
        return made
    if not agreement.signed:
        raise Refused(_("Avtalen er ikke inngått. Da er det ingenting å følge opp."))
    if not rights_of(by).everywhere(Act.KEEP_CITY) and not answers(agreement, commitment, by, at):
        raise Refused(_("Bare de som har forpliktet seg, melder om dette."))
    if values["day"].earliest and values["day"].earliest > localdate(at):
        raise Refused(_("Dagen er ikke kommet ennå."))
    report = put(Report(commitment=commitment, reported_by=by, reported_at=at, uuid=key), values)
    report.save()
    remember(agreement, report, act="report", field=str(commitment.pk), after=content(report), by=by, at=at)
    return report


def answers(agreement: Agreement, commitment: Commitment, by, at) -> bool:
    """Does the person speak for one of those who shall do it?"""
    named = list(commitment.bound.values_list("pk", flat=True))
    return any(binds(commitment.side, named, one) for one in speaks_for(by, agreement, localdate(at)))


@transaction.atomic
def remind_silent(*, agreement: Agreement, link: Callable[[Agreement], str], by, at) -> list[str]:
    """Write to the people of the parties that have not answered what is on the table; gives the parties' short names.

    Errors: Refused where nobody is waited for, and if it was done a short while ago.
    """
    agreement = locked(agreement, by)
    demand_open(agreement)
    if history_in("agreement", agreement.pk).filter(act="remind", at__gt=at - BETWEEN).exists():
        raise Refused(_("Partene er minnet om dette de siste tre dagene."))
    parties = [one for one in parties_on(agreement, localdate(at)) if one.present]
    rows = table_of(agreement, parties, [], localdate(at))
    silent = {name for row in rows for cell in row.cells for name in cell.silent}
    waited_for = [one for one in parties if one.names[1] in silent]
    if not waited_for:
        raise Refused(_("Ingen part mangler å svare."))
    words = {"agreement": agreement, "link": link(agreement)}
    subject = _("«%(title)s» venter på svar fra dere") % {"title": agreement.title}
    letter = {"subject": subject, "template": "agreements/letters/reminder.txt", "words": words}
    write_to(people_of(waited_for), **letter, by=by, at=at)
    names = [one.names[1] for one in waited_for]
    remember(agreement, agreement, act="remind", after={"parties": names}, by=by, at=at)
    return names


def people_of(parties: list[Standing]):
    """Those who speak for the parties."""
    cities = [one.speaker.city for one in parties if getattr(one.speaker, "city", None)]
    writers = people_who_may(Act.EDIT_PROGRAMME, cities)
    contacts = people_who_may(Act.GIVE_FEEDBACK, parties=[one.speaker for one in parties])
    return (writers | contacts).order_by("pk")
