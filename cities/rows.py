"""What a party has several of – names, numbers, units … –, each kept the same way on the party's page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cities import actions
from cities.forms import LANGUAGES, BodyForm, NameForm, NumberForm, RowForm, SuccessionForm, UnitForm
from cities.models import Body, Number, Party, PartyKind, PartyName, Succession, Unit
from cities.queries import outline_of_units, party_called

NUMBERED = {PartyKind.MUNICIPALITY, PartyKind.COUNTY}


@dataclass(frozen=True)
class Sort:
    """One sort of row.

    word: its name in addresses. owner: the field that leads to the party. rows: those of a party, in order.
    cells: a row as texts, one per column. add, change, remove: the acts, all with the row or its party as `thing`.
    """

    word: str
    title: str
    columns: tuple
    model: type
    owner: str
    form: type[RowForm]
    rows: Callable
    cells: Callable
    add: Callable
    change: Callable
    remove: Callable
    kinds: frozenset = frozenset(PartyKind)

    def fits(self, party: Party) -> bool:
        return party.kind in self.kinds or bool(self.rows(party))

    def of(self, party: Party):
        """The rows that hang on the party – the only ones an address under the party leads to."""
        return self.model.objects.filter(**{self.owner: party})

    def blank(self, party: Party, data=None, row=None) -> RowForm:
        """The form for a new row, or for one that is there; ids on a page full of forms begin with the word."""
        extra = {"party": party} if self.form is UnitForm else {}
        return self.form(data, row=row, auto_id=f"{self.word}-%s", **extra)


def section(sort: Sort, party: Party, form: RowForm | None) -> dict:
    """A sort as the page shows it. form: none where the person may only read."""
    return {"sort": sort, "rows": [(row, sort.cells(row)) for row in sort.rows(party)], "form": form}


def span(row) -> str:
    """When a row holds, in words."""
    if row.since and row.until:
        return f"{_day(row.since)}–{_day(row.until)}"
    if row.since:
        return _("fra %(day)s") % {"day": _day(row.since)}
    return _("til %(day)s") % {"day": _day(row.until)} if row.until else ""


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


SORTS = {
    sort.word: sort
    for sort in [
        Sort(
            word="navn", title=_("Navn"), columns=(_("Offisielt"), _("Kortform"), _("Språk"), _("Gjelder")),
            model=PartyName, owner="party", form=NameForm,
            rows=lambda party: party.names.all(),
            cells=lambda row: (row.official, row.short, LANGUAGES.get(row.language, row.language), span(row)),
            add=lambda thing, **values: actions.add_name(party=thing, **values),
            change=lambda thing, **values: actions.change_name(span=thing, **values),
            remove=lambda thing, **who: actions.remove_span(span=thing, **who),
        ),
        Sort(
            word="nummer", title=_("Nummer og fylke"), columns=(_("Nummer"), _("Fylke"), _("Gjelder")),
            model=Number, owner="party", form=NumberForm, kinds=frozenset(NUMBERED),
            rows=lambda party: party.numbers.all(),
            cells=lambda row: (row.number, row.county or "", span(row)),
            add=lambda thing, **values: actions.add_number(party=thing, **values),
            change=lambda thing, **values: actions.change_number(span=thing, **values),
            remove=lambda thing, **who: actions.remove_span(span=thing, **who),
        ),
        Sort(
            word="sammenslaing", title=_("Gikk inn i denne"), columns=(_("Tidligere part"), _("År"), _("Merknad")),
            model=Succession, owner="after", form=SuccessionForm, kinds=frozenset(NUMBERED),
            rows=lambda party: party.predecessors.all(),
            cells=lambda row: (row.before_name, str(row.year or ""), row.note),
            add=lambda thing, **values: actions.add_succession(
                after=thing, before=party_called(values["before_name"]), **values
            ),
            change=lambda thing, **values: actions.change_succession(span=thing, **values),
            remove=lambda thing, **who: actions.remove_span(span=thing, **who),
        ),
        Sort(
            word="enheter", title=_("Enheter"), columns=(_("Navn"), _("Hører til"), _("For programmet"), _("Merknad")),
            model=Unit, owner="party", form=UnitForm,
            rows=lambda party: [unit for _depth, unit in outline_of_units(party)],
            cells=lambda row: (row.name, str(row.parent or ""), row.get_novelty_display(), row.note),
            add=lambda thing, **values: actions.add_unit(party=thing, **values),
            change=lambda thing, **values: actions.change_unit(unit=thing, **values),
            remove=lambda thing, **who: actions.remove_unit(unit=thing, **who),
        ),
        Sort(
            word="organer", title=_("Politiske organer"),
            columns=(_("Navn"), _("Øverste"), _("For programmet"), _("Merknad")),
            model=Body, owner="party", form=BodyForm,
            rows=lambda party: party.bodies.all(),
            cells=lambda row: (row.name, _("Ja") if row.highest else "", row.get_novelty_display(), row.note),
            add=lambda thing, **values: actions.add_body(party=thing, **values),
            change=lambda thing, **values: actions.change_body(body=thing, **values),
            remove=lambda thing, **who: actions.remove_body(body=thing, **who),
        ),
    ]
}  # fmt: skip
