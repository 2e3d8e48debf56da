from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import door, visible
from cities.acts import Act
from cities.models import City
from common.forms import posted
from common.refusals import Refused
from programmes.actions import report_progress
from programmes.forms_report import ReportForm
from programmes.models import Element, Indicator, Kind, Programme
from programmes.queries import cities_of
from programmes.reports import report_of
from programmes.reports.asked import asked_of
from programmes.reports.files import file_of
from programmes.sheet import own_cities


@require_http_methods(["GET", "POST"])
@door(Act.REPORT_PROGRESS, Element)
def element_report(request, element):
    """Tell how far a measure has come, as its planner or as the one who answers for it."""
    if element.kind != Kind.MEASURE:
        raise Http404
    form = ReportForm(
        posted(request), element=element, indicators=indicators_for(element, request.user),
        cities=[] if element.city_id else own_cities(element.programme, request.user), today=localdate(),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            report_progress(
                element=element, values=form.values, readings=form.read, city=form.city,
                uuid=form.cleaned_data["uuid"], by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Takk, status er meldt."))
            return redirect(f"{reverse('element_page', args=[element.pk])}#h-progress")
    return render(
        request, "programmes/reports/report_form.html", {"form": form, "element": element}, status=form.status
    )


def indicators_for(element, person) -> list[Indicator]:
    """Those of the measure's indicators that the person may read: the common ones and the own city's."""
    mine = set(visible(person, Act.REPORT_PROGRESS, City).values_list("pk", flat=True))
    return [one for one in Indicator.objects.filter(element=element) if one.city_id in {None, *mine}]


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_report(request, programme):
    """The programme's entries at a cut-off day, for a quarter, a year, or from the start."""
    cities = cities_of(programme)
    asked = asked_of(request.GET, cities, request.day)
    report = report_of(programme, asked)
    context = {"programme": programme, "cities": cities, "asked": asked, "report": report}
    file = file_of(report, programme.title, request.GET)
    return file or render(request, "programmes/reports/report.html", context)
