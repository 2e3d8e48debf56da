"""An agreement as plain data, as it stands and as of a day: what is frozen, printed and compared.

The shape is that of a programme (docs/content-2.schema.json), with other kinds of elements and with its parties.
"""

from datetime import date
from html import escape
from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.models import Agreement, Commitment
from agreements.queries import annexes_of, parties_on
from agreements.table import Cell, Row, table_of
from cities.models import Network
from common.canonical import canonical, digest

FORMAT = 2

Column = Commitment.Column
ORDER = (Column.STATE, Column.CITIES, Column.REGION, Column.BUSINESS, Column.OTHERS, Column.JOINT)
SECTIONS = ("about", "parties", *ORDER, "annexes", "signatures")
"""Each has its code by its place here, used or not: so a section is the same in all versions."""


def headings() -> dict:
    """What each group of commitments is headed by."""
    return {**{column: str(column.label) for column in Column}, Column.CITIES: _("Kommunene skal")}


def all_of(side: str) -> str:
    """Who a commitment goes for where no party is named."""
    named = {
        Column.STATE: _("alle parter fra staten"), Column.CITIES: _("alle kommunene"),
        Column.REGION: _("alle parter fra regionen"), Column.BUSINESS: _("alle parter fra næringslivet"),
        Column.OTHERS: _("alle andre parter"), Column.JOINT: _("alle partene"),
    }  # fmt: skip
    return named[side]


def agreement_content(agreement: Agreement, day: date, language: str = "nb", signing: dict | None = None) -> dict:
    """All of it, with names as of the day. signing: when, where and by whom, where that is what makes it a version."""
    with override(language):
        parties = [one for one in parties_on(agreement, day) if one.present]
        rows = table_of(agreement, parties, [], day)
        sections = [
            ("about", _("Om avtalen"), [about(agreement)], []),
            ("parties", _("Parter"), [], [parties_table(parties)]),
            *((column, title, [], []) for column, title in headings_used(rows)),
            *([("annexes", _("Vedlegg"), [], [annex_table(agreement)])] if agreement.annexes.exists() else []),
            ("signatures", _("Underskrifter"), [], []),
        ]
        return {
            "format": FORMAT,
            "network": Network.objects.values_list("name", flat=True).first() or "",
            "language": language,
            "title": agreement.title,
            "day": day.isoformat(),
            "edition": None,
            "cities": [],
            "parties": [one.names[0] for one in parties],
            "text": "",
            "facts": [],
            "tables": [],
            "basis": [],
            "organisation": [],
            "waivers": [],
            "elements": [
                element for n, section in enumerate(sections, 1)
                for element in section_content(n, section, agreement, rows, parties, signing)
            ],
        }  # fmt: skip


def headings_used(rows: list[Row]) -> list[tuple]:
    used = {cell.commitment.side for row in rows for cell in row.cells if not cell.struck}
    return [(column, headings()[column]) for column in ORDER if column in used]


def section_content(n: int, section, agreement, rows, parties, signing) -> list[dict]:
    """A section, and what hangs under it."""
    name, title, about_it, tables = section
    head = element(f"A-{SECTIONS.index(name) + 1}", uuid5(agreement.uuid, name), "section", str(n), title)
    if about_it:
        head["text"], head["facts"], head["tables"] = about_it[0]
    head["tables"] = head["tables"] + tables
    if name == "signatures":
        head["facts"] = signing_facts(signing)
        below = [signature(f"{n}.{m}", head["code"], one) for m, one in enumerate(parties, 1)]
    else:
        cells = [(row, cell) for row in rows for cell in row.cells if cell.commitment.side == name and not cell.struck]
        below = [commitment(f"{n}.{m}", head["code"], *one, signing=signing) for m, one in enumerate(cells, 1)]
    return [head, *below]


def element(code, uuid, kind, place, title, *, kind_name="", parent=None, text="", facts=()) -> dict:
    return {
        "code": code, "uuid": str(uuid), "kind": kind, "kind_name": kind_name, "place": place,
        "depth": place.count(".") + 1, "parent": parent, "city": None, "title": title, "text": text,
        "facts": list(facts), "tables": [], "basis": [], "sources": [],
    }  # fmt: skip


def fact(name, label, value) -> dict:
    """value: words, or a loose date or stated number; None where it is not stated."""
    typed = value.as_json() if hasattr(value, "as_json") else value
    return {"name": name, "label": str(label), "value": typed, "words": str(value) if value else None}


def table(name, label, columns, rows) -> dict:
    """rows: (uuid, cells), a cell None where it is not stated."""
    return {
        "name": name, "label": str(label), "columns": [str(column) for column in columns],
        "rows": [{"uuid": str(uuid), "city": None, "value": {}, "cells": cells} for uuid, cells in rows],
    }  # fmt: skip


def about(agreement: Agreement) -> tuple:
    """Its text, facts and sums."""
    facts = [fact("kind", _("Slag"), str(agreement.called)), fact("term", _("Gjelder"), agreement.term)]
    # What is signed is read by everybody: another agreement that is only a draft is not named there.
    links = agreement.earlier_links.filter(earlier__in=Agreement.objects.filter(Agreement.open_to_all()))
    links = links.select_related("earlier")
    facts += [fact("earlier", link.get_sort_display().capitalize(), str(link.earlier)) for link in links]
    columns = (_("Beløp"), _("Valuta"), _("Periode"), _("Kilde"), _("Merknad"))
    rows = [
        (one.uuid, [str(one.amount), one.currency, stated(one.period), one.source or None, one.note or None])
        for one in agreement.sums.all()
    ]
    return agreement.text, facts, [table("sum", _("Beløp"), columns, rows)] if rows else []


def stated(value) -> str | None:
    return str(value) if value else None


def parties_table(parties) -> dict:
    columns = (_("Part"), _("Kortnavn"), _("Side"), _("Merknad"))
    return table(
        "party", _("Partene i avtalen"), columns,
        [(one.member.uuid, [*one.names, str(one.member.side.label), remark(one)]) for one in parties],
    )  # fmt: skip


def remark(one) -> str | None:
    """What is said of a party beside its name."""
    by = _("representert av %(party)s") % {"party": one.by.name} if one.by else ""
    joined = _("kom med %(day)s") % {"day": one.member.joined} if one.member.joined else ""
    return ", ".join(filter(None, [str(joined), str(by), one.member.note])) or None


def annex_table(agreement: Agreement) -> dict:
    rows = [
        (annex.uuid, [title, annex.edition or None, stated(annex.day)])
        for title, editions in annexes_of(agreement)
        for annex in editions
    ]
    return table("annex", _("Vedlegg"), (_("Vedlegg"), _("Utgave"), _("Dato")), rows)


def commitment(place: str, parent: str, row: Row, cell: Cell, signing: dict | None = None) -> dict:
    """What somebody shall do, and whether all agree that they shall. The measure behind is its parties' to read of."""
    proposal, measure = cell.proposal, None if signing else row.clause.element
    words = escape(proposal.text or _("Foreslås strøket.")).replace("\n", "<br>")
    facts = [
        fact("bound", _("Gjelder"), ", ".join(cell.bound) or all_of(cell.commitment.side)),
        fact("amount", _("Beløp"), proposal.price),
        fact("due", _("Frist"), proposal.due),
        fact("area", _("Samarbeidsområde"), row.area),
        *([fact("measure", _("Tiltaket bak"), measure.code)] if measure else []),
        *([] if cell.agreed else [fact("silent", _("Ikke enige ennå"), ", ".join(cell.silent))]),
    ]
    code = f"F-{cell.commitment.pk:04d}"
    kept = {"kind_name": _("Forpliktelse"), "parent": parent, "text": f"<p>{words}</p>", "facts": facts}
    return element(code, cell.commitment.uuid, "commitment", place, row.clause.title, **kept)


def signature(place: str, parent: str, one) -> dict:
    """Where a party signs."""
    return element(f"U-{one.member.pk:04d}", one.member.uuid, "signature", place, one.names[0], parent=parent)


def signing_facts(signing: dict | None) -> list[dict]:
    if signing is None:
        return []
    return [
        fact("signed", _("Underskrevet"), signing["signed"]),
        fact("where", _("Sted"), signing["signed_where"]),
        fact("signatories", _("Underskrevet av"), signing["signatories"]),
    ]


SAID = ("bound", "amount", "due")
"""Facts of a commitment that are part of what was agreed; who has not agreed yet and what it is called are not."""


def substance(content: dict) -> str:
    """The checksum of what parties approve: its title, parties, terms, sums and commitments.

    Annexes get new editions, measures new names and parties remarks, and what was approved is still the same.
    """
    commitments = [
        (one["code"], one["text"], [fact["value"] for fact in one["facts"] if fact["name"] in SAID])
        for one in content["elements"]
        if one["kind"] == "commitment"
    ]
    said = {name: content["elements"][0][name] for name in ("text", "facts", "tables")}
    said["facts"] = [one for one in said["facts"] if one["name"] != "earlier"]
    return digest(canonical([content["title"], content["parties"], commitments, said]))
