"""The coverage over all cities whose drafts the person may read, and the lists behind its numbers."""

from dataclasses import replace
from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.access import holder
from cities.acts import Act
from common.coverage import STEPS
from common.listing import answer
from common.listing.columns import NOTHING
from dashboard import coverage
from dashboard import coverage_parts as parts
from dashboard import coverage_points as points
from dashboard import coverage_state as state
from dashboard.coverage_lists import ANSWERS, MEASURES, behind
from dashboard.coverage_state import PROMISES
from programmes.coverage import ACROSS, Cell, cell, columns, sides

MEASURES_SHOWN, WITHOUT, BY_CITY = "", "uten", "by"


@require_safe
@holder(Act.READ_PROGRAMME)
def coverage_page(request):
    """Theme by target group. ?by=skien counts one city; ?vis=uten the cities without, ?vis=by each city by itself."""
    ground, themes = coverage.ground_of(request.user), coverage.all_themes()
    measures = coverage.measures_on(ground, themes, request.day)
    city, shown = ground.named(request.GET.get("by", "")), request.GET.get("vis", "")
    shown = shown if shown in (WITHOUT, BY_CITY) and not city else MEASURES_SHOWN
    counted = [one for one in measures if city is None or city in one.cities]
    rows, found = coverage.themes_by_groups(themes, counted)
    context = {
        "ground": ground,
        "measures": measures,
        "counted": counted,
        "city": city,
        "shown": shown,
        "sides": sides(found),
        "all": behind(by=city and city.slug),
    }
    if shown == BY_CITY:
        context |= by_city(ground, rows, measures)
    elif shown == WITHOUT:
        context |= cities_without(ground, rows, found, measures, request.GET.get("celle", ""))
    else:
        context |= measures_in(rows, found, city, sum(one.own for one in counted))
    return render(request, "dashboard/coverage.html", context)


@require_safe
@holder(Act.READ_PROGRAMME)
def coverage_measures(request):
    """The measures of all the drafts: a page, or a file of exactly what it shows."""
    ground, themes = coverage.ground_of(request.user), coverage.all_themes()
    rows = coverage.measures_on(ground, themes, request.day, coverage.several(ground))
    listed = MEASURES.read(rows, request.GET, file_name=str(MEASURES.caption))
    return answer(request, listed, "dashboard/coverage_measures.html", {})


@require_safe
@holder(Act.READ_PROGRAMME)
def coverage_parts(request):
    """The measures by status, theme, who answers for them and where the money comes from."""
    ground, themes = coverage.ground_of(request.user), coverage.all_themes()
    measures = coverage.measures_on(ground, themes, request.day, coverage.several(ground))
    by_status, by_theme = parts.by_status(measures), parts.by_theme(measures, themes)
    context = {
        "measures": measures,
        "by_status": by_status,
        "status_bars": parts.drawn(by_status),
        "by_theme": by_theme,
        "theme_bars": parts.drawn(by_theme),
        "by_kind": parts.by_kind(measures),
        "by_source": parts.by_source(measures),
        "by_currency": parts.by_currency(measures),
        "without": sum(not one.currencies for one in measures),
        "without_address": behind(valuta=NOTHING),
    }
    return render(request, "dashboard/coverage_parts.html", context)


@require_safe
@holder(Act.READ_PROGRAMME)
def coverage_points(request):
    """What the letters of intent ask, by the cities that follow it up."""
    ground = coverage.ground_of(request.user)
    found = points.answered_points(ground, request.user)
    address = partial(behind, "coverage_answers")
    context = {
        "cities": [
            (city, [(n, address(by=city.slug, svar=answer)) for answer, n in points.counts(
                one for one in found if one.city == city
            )])
            for city in ground.cities
        ],
        "lines": [
            (
                line.point,
                [(n, address(punkt=line.point.pk, svar=answer)) for answer, n in line.counts],
                [one and (one, address(punkt=line.point.pk, by=one.city.slug)) for one in line.answers],
            )
            for line in points.lines_of(found, ground.cities)
        ],
        "total": [(n, address(svar=answer)) for answer, n in points.counts(found)],
        "kinds": points.Answer,
    }  # fmt: skip
    return render(request, "dashboard/coverage_points.html", context)


@require_safe
@holder(Act.READ_PROGRAMME)
def coverage_answers(request):
    """Each city's answer to each point: a page, or a file of exactly what it shows."""
    ground = coverage.ground_of(request.user)
    listed = ANSWERS.read(points.answered_points(ground, request.user), request.GET, file_name=str(ANSWERS.caption))
    return answer(request, listed, "dashboard/coverage_answers.html", {})


@require_safe
@holder(Act.READ_PROGRAMME)
def coverage_state(request):
    """What the state has promised and not done, in the agreements the person may read: by body, and as a list."""
    found = state.open_promises(request.user, request.day)
    listed = PROMISES.read(found, request.GET, file_name=str(PROMISES.caption))
    return answer(request, listed, "dashboard/coverage_state.html", {"bodies": state.by_body(found)})


def measures_in(rows, found, city, own: int) -> dict:
    """How many measures are in each cell, and in what lies beside the cells."""
    slug = city and city.slug

    def shown(theme, column) -> Cell:
        one = cell(found, theme, column, theme.number != ACROSS)
        return replace(one, address=behind(by=slug, tema=theme.mark, rettet_mot=column))

    return {
        "rows": [(theme, [shown(theme, column) for column in columns(found)]) for theme in rows],
        "beside": [
            (n, behind(by=slug, **asked), words)
            for n, asked, words in (
                (len(found.unaimed), {"rettet_mot": "-"}, _("sier ikke hvem de er rettet mot")),
                (len(found.unthemed), {"tema": "-"}, _("har ikke noe tema")),
                (own, {"tema": coverage.OWN}, _("står under et tema byen har for seg selv")),
            )
            if n
        ],
    }


def cities_without(ground, rows, found, measures, asked: str) -> dict:
    """How many of the cities have no measure in each cell; `open` is the cell the address names, with its cities."""
    known, found = {one.element.pk: one for one in measures}, replace(found, loose={})
    lacking, opened = {}, None

    def shown(theme, column) -> Cell:
        one = cell(found, theme, column, theme.number != ACROSS)
        lacking[one.mark] = cities = coverage.without(ground, known, one.keys)
        look = "hole" if one.look == "hole" else f"step-{-(-len(cities) * STEPS // len(ground.cities))}"
        word = _("hull") if look == "hole" else ("" if cities else _("alle har"))
        address = f"?vis={WITHOUT}&{one.address[1:]}#rute"
        return replace(one, count=len(cities), look=look, word=word, address=address, current=one.mark == asked)

    drawn = [(theme, [shown(theme, column) for column in columns(found)]) for theme in rows] if ground.cities else []
    for theme, cells in drawn:
        opened = next(((theme, one, lacking[one.mark]) for one in cells if one.current), opened)
    return {"rows": drawn, "sides": sides(found), "open": opened}


def by_city(ground, rows, measures) -> dict:
    """Each city's measures under each theme, and all of them; every number with the way to its list."""
    codes = [*(theme.code for theme in rows), ""]
    return {
        "themes": rows,
        "cities": [
            (city, [(n, behind(by=city and city.slug, tema=code)) for n, code in zip(counts, codes, strict=True)])
            for city, counts in coverage.cities_by_themes(ground, rows, measures)
        ],
    }
