"""Form fields that clean what comes in at every text door, and the form that holds them.

No field sets `maxlength`: a browser would cut a pasted text in silence. The message beside the field tells instead.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from common import richtext
from common.dates import LooseDate
from common.moments import Hour
from common.numbers import StatedNumber
from common.refusals import Refused, Stale
from common.text import LINE_LIMIT, REQUIRED, TEXT_LIMIT, Unclean, clean_line, clean_text

EMAIL_LIMIT = 254
YEARS = {"min_value": 1000, "max_value": 2200}
MESSAGES = {"required": REQUIRED, "invalid_choice": _("Velg et av alternativene.")}


def posted(request):
    """What a form is made with: what was posted, be it nothing at all, or None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


class Renderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class Form(forms.Form):
    """Labels without a colon, our own words when something is missing, and typed text that is never lost."""

    use_required_attribute = False  # the browser would speak its own language, and only about the first field
    stale = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def full_clean(self):
        for field in self.fields.values():
            field.error_messages |= {kind: words for kind, words in MESSAGES.items() if kind in field.error_messages}
        super().full_clean()

    def refuse(self, refusal: Refused, field: str | None = None) -> None:
        """Show why the act was refused, beside a field or above them all."""
        self.stale = isinstance(refusal, Stale)
        self.add_error(field, ValidationError(refusal.message))

    def saves(self, act):
        """Do the act that saves what was typed, and give back what it gives; None where it is refused, and say why."""
        try:
            return act()
        except Refused as refused:
            self.refuse(refused)

    @property
    def status(self) -> int:
        """200 for a form to fill in, 422 with errors, 409 when somebody else saved in the meantime."""
        return 409 if self.stale else 422 if self.errors else 200


class MarkedForm(Form):
    """A form about one thing, with the mark of it as the person saw it: nobody writes over another in silence.

    theirs: the thing as somebody else has saved it meanwhile, to be shown beside what was typed.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    theirs = None

    @staticmethod
    def mark(thing) -> str:
        """What the thing is, in short."""
        raise NotImplementedError

    def saves(self, act):
        """As for any form, but the act is told what the person saw.

        Where somebody else was quicker, the next save of what was typed answers the thing as it is now.
        """
        try:
            return act(seen=self.cleaned_data["seen"])
        except Stale as stale:
            self.theirs = stale.theirs
            self.data = self.data.copy()
            self.data["seen"] = self.mark(stale.theirs)
            self.refuse(stale)
        except Refused as refused:
            self.refuse(refused)


class Door(forms.Field):
    """A text door: `read` cleans what was typed or raises Unclean, which is shown beside the field."""

    default_error_messages = MESSAGES

    def read(self, typed: str):
        raise NotImplementedError

    def to_python(self, value):
        try:
            return self.read("" if value is None else value)
        except Unclean as refused:
            raise ValidationError(refused.message, code="unclean", params=refused.params) from refused

    def bound_data(self, data, initial):
        """What was typed goes back on the page; what no page can carry is shown as the replacement sign."""
        return re.sub("[\0\ud800-\udfff]", "\ufffd", data) if isinstance(data, str) else data


class LineField(Door):
    """One line of text → str."""

    def __init__(self, *, limit: int = LINE_LIMIT, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def read(self, typed):
        return clean_line(typed, limit=self.limit)


class EmailField(LineField):
    """An e-mail address → str."""

    widget = forms.EmailInput
    default_validators = [EmailValidator(_("Skriv adressen slik: navn@kommune.no."))]

    def __init__(self, *, limit: int = EMAIL_LIMIT, **kwargs):
        super().__init__(limit=limit, **kwargs)


class TextField(Door):
    """Text of many lines → str."""

    widget = forms.Textarea

    def __init__(self, *, limit: int = TEXT_LIMIT, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def read(self, typed):
        return clean_text(typed, limit=self.limit)


class LinesField(TextField):
    """A text of many lines as a list with one line each."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [line for line in map(str.strip, super().clean(value).splitlines()) if line]


class RichTextField(Door):
    """Rich text → cleaned HTML."""

    widget = forms.Textarea

    def read(self, typed):
        return richtext.clean(typed)


class ReadField(Door):
    """Words that are read into a value; the form shows the words."""

    value_class: type

    def read(self, typed):
        return self.value_class.read(typed)

    def prepare_value(self, value):
        return value.words if isinstance(value, self.value_class) else value


class LooseDateField(ReadField):
    """A date or period as people write it → LooseDate or None. A source may be wrong; who types it here can mend it."""

    value_class = LooseDate

    def read(self, typed):
        loose = super().read(typed)
        if loose and loose.backwards:
            raise Unclean(_("Sluttdato må være etter startdato."))
        return loose


class StatedNumberField(ReadField):
    """A number as people write it → StatedNumber or None. unit: see StatedNumber.read."""

    value_class = StatedNumber

    def __init__(self, *, unit: str = "", **kwargs):
        super().__init__(**kwargs)
        self.unit = unit

    def read(self, typed):
        return StatedNumber.read(typed, unit=self.unit)


class DayField(forms.DateField):
    """A day as people write it, 9.2.2009, or as machines do, 2009-02-09."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"placeholder": _("dd.mm.åååå"), "autocomplete": "off"})
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], widget=widget, **kwargs)
        self.error_messages["invalid"] = _("Skriv dagen slik: 9.2.2009.")

    def to_python(self, value):
        day = super().to_python(value)
        if day and not YEARS["min_value"] <= day.year <= YEARS["max_value"]:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class HourField(ReadField):
    """An hour as people write it, 15.30 → Hour or None."""

    value_class = Hour

    def prepare_value(self, value):
        return str(value) if isinstance(value, Hour) else value
