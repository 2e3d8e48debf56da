from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cities.access import door, visible
from cities.acts import Act
from documents.comparison import compare
from documents.models import Version
from programmes.content import programme_content
from programmes.forms_compare import SidesForm
from programmes.models import Programme


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_compare(request, programme):
    """Two versions, or a version and the draft, word by word. A version of another document is not found."""
    versions = visible(request.user, Act.READ_VERSION, Version).filter(document=programme.document_id)
    form = SidesForm(request.GET, versions=versions.defer("content").order_by("-number"))
    if not form.is_valid():
        raise Http404
    context = {"programme": programme, "form": form, "same": len(set(form.labels)) == 1}
    if form.versions and not context["same"]:
        context["comparison"] = compare(*contents(programme, form.sides, request.day))
    return render(request, "programmes/compare.html", context)


def contents(programme, sides, day) -> list[dict]:
    """What each side says; None is the draft, with the names of the day."""
    frozen = Version.objects.in_bulk([version.pk for version in sides if version])
    return [frozen[version.pk].data if version else programme_content(programme, day) for version in sides]
