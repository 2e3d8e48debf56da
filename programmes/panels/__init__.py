"""What stands beside the open element, a tab each: what it builds on, what is said of it, its history, who answers.

A tab is asked for by its name (?panel=historikk); only the open one is fetched. Each tells what its template reads.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from programmes.panels import answers, basis, history


@dataclass(frozen=True)
class Panel:
    """gather: (element, request) → what the template reads."""

    name: str
    label: str
    template: str
    gather: Callable


PANELS = (
    Panel("grunnlag", _("Grunnlag"), "programmes/panels/basis.html", basis.gather),
    Panel("historikk", _("Historikk"), "programmes/panels/history.html", history.gather),
    Panel("ansvar", _("Ansvar"), "programmes/panels/answers.html", answers.gather),
)


def panel_called(name: str) -> Panel:
    """The tab of that name, or the first one."""
    return next((panel for panel in PANELS if panel.name == name), PANELS[0])


def panel_context(element, request) -> dict:
    """The tabs, the open one, and what it reads."""
    panel = panel_called(request.GET.get("panel", ""))
    return {"panels": PANELS, "panel": panel} | panel.gather(element, request)
