from dataclasses import replace

from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import can, door
from cities.acts import Act
from common.coverage import SIDES
from common.forms import posted
from common.refusals import Refused
from programmes.actions import fill_hole
from programmes.coverage import TARGETS, Cell, Covered, cell, columns, coverage_of, hole_name, loose_in, sides
from programmes.forms_waivers import FillForm
from programmes.models import Programme
from programmes.queries import cities_of
from programmes.sheet import own_cities


@require_safe
@door(Act.READ_PROGRAMME, Programme)
def programme_coverage(request, programme):
    """Theme by target group. ?by=skien counts one city's part; ?celle=AT:business lists what is in a cell."""
    cities = cities_of(programme)
    city = next((city for city in cities if len(cities) > 1 and city.slug == request.GET.get("by")), None)
    covered = coverage_of(programme, city)
    waivers = {waiver.gap: waiver for waiver in programme.waivers.filter(city=None)}
    asked = request.GET.get("celle", "")
    context = {
        "programme": programme,
        "cities": cities if len(cities) > 1 else [],
        "city": city,
        "sides": sides(covered.counted),
        "rows": rows(covered, waivers, city, asked),
        "open": opened(covered, waivers, asked),
        "holes": [hole for hole in covered.holes if hole_name(*hole) not in waivers],
        "unaimed": covered.measures(covered.counted.unaimed),
        "unthemed": covered.measures(covered.counted.unthemed),
        "may_edit": can(request.user, Act.EDIT_PROGRAMME, programme),
    }
    return render(request, "programmes/coverage.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.EDIT_PROGRAMME, Programme)
def coverage_fill(request, programme):
    """A new measure for the cell ?celle=AT:business. A cell that is not there leads back to those that are."""
    covered = coverage_of(programme)
    cell = opened(covered, {}, (request.POST if request.method == "POST" else request.GET).get("celle", ""))
    if cell is None or cell["group"] not in TARGETS:
        return redirect("programme_coverage", programme.pk)
    theme = cell["theme"]
    likely = next((node for node in covered.nodes if node.element.theme_key == theme.pk and node.depth == 1), None)
    form = FillForm(
        posted(request), nodes=covered.nodes, likely=likely or covered.nodes[0], own=own_cities(programme, request.user)
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            made = fill_hole(
                parent=form.parent, title=data["title"], theme=theme, target=cell["group"], city=form.city,
                uuid=data["uuid"], by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("element_page", made.pk)
    return render(
        request, "programmes/fill.html", {"programme": programme, "form": form, "cell": cell}, status=form.status
    )


def rows(covered: Covered, waivers, city=None, asked="") -> list[tuple]:
    """(theme, its cells in the order of the columns). asked: the mark of the open cell."""
    return [
        (theme, [shown(covered, waivers, theme, column, city, asked) for column in columns(covered.counted)])
        for theme in covered.themes
    ]


def shown(covered: Covered, waivers, theme, column: str, city=None, asked="") -> Cell:
    """One cell: how many, how dark, and whether it is a hole – one with a reason, or one without."""
    hole = (theme, column) in covered.holes
    found = cell(covered.counted, theme, column, hole)
    if hole and hole_name(theme, column) in waivers:
        found = replace(found, look="waived", word=_("begrunnet"))
    address = f"{found.address}{f'&by={city.slug}' if city else ''}#rute"
    return replace(found, address=address, current=found.mark == asked)


def opened(covered: Covered, waivers, mark: str) -> dict | None:
    """The cell the address names, with its measures; None for one that is not there."""
    theme = next((theme for theme in covered.themes if theme.mark == mark.rpartition(":")[0]), None)
    column = mark.rpartition(":")[2]
    if theme is None or column not in {*TARGETS, *map(loose_in, SIDES)}:
        return None
    found = cell(covered.counted, theme, column, False)
    return {
        "theme": theme,
        "group": column,
        "grouped": found.grouped,
        "label": found.label,
        "mark": found.mark,
        "gap": hole_name(theme, column),
        "hole": (theme, column) in covered.holes,
        "waiver": waivers.get(hole_name(theme, column)),
        "measures": covered.measures(found.keys),
    }
