from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import can, door, visible
from cities.acts import Act
from cities.models import City
from common.forms import posted
from documents.queries import versions_of
from programmes.actions import freeze_programme
from programmes.forms import FreezeForm
from programmes.models import Programme
from programmes.queries import cities_of
from programmes.readiness import readiness_of


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_versions(request, programme):
    context = {
        "programme": programme,
        "cities": cities_of(programme),
        "versions": versions_of(programme.document),
        "may_freeze": can(request.user, Act.FREEZE_PROGRAMME, programme),
        "own": visible(request.user, Act.FREEZE_PROGRAMME, City).filter(documents=programme.document_id),
    }
    return render(request, "programmes/versions.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.FREEZE_PROGRAMME, Programme)
def programme_freeze(request, programme):
    cities = visible(request.user, Act.FREEZE_PROGRAMME, City).filter(documents=programme.document_id)
    form = FreezeForm(posted(request), cities=cities, day=request.day)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        version = freeze_programme(
            programme=programme, day=data["day"], tabled_in=data["tabled_in"],
            key=data["key"], by=request.user, at=now(),
        )  # fmt: skip
        return redirect("version_page", version.pk)
    context = {"programme": programme, "form": form, "missing": readiness_of(programme, request.user).count}
    return render(request, "programmes/freeze.html", context, status=form.status)
