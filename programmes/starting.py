"""Outlines to start a programme from. None is forced: every part can be renamed, moved and thrown away."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from programmes.models import Kind, Theme


@dataclass(frozen=True)
class Part:
    """One element to begin with, and what stands under it."""

    kind: str
    title: str
    theme: Theme | None = None
    parts: tuple["Part", ...] = field(default=())


@dataclass(frozen=True)
class StartingOutline:
    """draw: the themes chosen → its parts. themes: how many it wants; none for any number."""

    name: str
    label: str
    says: str
    draw: Callable[[list[Theme]], list[Part]]
    themes: int | None = None

    @property
    def told(self) -> str:
        return f"{self.label} – {self.says}"


def by_theme(themes) -> list[Part]:
    """As Drammen did: each theme's chapter has the same six parts, and the last one is about the own house."""

    def chapter(title, theme=None):
        parts = (
            _("Hva intensjonsavtalen sier"),
            _("Status"),
            _("Rammer"),
            _("Hovedutfordringer"),
            _("Strategisk tilnærming"),
            _("Tiltaksprogram"),
        )
        return Part(Kind.CHAPTER, title, theme, tuple(Part(Kind.CHAPTER, part, theme) for part in parts))

    return [*(chapter(theme.name, theme) for theme in themes), chapter(_("Kommunens egen virksomhet"))]


def goals_first(themes) -> list[Part]:
    """As Stavanger and Sandnes did: overarching goals, then strategies and measures by theme."""
    overall = Part(Kind.CHAPTER, _("Overordnede mål"), None, (Part(Kind.GOAL, _("Hovedmål")),))

    def chapter(theme):
        strategy = Part(Kind.STRATEGY, _("Strategi for %(theme)s") % {"theme": theme.name.lower()}, theme)
        goal = Part(Kind.GOAL, _("Mål for %(theme)s") % {"theme": theme.name.lower()}, theme, (strategy,))
        return Part(Kind.CHAPTER, theme.name, theme, (goal,))

    organisation = Part(Kind.CHAPTER, _("Organisering og oppfølging"))
    return [overall, *map(chapter, themes), organisation]


def one_theme(themes) -> list[Part]:
    """As Bergen did: a plan of its own for one theme."""
    titles = (_("Bakgrunn"), _("Status og utfordringer"), _("Mål"), _("Strategier"), _("Tiltak"), _("Oppfølging"))
    return [Part(Kind.CHAPTER, title, theme) for theme in themes for title in titles]


OUTLINES = (
    StartingOutline(
        "temakapitler",
        lazy("Ett kapittel for hvert tema"),
        lazy("Hvert kapittel har de samme seks delene, fra intensjonsavtalen til tiltakene."),
        by_theme,
    ),
    StartingOutline(
        "maal", lazy("Mål, strategier og tiltak"), lazy("Overordnede mål først, så mål og strategier tema for tema."),
        goals_first,
    ),
    StartingOutline("ett", lazy("Bare ett tema"), lazy("En egen plan for temaet du velger."), one_theme, themes=1),
    StartingOutline("tom", lazy("Tom disposisjon"), lazy("Du legger til kapitlene selv."), lambda themes: []),
)  # fmt: skip


def outline_called(name: str) -> StartingOutline:
    return next(outline for outline in OUTLINES if outline.name == name)
