"""How frozen content reads on a page."""

from django import template

register = template.Library()


@register.filter
def stated_ones(cells) -> list[str]:
    """Those cells of a row that say something."""
    return [cell for cell in cells if cell]
