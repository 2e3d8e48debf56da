"""What came in about gaps → clean values."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from programmes.models import Kind
from programmes.queries import LETTERS, Node

REASON_LIMIT = 2_000
HOLDERS = (Kind.PROGRAMME, Kind.CHAPTER, Kind.STRATEGY, Kind.GOAL)


class WaiverForm(doors.Form):
    """The reason for a gap, or the same for many. base: the revision of the reason that was seen; 0 for none."""

    base = forms.IntegerField(initial=0, required=False, widget=forms.HiddenInput)
    reason = doors.TextField(
        label=_("Begrunnelse"), limit=REASON_LIMIT, help_text=_("Teksten trykkes i programmet."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def answer(self, base: int) -> None:
        """Let the next save of what was typed answer the reason that is now shown."""
        self.data = self.data.copy()
        self.data["base"] = base


class FillForm(doors.Form):
    """A new measure for an empty cell, and where in the outline it shall stand."""

    uuid = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    title = doors.LineField(label=_("Hva skal gjøres?"), widget=forms.TextInput(attrs={"autofocus": True}))
    place = forms.TypedChoiceField(label=_("Plass i disposisjonen"), coerce=int)

    def __init__(self, data=None, *, nodes: list[Node], likely: Node, own=()):
        super().__init__(data, initial={"place": likely.element.pk})
        self.places = {node.element.pk: node.element for node in nodes if node.element.kind in HOLDERS}
        self.fields["place"].choices = [
            (node.element.pk, place_name(node)) for node in nodes if node.element.pk in self.places
        ]
        if own:
            self.fields["city"] = forms.TypedChoiceField(
                label=_("Felles eller eget"),
                required=False,
                choices=[
                    ("", _("Felles for byene i programmet")),
                    *((str(city.pk), _("Eget for %(city)s") % {"city": city}) for city in own),
                ],
                coerce={str(city.pk): city for city in own}.get,
                empty_value=None,
            )

    @property
    def parent(self):
        return self.places[self.cleaned_data["place"]]

    @property
    def city(self):
        """The city whose own it is: the place's, or the one that was chosen."""
        return self.parent.city or self.cleaned_data.get("city")


def place_name(node: Node) -> str:
    """Where it would stand, as a line in a list: 1.2 M Mer sykling."""
    if not node.place:
        return str(_("Øverst i programmet"))
    return f"{node.place} {LETTERS[node.element.kind]} {node.element.title}"
