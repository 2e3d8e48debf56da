"""The rows of the outline. Written in Python and not as a template: a programme may have 2,000 of them."""

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.templatetags.framtid import icon
from programmes.marks import flags_of
from programmes.queries import Node

register = template.Library()

ROW = (
    '<li role="treeitem" id="node-{id}" aria-level="{depth}" aria-setsize="{siblings}" aria-posinset="{position}"'
    '{expanded} aria-selected="{selected}" data-n="{number}"{city}><div class="node"><span class="caret"></span>'
    '<span class="code">{place}</span><span class="kind" title="{kind}">{letter}</span>'
    '<a class="t" id="t-{id}" href="{href}" tabindex="-1"{revision}>{title}</a>{count}{marks}</div>{children}{closing}'
)


@register.simple_tag
def outline_rows(nodes: list[Node], opened, several: bool) -> SafeString:
    """The rows and their nested lists. opened: the element that is open. several: the programme has several cities."""
    href = reverse("element_page", args=[0]).replace("0", "{}")
    marks = Marks(several)
    return mark_safe("".join(row(node, opened, href, marks) for node in nodes))


def row(node: Node, opened, href: str, marks: "Marks") -> str:
    element = node.element
    revision = element.title_revision
    return ROW.format(
        id=element.pk, depth=node.depth, siblings=node.siblings, position=node.position, number=element.number,
        expanded=' aria-expanded="true"' if node.children else "",
        selected="true" if opened and element.pk == opened.pk else "false",
        city=f' data-c="{element.city_id}"' if element.city_id else "",
        place=node.place, kind=marks.kind(element), letter=node.letter, href=href.format(element.pk),
        revision=f' data-r="{revision}"' if revision else "", title=escape(element.title),
        count=marks.count(node), marks=marks.of(element),
        children='<ul role="group">' if node.children else "</li>", closing=node.closing,
    )  # fmt: skip


@register.simple_tag
def outline_marks(element, several: bool) -> SafeString:
    """The marks of one row alone, to be put in place of those that are shown."""
    return mark_safe(Marks(several).of(element, ' hx-swap-oob="true"'))


class Marks:
    """The marks of one outline, each drawn once."""

    def __init__(self, several: bool):
        self.several, self.kinds = several, {}
        self.lacks = mark("exclamationmark-triangle", "warn", _("Mangler ansvarlig"))
        self.shared = mark("link", "shared", _("Felles"))

    def of(self, element, more: str = "") -> str:
        """At most two: what is lacking first, then what is said, then whose it is; and the flags to filter by.

        more: attributes of the whole.
        """
        marks = [
            self.lacks if element.flag_a else "",
            self.comments(element.open_comments) if element.open_comments else "",
            self.shared if self.several and not element.city_id else "",
        ]
        shown = "".join([mark for mark in marks if mark][:2])
        flags = f' data-f="{flags}"' if (flags := flags_of(element)) else ""
        return f'<span class="marks" id="marks-{element.pk}"{flags}{more}>{shown}</span>'

    def comments(self, n: int) -> str:
        words = ngettext("%(n)s åpen kommentar", "%(n)s åpne kommentarer", n) % {"n": n}
        return f'<span class="flag" title="{words}">{icon("chat", words)}<span aria-hidden="true">{n}</span></span>'

    def kind(self, element) -> str:
        if element.kind not in self.kinds:
            self.kinds[element.kind] = escape(element.get_kind_display())
        return self.kinds[element.kind]

    def count(self, node: Node) -> str:
        if node.depth > 1 or not node.measures:
            return ""
        words = ngettext("%(n)s tiltak", "%(n)s tiltak", node.measures) % {"n": node.measures}
        return f'<span class="n">{words}</span>'


def mark(name: str, look: str, words: str) -> str:
    """A mark on a row: an icon with its meaning."""
    return f'<span class="flag {look}" title="{words}">{icon(name, words)}</span>'
