"""Rich text: a short list of tags, cleaned when it is written and again when it is shown."""

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from common.text import REQUIRED, TEXT_LIMIT, Unclean, demand_fit, demand_limit, seen

RAW_LIMIT = 100_000
DEPTH_LIMIT = 12
TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "br", "blockquote", "sub", "sup"}

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener",
)
_TAG = re.compile(r'<(/?)([a-z]+)((?:\s[a-z]+="[^"]*")*)>')
_BLOCK_END = re.compile(r"<br>|</(?:p|li|ul|ol|blockquote)>")


def clean(html: str, *, required: bool = False) -> str:
    """Keep what the list allows and nothing else; cleaning twice gives the same.

    Shape: HTML from anywhere → HTML; what shows as nothing becomes "".
    Errors: Unclean – too long, nested too deep, characters that no text may have, or empty though required.
    """
    if not isinstance(html, str):
        raise Unclean(_("Må være tekst."))
    demand_limit(len(html), RAW_LIMIT)
    html = re.sub("\r\n?", "\n", html)
    demand_fit(html)
    html = _settled(html)
    demand_fit(unescape(html))
    _demand_shallow(html)
    if not seen(plain(html)):
        html = ""
    if required and not html:
        raise Unclean(REQUIRED)
    demand_limit(len(html), TEXT_LIMIT)
    return html


def plain(html: str) -> str:
    """The words of cleaned rich text: each block and line break ends a line."""
    text = _TAG.sub("", _BLOCK_END.sub("\n", html))
    return re.sub(r"\n{2,}", "\n", unicodedata.normalize("NFC", unescape(text))).strip()


@lru_cache(maxsize=1024)
def safe(html: str) -> SafeString:
    """Clean stored rich text for a page. What today's rules would refuse is shown as its bare words."""
    try:
        return mark_safe(clean(html))
    except Unclean:
        return mark_safe(escape(_bare(html)))


def _settled(html):
    """Clean until nothing changes: a tag that falls away can leave others where a browser would move them."""
    for _round in range(8):
        before, html = html, _composed(_CLEANER.clean(html))
        if html == before:
            return html
    raise Unclean(_("Har en oppbygning vi ikke kan lese. Lim inn som ren tekst."))


def _composed(html):
    # NFC between the tags only: over the whole, ">" and a stroke that follows it would become one sign (≯).
    return "".join(
        part if part.startswith("<") else unicodedata.normalize("NFC", part) for part in re.split("(<[^>]*>)", html)
    )


def _demand_shallow(html):
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2] != "br":
            depth += -1 if tag[1] else 1
        if depth > DEPTH_LIMIT:
            raise Unclean(_("Har lister eller sitater i for mange nivåer (høyst %(limit)d)."), limit=DEPTH_LIMIT)


def _bare(html):
    return unescape(re.sub("<[^>]*>", " ", html)).encode("utf-8", "replace").decode()
