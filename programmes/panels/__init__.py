"""What stands beside the open element, a tab each: what it builds on, what is said of it, its history, who answers.

A tab is asked for by its name (?panel=historikk); only the open one is fetched. Each tells what its template reads.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Exists, Expression, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from cities.access import visible
from cities.acts import Act
from programmes.models import Element, MergerPart
from programmes.panels import answers, basis, comments, history
from programmes.talk import QUOTES


@dataclass(frozen=True)
class Panel:
    """gather: (element, request) → what the template reads.

    count: how many things wait in it, as a part of a statement about elements. asks: what `gather` finds under the
    same names in `element.asked`, likewise; so the open tab can come with the counts of them all.
    """

    name: str
    label: str
    template: str
    gather: Callable
    count: Expression | None = None
    asks: dict[str, Expression] = field(default_factory=dict)


PANELS = (
    Panel("grunnlag", _("Grunnlag"), "programmes/panels/basis.html", basis.gather, basis.COUNT),
    Panel(
        "kommentarer",
        _("Kommentarer"),
        "programmes/panels/comments.html",
        comments.gather,
        comments.COUNT,
        comments.ASKS,
    ),
    Panel("historikk", _("Historikk"), "programmes/panels/history.html", history.gather, asks=history.ASKS),
    Panel("ansvar", _("Ansvar"), "programmes/panels/answers.html", answers.gather),
)


MERGER = Subquery(MergerPart.objects.filter(element=OuterRef("pk"), merger__ending="").values("merger")[:1])


def panel_called(name: str) -> Panel:
    """The tab of that name, or the first one."""
    return next((panel for panel in PANELS if panel.name == name), PANELS[0])


def panel_context(element, request, name: str = "") -> dict:
    """The tabs with their counts, the open one, and what it reads.

    `element.asked` comes in one statement: the counts, what is quoted, what the tab asks for, `may_edit`, and
    `merger`: the open proposal to join the element, if there is one.
    """
    panel = panel_called(name or request.GET.get("panel", ""))
    counts = {tab.name: tab.count for tab in PANELS if tab.count is not None}
    may_edit = Exists(visible(request.user, Act.EDIT_PROGRAMME, Element).filter(pk=OuterRef("pk")))
    asked = Element.objects.filter(pk=element.pk).order_by()
    element.asked = asked.values(**counts, quotes=QUOTES, may_edit=may_edit, merger=MERGER, **panel.asks).get()
    tabs = [(tab, element.asked.get(tab.name)) for tab in PANELS]
    return {"panels": tabs, "panel": panel, "quotes": element.asked["quotes"]} | panel.gather(element, request)
