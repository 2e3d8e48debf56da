"""The matrix as a list, over time, and as a status report on paper."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.access import holder
from cities.acts import Act
from common.bars import bars_of
from common.listing import answer
from common.refusals import Refused
from dashboard import coverage
from dashboard import coverage_parts as parts
from dashboard.facts import AsOf
from dashboard.lists import STANDINGS, places_of
from dashboard.matrix import Matrix, matrix_of, most_delayed_first
from dashboard.pages import followed_by, lines_of
from dashboard.progress import done_per_month, months_of, progress_chart, reached_on
from documents.handouts import handout
from files.serving import made


@require_safe
@holder(Act.READ_PROGRAMME)
def milestone_places(request):
    """Each city at each milestone, to be filtered, and downloaded as it is shown."""
    name = f"{_('Milepæler')} {request.day.isoformat()}"
    listed = STANDINGS.read(places_of(asked(request)), request.GET, file_name=name)
    return answer(request, listed, "dashboard/milestone_places.html", {})


@require_safe
@holder(Act.READ_PROGRAMME)
def milestone_progress(request):
    """How the cities came to each milestone, month by month."""
    return render(request, "dashboard/progress.html", {"matrix": (matrix := asked(request)), **over_time(matrix)})


@require_safe
@holder(Act.READ_PROGRAMME)
def status_report(request):
    """The matrix of the day as a paper for the coordination group: who is late and why, and how far all have come."""
    matrix = asked(request)
    lines = lines_of(most_delayed_first(matrix.rows), matrix)
    context = {"matrix": matrix, "lines": lines, **over_time(matrix), "parts": measures_in_parts(request)}
    html = render_to_string("dashboard/paper/status.html", context)
    try:
        pdf = handout(html, style="status", banded=True)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("milestones")
    return made(pdf, f"{_('Status')} {request.day.isoformat()}.pdf")


def measures_in_parts(request) -> list[tuple]:
    """What the cities do, by status and by theme: name, head of the table, parts, bars."""
    ground, themes = coverage.ground_of(request.user), coverage.all_themes()
    measures = coverage.measures_on(ground, themes, request.day, coverage.several(ground))
    told = (
        (_("Tiltak etter status"), _("Status"), parts.by_status(measures)),
        (_("Tiltak etter tema"), _("Tema"), parts.by_theme(measures, themes)),
    )
    return [(name, head, found, parts.drawn(found)) for name, head, found in told]


def asked(request) -> Matrix:
    return matrix_of(followed_by(request.user), AsOf(request.day))


def over_time(matrix: Matrix) -> dict:
    """The charts with their tables: of the milestone that is next, and of all."""
    day = {"day": date_format(matrix.asof.day)}
    current = matrix.current or (matrix.milestones[-1] if matrix.milestones else None)
    if current is None:
        return day
    return day | {
        "current": current,
        "chart": progress_chart(matrix, current),
        "months": months_of(reached_on(matrix, current)),
        "per_month": (per_month := done_per_month(matrix)),
        "bars": bars_of(per_month),
    }
