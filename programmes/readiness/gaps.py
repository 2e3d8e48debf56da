"""A gap: one thing that is missing in one place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programmes.models import Element
from programmes.queries import Node

if TYPE_CHECKING:
    from programmes.readiness.rules import Rule


class Group(TextChoices):
    """The parts of the list, in their order."""

    CONTENT = "innhold", _("Innhold")
    ANSWERS = "ansvar", _("Ansvar")
    COVERAGE = "dekning", _("Dekning")
    TWINS = "tvillingbyer", _("Byene i programmet")
    BASIS = "grunnlag", _("Grunnlag")
    COMMENTS = "kommentarer", _("Kommentarer")
    LINKS = "lenker", _("Lenker")


@dataclass(frozen=True)
class Gap:
    """mark: tells it from the others of its rule. node: the place in the outline, if it has one.

    address: the page, and on it the field, where it is filled. city_id: whose it is: one city's, or everybody's.
    """

    rule: "Rule"
    mark: str
    title: str
    address: str
    node: Node | None = None
    detail: str = ""
    city_id: int | None = None

    @property
    def name(self) -> str:
        """What a waiver calls it: responsible:T-0147."""
        return f"{self.rule.key}:{self.mark}"

    @property
    def element(self) -> Element | None:
        return self.node and self.node.element

    @property
    def words(self) -> str:
        """The gap in a sentence of its own: Tiltak uten frist: 1.2.3 Sykkelnett."""
        where = f"{self.node.place} {self.title}".strip() if self.node else self.title
        return f"{self.rule.words}: {where}" + (f" – {self.detail}" if self.detail else "")


def on_page(element: Element, anchor: str = "", tab: str = "") -> str:
    """The address of an element's page, of a field or table on it, or of a tab beside it."""
    return (
        reverse("element_page", args=[element.pk]) + (f"?panel={tab}" if tab else "") + (f"#{anchor}" if anchor else "")
    )
