"""Long lists come in pages of fifty."""

from django.core.paginator import Page, Paginator

SIZE = 50


def page_of(rows, request) -> Page:
    """The page asked for by ?side=2; the nearest one there is for anything else. A list that fits is not counted."""
    first = list(rows[: SIZE + 1])
    return Paginator(first if len(first) <= SIZE else rows, SIZE).get_page(request.GET.get("side"))
