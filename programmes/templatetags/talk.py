"""How a comment is written on the page."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from programmes.fields import field_of
from programmes.models import Comment
from programmes.talk import name_pattern

register = template.Library()


@register.filter
def spoken(comment: Comment) -> SafeString:
    """The comment's text with its line breaks, and with the people it names set off."""
    text = str(escape(comment.text))
    names = {str(escape(person["name"])) for person in comment.named}
    if names:
        text = name_pattern(names).sub(r'<b class="named">\g<0></b>', text)
    return mark_safe(text.replace("\n", "<br>"))


@register.filter
def field_label(comment: Comment, element) -> str:
    """What the field is called that the comment is about; "" for the element as a whole."""
    field = field_of(element.kind, comment.field) if comment.field else None
    return str(field.label) if field else ""


@register.filter
def initials(name: str) -> str:
    """Kari Nordmann → KN, also when the person has no account any longer."""
    words = name.replace(",", " ").split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
