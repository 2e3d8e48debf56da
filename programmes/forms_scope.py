"""Forms that change whose an element is. Each answers what the person saw (`mark`), and is done once (`key`)."""

import re
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from common import forms as doors
from common import richtext
from common.text import REQUIRED
from programmes.mergers import TOGETHER, Choice
from programmes.models import Element


class ScopeForm(doors.Form):
    """Split an element, or share it: nothing to fill in."""

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    mark = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, mark: str):
        super().__init__(data, initial={"mark": mark})

    @property
    def given(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("key", "mark")}


ALL, NEW = "alle", "ny"
"""Besides one of the elements' texts: all of them one after another, or something new."""


class MergerForm(doors.Form):
    """How several elements become one: which number it keeps, and for each field that differs, whose text it gets."""

    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    mark = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, elements: list[Element], choices: list[Choice], mark: str):
        self.elements, self.choices = elements, [choice for choice in choices if choice.differs]
        super().__init__(data, initial={"mark": mark, "keeps": str(elements[0].pk)})
        self.fields["keeps"] = forms.ChoiceField(
            label=_("Hvilket nummer og hvilken plass skal det felles ha?"),
            choices=[(str(each.pk), f"{each.code} ({each.city})") for each in elements],
            help_text=_("De andre numrene fører dit."),
            widget=forms.RadioSelect,
        )
        for choice in self.choices:
            self.add(choice)

    def add(self, choice: Choice) -> None:
        name = choice.field.name
        options = [(str(element.pk), str(element.city)) for element, _said in choice.said]
        if choice.field.widget in TOGETHER:
            options.append((ALL, _("Alle, etter hverandre")))
        if choice.writable:
            options.append((NEW, _("Skriv noe nytt")))
        self.fields[f"pick_{name}"] = forms.ChoiceField(
            label=choice.field.label, choices=options, initial=str(choice.likely.pk), widget=forms.RadioSelect
        )
        if choice.writable:
            long = partial(doors.TextField, widget=forms.Textarea(attrs={"rows": 4}))
            box = partial(doors.LineField, limit=choice.field.limit) if choice.field.widget == "line" else long
            label = _("%(field)s, skrevet på nytt") % {"field": choice.field.label}
            self.fields[f"text_{name}"] = box(label=label, required=False)

    def renew(self, mark: str) -> None:
        """Let the form, sent again, answer the elements as they are now."""
        self.data = self.data.copy()
        self.data["mark"] = mark

    def clean(self):
        data = super().clean()
        for choice in self.choices:
            name = f"text_{choice.field.name}"
            if data.get(f"pick_{choice.field.name}") == NEW and not data.get(name) and name not in self.errors:
                self.add_error(name, REQUIRED)
        return data

    @property
    def rows(self) -> list["Row"]:
        """What is chosen, field by field."""
        return [self.row(choice) for choice in self.choices]

    def row(self, choice: Choice) -> "Row":
        pick, name = self[f"pick_{choice.field.name}"], f"text_{choice.field.name}"
        boxes = list(pick)
        options = [(box, element, said) for box, (element, said) in zip(boxes, choice.said, strict=False)]
        return Row(choice, pick, options, boxes[len(options) :], self[name] if choice.writable else None)

    @property
    def keeps(self) -> Element:
        return next(each for each in self.elements if str(each.pk) == self.cleaned_data["keeps"])

    @property
    def others(self) -> list[Element]:
        return [each for each in self.elements if each != self.keeps]

    @property
    def values(self) -> dict:
        """As `Merger.values` has them; what the kept one says already is left out."""
        picked = {
            choice.field.name: (choice, self.cleaned_data[f"pick_{choice.field.name}"]) for choice in self.choices
        }
        return {name: self.value(*which) for name, which in picked.items() if which[1] != str(self.keeps.pk)}

    def value(self, choice: Choice, pick: str) -> dict:
        if pick == ALL:
            return {"text": choice.all_words}
        if pick == NEW:
            written = self.cleaned_data[f"text_{choice.field.name}"]
            return {"text": paragraphs(written) if choice.field.widget == "rich" else written}
        return {"of": int(pick)}


@dataclass
class Row:
    """A field in which they differ. options: (box, element, what it says). others: boxes. text: where one writes."""

    choice: Choice
    pick: forms.BoundField
    options: list[tuple]
    others: list
    text: forms.BoundField | None


class DeclineForm(doors.Form):
    """No to a proposal, and why."""

    words = doors.TextField(label=_("Hvorfor ikke?"), widget=forms.Textarea(attrs={"rows": 3}))


def paragraphs(text: str) -> str:
    """Plain text as formatted: an empty line begins a new paragraph."""
    parts = (escape(part).replace("\n", "<br>") for part in re.split(r"\n\s*\n", text))
    return richtext.clean("".join(f"<p>{part}</p>" for part in parts))
