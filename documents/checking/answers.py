"""What is told about a file, in words for the screen."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.words import listing
from documents.checking.comparing import Comparison
from documents.models import Print

MOST_NAMED = 20  # pages named one by one

SORTS = {
    "/Text": gettext_lazy("tekstlapp"),
    "/FreeText": gettext_lazy("tekst skrevet på siden"),
    "/Highlight": gettext_lazy("utheving"),
    "/Underline": gettext_lazy("understreking"),
    "/Squiggly": gettext_lazy("bølgestrek"),
    "/StrikeOut": gettext_lazy("gjennomstreking"),
    "/Caret": gettext_lazy("innsettingstegn"),
    "/Ink": gettext_lazy("tegning"),
    "/Line": gettext_lazy("strek"),
    "/PolyLine": gettext_lazy("strek"),
    "/Square": gettext_lazy("figur"),
    "/Circle": gettext_lazy("figur"),
    "/Polygon": gettext_lazy("figur"),
    "/Stamp": gettext_lazy("stempel eller bilde"),
    "/Redact": gettext_lazy("sladding"),
    "/FileAttachment": gettext_lazy("vedlagt fil"),
    "/Widget": gettext_lazy("skjemafelt"),
    "/Link": gettext_lazy("lenke"),
}


class Kind(StrEnum):
    SAME = "same"
    RESAVED = "resaved"
    NOTED = "noted"
    CHANGED = "changed"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Answer:
    """head: the answer in one sentence. lines: what it rests on. print: the one the file is or was made from."""

    kind: Kind
    head: str
    lines: tuple[str, ...] = ()
    print: Print | None = None

    @property
    def colour(self) -> str:
        good = self.kind in (Kind.SAME, Kind.RESAVED, Kind.NOTED)
        return "success" if good else "danger" if self.kind == Kind.CHANGED else "warning"


def same(printed: Print) -> Answer:
    return Answer(Kind.SAME, _("Dette er versjon %(number)s, uendret.") % numbered(printed), (), printed)


def resaved(printed: Print) -> Answer:
    why = _("Et annet program har lagret filen på nytt, men sidene, lenkene og vedlegget er som da den ble skrevet ut.")
    head = _("Dette er versjon %(number)s, innholdet uendret.") % numbered(printed)
    return Answer(Kind.RESAVED, head, (why,), printed)


def noted(printed: Print, found: Comparison) -> Answer:
    head = _("Dette er versjon %(number)s med egne merknader, innholdet uendret.") % numbered(printed)
    covering = _("Merknader ligger oppå siden og kan dekke det som står der.")
    return Answer(Kind.NOTED, head, (*notes_told(found), covering), printed)


def changed(printed: Print, found: Comparison) -> Answer:
    head = _("Dette er versjon %(number)s, men filen er endret.") % numbered(printed)
    return Answer(Kind.CHANGED, head, (*changes_told(found), *notes_told(found)), printed)


def foreign() -> Answer:
    why = _("Filen er ikke en utskrift herfra, i alle fall ikke av noe du kan lese her.")
    return Answer(Kind.FOREIGN, _("Dette er ikke en av våre."), (why,))


def unreadable(why: str) -> Answer:
    return Answer(Kind.UNREADABLE, _("Filen kan ikke leses."), (why,))


def numbered(printed: Print) -> dict:
    return {"number": printed.edition.version.number}


def changes_told(found: Comparison) -> list[str]:
    """One sentence for each sort of change."""
    told = [
        (found.changed, _("Endret: %(what)s."), pages),
        (found.removed, _("Tatt bort: %(what)s i utskriften."), pages),
        (found.added, _("Lagt til: %(what)s i filen."), pages),
        (found.moved, _("Flyttet: %(what)s i utskriften."), pages),
        (found.links, _("Lenker er borte eller fører et annet sted: %(what)s."), pages),
        (found.altered, _("Vedlegget er endret: %(what)s."), listing),
        (found.lost, _("Vedlegget er borte: %(what)s."), listing),
        (found.enclosed, _("Noe er vedlagt som ikke er vårt: %(what)s."), listing),
    ]
    acts = [_("Filen gjør eller viser noe annet enn sidene når den åpnes.")] if found.acts else []
    return [*(words % {"what": named(what)} for what, words, named in told if what), *acts]


def notes_told(found: Comparison) -> list[str]:
    """How many there are and where, and then page by page which."""
    if not found.notes:
        return []
    count = sum(each.total() for each in found.notes.values())
    head = ngettext("%(n)s merknad på %(pages)s.", "%(n)s merknader på %(pages)s.", count)
    each = [_("Side %(page)s: %(sorts)s") % {"page": n, "sorts": sorts(kinds)} for n, kinds in found.notes.items()]
    return [head % {"n": count, "pages": pages(list(found.notes))}, *each[:MOST_NAMED]]


def sorts(kinds: Counter) -> str:
    """utheving (2) og tekstlapp"""
    named = Counter()
    for kind, n in kinds.items():
        named[str(SORTS.get(kind, _("annet")))] += n
    return listing(f"{name} ({n})" if n > 1 else name for name, n in named.most_common())


def pages(numbers: list[int]) -> str:
    """side 2, 5 og 7; of very many, the first ones and how many more."""
    first, more = sorted(numbers)[:MOST_NAMED], len(numbers) - MOST_NAMED
    rest = [ngettext("%(n)s side til", "%(n)s sider til", more) % {"n": more}] if more > 0 else []
    return _("side %(numbers)s") % {"numbers": listing([*first, *rest])}
