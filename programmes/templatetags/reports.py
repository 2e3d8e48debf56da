"""How progress, targets and readings are written in reports and on the timeline."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.translation import gettext as _

from common.templatetags.framtid import NO_BREAK, amount
from programmes.charts import series_of
from programmes.models import Progress
from programmes.reports.indicators import shown_indicators
from programmes.states import state_tag
from programmes.timeline import moments_of, names_of

register = template.Library()

register.simple_tag(state_tag, name="status_tag")


@register.simple_tag
def progress_tag(entry: Progress | None) -> str:
    """The status an entry gives."""
    return state_tag(entry.status, entry.get_status_display()) if entry else state_tag("", _("Ikke meldt"))


@register.simple_tag(takes_context=True)
def timeline(context, element) -> list:
    """What has been reported on the element, as of the viewed day."""
    progress = list(element.progress_rows.all())
    return moments_of(progress, list(element.reading_rows.all()), context["request"].day, names_of(progress))


@register.simple_tag(takes_context=True)
def drawings(context, element) -> list:
    """The element's indicators that can be drawn, as of the viewed day."""
    shown = shown_indicators(element, context["request"].day, targets=element.target_rows.all())
    return [one for one in shown if one.chart]


@register.simple_tag(takes_context=True)
def ask_address(context, **changes) -> str:
    """This report's address with something changed."""
    return context["asked"].address(**changes)


@register.inclusion_tag("programmes/reports/_bar.html")
def share_bar(shares) -> dict:
    """The shares as a bar of 100; the table beside it tells the same."""
    parts, start = [], 0.0
    for status, _name, _n, share in shares:
        parts.append((status, f"{start:.2f}", f"{share:.2f}"))
        start += share
    return {"parts": parts}


@register.filter
def percent(share) -> str:
    """66,7 % – one decimal, none where it is nought."""
    rounded = Decimal(str(share)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return amount(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral() else rounded) + NO_BREAK + "%"


@register.filter
def series_name(row) -> str:
    return series_of(row)


@register.filter
def target_words(target) -> str:
    """A target in one line: −20 prosent fra 1991 innen 2020."""
    base = _("fra %d") % target.base_year if target.base_year else ""
    until = _("innen %d") % target.target_year if target.target_year else ""
    return " ".join(filter(None, (str(target.amount), target.unit, base, until)))
