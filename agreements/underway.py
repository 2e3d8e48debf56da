"""Agreements on their way: how far each has come, what is agreed of it, and what comes next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.approval import Reached, reached_on
from agreements.models import Agreement, AgreementParty
from agreements.queries import agreements_for, with_proposers
from agreements.table import latest_proposals
from cities.access import visible
from cities.acts import Act

Stage = Agreement.Stage
UNDERWAY = (Stage.READY, Stage.APPROVAL, Stage.DRAFT, Stage.PROPOSED)
"""What is not in force yet, the nearest to it first."""

NAMED = 3
SINGLE = 20
"""So many commitments are drawn one by one."""


@dataclass
class Underway:
    """An agreement with where it stands. parties: of the day, in short. total, agreed: its commitments."""

    agreement: Agreement
    reached: Reached
    parties: list[AgreementParty]
    total: int = 0
    agreed: int = 0
    silent: tuple[int, ...] = ()

    @property
    def stage(self) -> Agreement.Stage:
        return self.reached.stage

    @property
    def negotiated(self) -> bool:
        """Has more than one party put proposals, and is there no version to approve yet?"""
        return self.stage == Stage.DRAFT and self.agreement.proposers > 1

    @property
    def label(self) -> str:
        return _("Forhandles") if self.negotiated else self.stage.label

    @property
    def names(self) -> list[str]:
        return [short(one) for one in self.parties]

    @property
    def bars(self) -> list[tuple[int, int, bool]]:
        """Where each bar begins, how long it is, and whether it is agreed; many are drawn as two long ones."""
        if self.total <= SINGLE:
            return [(n, 1, n < self.agreed) for n in range(self.total)]
        return [(0, self.agreed, True), (self.agreed, self.total - self.agreed, False)]

    @property
    def next(self) -> str:
        """What must happen for it to come further."""
        if self.stage == Stage.READY:
            return _("Bekreftes på møtet")
        if self.stage == Stage.APPROVAL:
            return _("Vedtak hos %(parties)s") % {"parties": self.some(self.reached.waiting)}
        if self.stage == Stage.PROPOSED:
            return _("Underskrives")
        if not self.total:
            return _("Velg tiltak")
        return _("Svar fra %(parties)s") % {"parties": self.some(self.silent)} if self.silent else _("Lås en versjon")

    def some(self, members: Iterable[int]) -> str:
        """The first of them by name, and how many more."""
        names = [short(one) for one in self.parties if one.pk in members]
        more = len(names) - NAMED
        if more <= 0:
            return ", ".join(names)
        said = ngettext("%(names)s og %(n)s til", "%(names)s og %(n)s til", more)
        return said % {"names": ", ".join(names[:NAMED]), "n": more}


def short(member: AgreementParty) -> str:
    return member.short or member.party.short or member.party.name


def all_of(person, day: date) -> list[Underway]:
    """Every agreement that a role lets the person read, in order of date, with where it stood on the day. Five
    statements.

    What is open to all since it was signed tells nobody else how it came to be.
    """
    own = visible(person, Act.READ_AGREEMENT, Agreement).values("pk")
    agreements = list(with_proposers(agreements_for(person).filter(pk__in=own)))
    reached = reached_on(agreements, day)
    return [Underway(one, reached[one.pk], [m for m in one.members.all() if m.in_on(day)]) for one in agreements]


def on_their_way(every: list[Underway]) -> list[Underway]:
    """Those not in force, the furthest first, with what is agreed of each. One statement."""
    found = [one for one in every if one.stage in UNDERWAY]
    weigh(found)
    return sorted(found, key=lambda one: (UNDERWAY.index(one.stage), not one.negotiated))


def weigh(found: list[Underway]) -> None:
    """Count the commitments, and find who has not said anything to one."""
    here = {one.agreement.pk: one for one in found if one.agreement.origin == Agreement.Origin.HERE}
    silent = defaultdict(set)
    rows = latest_proposals(commitment__clause__agreement__in=here).select_related("commitment__clause")
    for proposal in rows if here else ():
        one = here[proposal.commitment.clause.agreement_id]
        missing = {member.pk for member in one.parties} - {proposal.member_id, *proposal.consenting}
        one.total += 1
        one.agreed += not missing
        silent[one.agreement.pk] |= missing
    for pk, missing in silent.items():
        here[pk].silent = tuple(missing)
