"""Long lists come in pages of fifty."""

from django.core.paginator import Paginator

SIZE = 50


def page_of(rows, request):
    """The page asked for by ?side=2; the nearest one there is for anything else."""
    return Paginator(rows, SIZE).get_page(request.GET.get("side"))
