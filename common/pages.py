"""Long lists come in pages of fifty. And the whole address of a page, for letters."""

from collections.abc import Callable

from django.core.paginator import Page, Paginator
from django.urls import reverse

SIZE = 50


def page_of(rows, request) -> Page:
    """The page asked for by ?side=2; the nearest one there is for anything else. A list that fits is not counted."""
    first = list(rows[: SIZE + 1])
    return Paginator(first if len(first) <= SIZE else rows, SIZE).get_page(request.GET.get("side"))


def address_of(request, name: str) -> Callable[..., str]:
    """Makes the whole address of a thing's page from the thing, or from the key that opens it."""
    return lambda thing: request.build_absolute_uri(reverse(name, args=[getattr(thing, "pk", thing)]))
