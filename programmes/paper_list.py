"""The list of papers: what one can build on, as a table to sort, narrow and take home."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.listing import Choice, Choices, Listing, Loose, Number, Text, View
from programmes.models import Paper


def address(paper: Paper) -> str:
    return reverse("paper_page", args=[paper.pk])


PAPERS = Listing(
    name="grunnlag",
    caption=_("Grunnlag"),
    count=lambda n: ngettext("%(n)s dokument", "%(n)s dokumenter", n) % {"n": n},
    empty=(_("Ingenting her ennå"), _("Her samles intensjonsavtalen, tilbakemeldinger, planer og vedtak å bygge på.")),
    columns=(
        Text("tittel", _("Tittel"), heads=True, searched=True, get=lambda paper: paper.title, link=address),
        Choice("slag", _("Slag"), get=lambda paper: paper.kind, choices=Paper.Kind),
        Choices("byer", _("Gjelder"), get=lambda paper: list(paper.cities.all()), code=lambda city: city.slug),
        Text("avsender", _("Avsender"), get=lambda paper: paper.sender, searched=True),
        Loose("dato", _("Dato"), get=lambda paper: paper.day),
        Number("punkter", _("Punkter"), get=lambda paper: paper.asks or None),
        Number("sider", _("Sider"), get=lambda paper: paper.pages, shown=False),
        Text("merknad", _("Merknad"), get=lambda paper: paper.note, searched=True, shown=False),
    ),
    views=tuple(View(kind.label, f"slag={kind.value}") for kind in Paper.Kind),
)
