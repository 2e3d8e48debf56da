from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cities.access import door, visible
from cities.acts import Act
from documents.comparison import compare
from documents.editions import edition, shared
from documents.models import Version
from programmes.content import programme_content
from programmes.forms_compare import SidesForm
from programmes.models import Programme


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_compare(request, programme):
    """Two versions, or a version and the draft, word by word. A version of another document is not found."""
    versions = visible(request.user, Act.READ_VERSION, Version).filter(document=programme.document_id)
    versions = versions.select_related("city").defer("content").order_by("-number")
    form = SidesForm(request.GET, versions=versions)
    if not form.is_valid():
        raise Http404
    context = {"programme": programme, "form": form, "same": len(set(form.labels)) == 1}
    if form.versions and not context["same"]:
        context["comparison"] = compare(*contents(programme, form.sides, request.day))
    return render(request, "programmes/compare.html", context)


def contents(programme, sides, day) -> list[dict]:
    """What each side says; None is the draft, with the names of the day.

    Where one side is a city's own edition alone, so is the other; two cities' have only what is shared in common.
    """
    frozen = Version.objects.in_bulk([version.pk for version in sides if version])
    both = [frozen[version.pk].data if version else programme_content(programme, day) for version in sides]
    own = {version.city.slug for version in sides if version and version.city}
    return both if not own else [edition(each, *own) if len(own) == 1 else shared(each) for each in both]
