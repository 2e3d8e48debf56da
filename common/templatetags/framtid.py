"""Tags and filters every template may use without loading them: icons, form fields, and Norwegian ways of writing."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.forms import BoundField, CheckboxInput, FileInput, HiddenInput
from django.forms.boundfield import BoundWidget
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from common.difference import words_changed
from common.redline import mark_words
from common.redline import redline as redlined
from common.richtext import safe

register = template.Library()

NO_BREAK = "\u00a0"
MINUS = "\u2212"
SPRITE = "vendored/icons.svg"


@cache
def icon_names() -> frozenset[str]:
    return frozenset(re.findall(r'<symbol id="([^"]+)"', Path(finders.find(SPRITE)).read_text()))


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """Draw an icon of the sprite. Decoration, unless a label says what it means.

    Errors: LookupError for a name the sprite does not have.
    """
    if name not in icon_names():
        raise LookupError(f"no icon called {name}")
    address = f"{static(SPRITE)}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.inclusion_tag("components/crumbs.html")
def crumbs(*words) -> dict:
    """Draw the way down to this page: label, address, label, address … and a last label without one."""
    return {"steps": list(zip(words[::2], words[1::2], strict=False)), "last": words[-1] if len(words) % 2 else ""}


@register.filter
def rich(html: str | None) -> str:
    """Stored rich text, cleaned once more before it is shown."""
    return safe(html or "")


# -- What changed


@register.filter
def redline(before: str | None, after: str | None) -> str:
    """Stored rich text before and after as one text, with what came and went marked."""
    return redlined(before, after)


@register.filter
def marked(difference: list[tuple[str, str]]) -> str:
    """Runs of (same | gone | new, text) as one text with what came and went marked."""
    return mark_words(difference)


@register.filter
def reworded(before: str | None, after: str | None) -> str:
    """Plain words before and after as one text, with what came and went marked."""
    return mark_words(words_changed(before or "", after or ""))


# -- Form fields


@register.simple_tag
def control(field: BoundField, **attrs) -> str:
    """Draw a form field's widget in Designsystemet's clothes; `data_x` among the attributes becomes `data-x`."""
    if not isinstance(field.field.widget, HiddenInput | FileInput):
        attrs.setdefault("class", f"{field.field.widget.attrs.get('class', '')} ds-input".strip())
    return field.as_widget(attrs={name.replace("_", "-"): value for name, value in attrs.items()})


@register.simple_tag
def choice(option: BoundWidget) -> str:
    """Draw one of the boxes of a field with several, in Designsystemet's clothes."""
    option.data["attrs"]["class"] = "ds-input"
    return option.tag()


@register.filter
def need(field: BoundField) -> str:
    """Say "Må fylles ut" or "Valgfritt" – or nothing, when that goes for the whole form, or it has one field only."""
    if len(field.form.visible_fields()) == 1:
        return ""
    if field.field.required:
        mixed = any(not other.field.required and not is_checkbox(other) for other in field.form.visible_fields())
        return _("Må fylles ut") if mixed else ""
    return _("Valgfritt")


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


# -- Days and moments


def _day_of(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _write_day(value: date, month: str) -> str:
    dot = "" if (get_language() or "").startswith("en") else "."
    return date_format(value, f"j{dot}") + NO_BREAK + date_format(value, month)


@register.filter
def day(value: date | datetime | None) -> str:
    """26. februar 2009, with a no-break space after the day."""
    return _write_day(_day_of(value), "F Y") if value else ""


@register.filter
def day_short(value: date | datetime | None) -> str:
    """26. feb, with a no-break space."""
    return _write_day(_day_of(value), "b") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """The time if it was today, "i går", or else the day."""
    if not value:
        return ""
    age = timezone.localdate() - _day_of(value)
    if age == timedelta(0):
        return timezone.localtime(value).strftime("%H:%M")
    return _("i går") if age == timedelta(days=1) else day(value)


@register.filter
def on_the_clock(value: datetime) -> str:
    """A moment within a sentence: 9. februar 2009 kl. 10.12."""
    return f"{day(value)} {_('kl.')}{NO_BREAK}{timezone.localtime(value).strftime('%H.%M')}"


# -- Numbers


@register.filter
def amount(value: Decimal | int | float | None) -> str:
    """1 234,5 – no-break space in thousands, decimal comma, real minus; decimals as they are given."""
    if value is None or value == "":
        return ""
    thousands, comma = (",", ".") if (get_language() or "").startswith("en") else (NO_BREAK, ",")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return f"{number:,f}".translate({ord(","): thousands, ord("."): comma, ord("-"): MINUS})


@register.filter
def filesize(value: int | None) -> str:
    """2,1 MB · 412 kB · 980 byte."""
    if value is None:
        return ""
    if value < 1000:
        return f"{value}{NO_BREAK}byte"
    if value < 999_500:
        return f"{amount(round(value / 1000))}{NO_BREAK}kB"
    return f"{amount((Decimal(value) / 1_000_000).quantize(Decimal('0.1')))}{NO_BREAK}MB"


@register.filter
def stated(value) -> str:
    """The value, or a muted "ikke oppgitt". Nothing is not nought: 0 is a value."""
    if value is None or value == "":
        return format_html('<span class="muted">{}</span>', pgettext("a value", "ikke oppgitt"))
    return value
