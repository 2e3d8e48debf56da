"""The table both sides work in: one row per clause, what each side shall do beside it, and where every party stands."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, OuterRef
from django.utils.translation import get_language

from agreements.models import Agreement, Clause, Commitment, Proposal
from agreements.queries import Standing
from programmes.said import areas_on, changes_of_elements


@dataclass
class Cell:
    """A commitment with the proposal on the table.

    bound: who shall, by short name; empty for all of the side. agreed_by, silent: parties that have said they agree,
    and that have said nothing of it. mine: those of the silent the person speaks for; consented: of the agreed.
    """

    commitment: Commitment
    proposal: Proposal
    proposed_by: str = ""
    bound: list[str] = field(default_factory=list)
    agreed_by: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    mine: list = field(default_factory=list)
    consented: list = field(default_factory=list)

    @property
    def name(self) -> str:
        """What tells it from the others, for those who hear the page."""
        return f"{self.side}: {self.commitment.clause}"

    @cached_property
    def side(self) -> str:
        """Staten skal."""
        return side_words(get_language())[self.commitment.side]

    @property
    def agreed(self) -> bool:
        """Do all parties agree?"""
        return not self.silent

    @property
    def struck(self) -> bool:
        return self.agreed and self.proposal.strikes


@cache
def side_words(language: str) -> dict[str, str]:
    """The words of each side in a language: fetched once, since a page may need them hundreds of times."""
    return {side.value: str(side.label) for side in Commitment.Column}


@dataclass
class Row:
    """A clause with its cells: `left` what the municipalities shall, `right` what the others shall, `both` together."""

    clause: Clause
    number: int
    area: str = ""
    cells: list[Cell] = field(default_factory=list)

    @cached_property
    def left(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.commitment.side == Commitment.Column.CITIES]

    @cached_property
    def both(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.commitment.side == Commitment.Column.JOINT]

    @cached_property
    def right(self) -> list[Cell]:
        return [cell for cell in self.cells if cell not in self.left and cell not in self.both]

    @property
    def agreed(self) -> bool:
        return bool(self.cells) and all(cell.agreed for cell in self.cells)


def table_of(agreement: Agreement, parties: list[Standing], speaking: list, day: date) -> list[Row]:
    """The whole table. parties: as they stand on the day; speaking: those the person speaks for.

    Three statements, whatever its size.
    """
    here = agreement.origin == Agreement.Origin.HERE
    present = [one for one in parties if one.present and here]  # elsewhere they have agreed already
    short = {one.member.pk: one.names[1] for one in parties}
    clauses = list(clauses_of(agreement))
    areas = areas_on(day) if any(clause.area_id for clause in clauses) else {}
    cells = defaultdict(list)
    known = {clause.pk: clause for clause in clauses}
    for proposal in on_the_table(agreement):
        proposal.commitment.clause = known[proposal.commitment.clause_id]
        cells[proposal.commitment.clause_id].append(cell_of(proposal, present, short, speaking))
    return [
        Row(clause, n, str(areas.get(clause.area_id, "")), sorted(cells[clause.pk], key=order))
        for n, clause in enumerate(clauses, 1)
    ]


def drift() -> Exists:
    """Has the measure behind a clause changed since the parties last agreed on anything in it?"""
    return Exists(changes_of_elements().filter(thing_id=OuterRef("element_id"), at__gt=OuterRef("seen_at")))


def clauses_of(agreement: Agreement):
    """Its clauses, each with whether the measure behind it has changed since (`drifted`)."""
    return agreement.clauses.select_related("element__programme").annotate(drifted=drift())


def on_the_table(agreement: Agreement):
    """The latest proposal of each commitment, with those who have agreed to it (`consenting`) and who are bound."""
    return latest_proposals(commitment__clause__agreement=agreement)


def latest_proposals(**where):
    """The same of any commitments."""
    latest = Proposal.objects.filter(commitment=OuterRef("commitment")).order_by("-number").values("number")[:1]
    rows = Proposal.objects.filter(number=latest, **where)
    rows = rows.select_related("commitment").annotate(
        consenting=ArrayAgg("consents__member", distinct=True, default=[]),
        bound_to=ArrayAgg("commitment__bound", distinct=True, default=[]),
    )
    return rows.order_by(F("commitment__clause__position"), "commitment")


def cell_of(proposal: Proposal, present: list[Standing], short: dict, speaking: list) -> Cell:
    agreeing = {proposal.member_id, *proposal.consenting}
    own = [one for one in speaking if one.pk != proposal.member_id]
    return Cell(
        proposal.commitment,
        proposal,
        proposed_by=short.get(proposal.member_id, ""),
        bound=[short[pk] for pk in short if pk in proposal.bound_to],
        agreed_by=[short[one.member.pk] for one in present if one.member.pk in agreeing - {proposal.member_id}],
        silent=[short[one.member.pk] for one in present if one.member.pk not in agreeing],
        mine=[one for one in own if one.pk not in agreeing],
        consented=[one for one in own if one.pk in agreeing],
    )


def order(cell: Cell):
    return list(Commitment.Column.values).index(cell.commitment.side), cell.commitment.pk


def drifted_clauses(agreements=None):
    """The clauses whose measure has changed since the parties last agreed, over all agreements. One statement."""
    clauses = Clause.objects.filter(drift()).select_related("agreement", "element")
    return clauses if agreements is None else clauses.filter(agreement__in=agreements)
