"""Words put together as people do."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def listing(names: Iterable) -> str:
    """Porsgrunn og Skien; Oslo, Bergen og Tromsø; nothing for none."""
    *first, last = [*map(str, names)] or [""]
    return f"{', '.join(first)} {_('og')} {last}" if first else last
