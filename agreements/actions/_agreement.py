"""What the acts of the room begin and end with: the agreement locked, so that two who change it wait for one another,
and a line in its history.
"""

from django.db.models import Model
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementParty
from agreements.queries import names_as_of
from cities.access import visible
from cities.acts import Act
from common.refusals import Refused
from history.actions import record


def locked(agreement: Agreement, by, act: Act = Act.KEEP_AGREEMENT) -> Agreement:
    """The agreement as it is now, for one who may. Errors: Refused for everybody else, and if it is gone."""
    if not Agreement.objects.select_for_update(no_key=True).filter(pk=agreement.pk).exists():
        raise Refused(_("Avtalen finnes ikke lenger."))
    mine = visible(by, act, Agreement).for_door().filter(pk=agreement.pk).first()
    if mine is None:
        raise Refused(_("Bare de som steller avtalen, kan endre dette."))
    return mine


def demand_open(agreement: Agreement) -> None:
    """Errors: Refused for what was agreed upon here and is signed."""
    if agreement.fixed:
        raise Refused(_("Avtalen er inngått. Det som avtales på nytt, er en ny avtale."))


def keep_names(agreement: Agreement) -> None:
    """Its parties are called what they were called when they signed; names given by hand stand."""
    members = list(agreement.members.select_related("party"))
    called = names_as_of(members, agreement.signed.latest or agreement.signed.earliest)
    for member in members:
        official, short = called[member.pk]
        member.official, member.short = member.official or official, member.short or short
    AgreementParty.objects.bulk_update(members, ["official", "short"])


def remember(agreement: Agreement, row: Model, *, act, field="", before=None, after=None, by, at) -> None:
    """One line in the agreement's history. What is unchanged is not remembered."""
    if act == "edit" and before == after:
        return
    record(
        act=act, thing=row._meta.model_name, thing_id=row.pk, title=str(row), scope="agreement",
        scope_id=agreement.pk, field=field, before=before, after=after, by=by, at=at,
    )  # fmt: skip
