"""What a programme should have before it is treated: the rules, in one table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from programmes.readiness.finding import (
    any_element,
    dead_links,
    goals,
    holes,
    malformed_links,
    measures,
    not_approved,
    open_comments,
    strange_papers,
    unanswered,
)
from programmes.readiness.gaps import Gap, Group
from programmes.readiness.material import Material


@dataclass(frozen=True, eq=False)
class Rule:
    """key: the first word of its gaps' names; waivers are kept by it, so it never changes.

    words: what is missing. find: the gaps of this rule in a programme. at: what the gap's link opens on the element's
    page: a field's name, or "table-" and a table's; for rules that look at elements one by one.
    waivable: may somebody give a reason for leaving it so?
    """

    key: str
    group: Group
    words: str
    find: Callable[["Rule", Material], Iterable[Gap]]
    at: str = ""
    waivable: bool = True


RULES = (
    Rule("deadline", Group.CONTENT, _("Tiltak uten frist"), measures(lambda m: not m.has_period), at="period"),
    Rule("instrument", Group.CONTENT, _("Tiltak uten virkemiddel"), measures(lambda m: not m.leans), at="instruments"),
    Rule("target", Group.CONTENT, _("Mål uten måltall"), goals(lambda g: not g.has_target), at="table-target"),
    Rule(
        "indicator", Group.CONTENT, _("Mål uten indikator"), goals(lambda g: not g.has_indicator), at="table-indicator"
    ),
    Rule(
        "responsible", Group.ANSWERS, _("Tiltak uten ansvarlig"), measures(lambda m: m.lacks_responsible),
        at="table-responsibility",
    ),
    Rule("coverage", Group.COVERAGE, _("Ingen tiltak"), holes),
    Rule("approval", Group.TWINS, _("Fellesdelen er ikke godkjent"), not_approved, waivable=False),
    Rule("answer", Group.BASIS, _("Tilbakemelding eller vedtak uten svar"), unanswered),
    Rule("paper", Group.BASIS, _("Bygger på et dokument som ikke lenger gjelder byen"), strange_papers),
    Rule("comment", Group.COMMENTS, _("Åpen kommentar"), open_comments),
    Rule("link", Group.LINKS, _("Viser til noe som er slettet"), any_element(dead_links), at="text"),
    Rule("address", Group.LINKS, _("Lenken har en ugyldig adresse"), any_element(malformed_links), at="text"),
)  # fmt: skip


@cache
def wanted(kind: str) -> set[str]:
    """The fields and tables ("table-…") an element of the kind should have something in."""
    return {rule.at for rule in RULES if getattr(rule.find, "kind", None) == kind}
