"""What an element should have before its programme is treated."""

from django import template

from programmes.readiness.rules import wanted

register = template.Library()


@register.filter
def wants(element, place: str) -> bool:
    """Should the element have something in this field, or table ("table-…")?"""
    return place in wanted(element.kind)
