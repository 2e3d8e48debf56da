"""How a lead steers a version through the own city's bodies."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, visible
from cities.acts import Act
from cities.models import City
from common.forms import posted
from common.refusals import Refused
from documents.actions import (
    move_step,
    register_decision,
    register_done,
    remove_step,
    save_step,
    start_route,
    summarise,
)  # fmt: skip
from documents.case import cases_of
from documents.forms import DecisionForm, DoneForm, StartForm, StepForm, SummaryForm
from documents.models import Decision, Route, Step, Version
from documents.queries import papers_of, tabling_of
from documents.views.asked import asked_once
from files.serving import download
from jobs.queries import places


@require_POST
@door(Act.FREEZE_PROGRAMME, Version)
def route_start(request, version):
    """Begin the version's route in a city the person leads, and show it."""
    city = get_object_or_404(City, slug=request.POST.get("city", ""), documents=version.document_id)
    form = StartForm(request.POST, route=Route.objects.filter(version=version, city=city).for_door().first())
    start = form.cleaned_data["start"] if form.is_valid() else ""
    try:
        route = start_route(version=version, city=city, start=start, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("version_page", version.pk)
    return redirect("route_page", route.pk)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_ROUTE, Route)
def route_page(request, route):
    """The steps in their order, and what the case is about; posted, the latter is saved."""
    form = SummaryForm(posted(request), route=route)
    if form.is_bound and form.is_valid():
        summary = form.cleaned_data["summary"]
        if form.saves(partial(summarise, route=route, summary=summary, by=request.user, at=now())):
            messages.success(request, _("Sammendraget er lagret."))
            return redirect("route_page", route.pk)
    steps = with_papers(route, list(route.steps.with_decisions()))
    start = None if steps else StartForm(None, route=route)
    lying = tabling_of(route).select_related("public_by").first()
    context = {"route": route, "steps": steps, "start": start, "form": form, "lying": lying}
    context["places"] = asked_once(places)
    return render(request, "documents/route.html", context, status=form.status)


def with_papers(route: Route, steps: list[Step]) -> list[Step]:
    """The steps, each meeting with `papers`: its latest (or None), and `stale`: would they say something else now?"""
    cases = cases_of(route) if steps else {}
    latest = papers_of(route)
    for step in steps:
        step.papers = latest.get(step.pk)
        planned = step.state == Step.State.PLANNED
        step.stale = bool(step.papers and planned and step.papers.beside != cases[step.pk])
    return steps


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_ROUTE, Route)
def step_add(request, route):
    return step_form(request, route, None)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_ROUTE, Route)
def step_edit(request, route, step):
    return step_form(request, route, numbered(route, step))


def step_form(request, route, step):
    form = StepForm(posted(request), route=route, step=step)
    if form.is_bound and form.is_valid():
        typed = {"values": form.values, "uuid": form.cleaned_data["uuid"]}
        if form.saves(partial(save_step, route=route, step=step, **typed, by=request.user, at=now())):
            return redirect(to_steps(route))
    return render(request, "documents/step.html", {"route": route, "form": form, "step": step}, status=form.status)


@require_POST
@door(Act.KEEP_ROUTE, Route)
def step_move(request, route, step):
    """Let a step change places with the one above (way=up) or below."""
    up = request.POST.get("way") == "up"
    return done(request, move_step, route=route, step=numbered(route, step), up=up)


@require_POST
@door(Act.KEEP_ROUTE, Route)
def step_remove(request, route, step):
    return done(request, remove_step, route=route, step=numbered(route, step))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_ROUTE, Route)
def step_decide(request, route, step):
    """Register what was decided at the step, or correct it by what counts from now on."""
    step = numbered(route, step)
    form = DecisionForm(posted(request), request.FILES or None, step=step, today=localdate())
    if form.is_bound and form.is_valid() and registered(request, form, register_decision, route=route, step=step):
        return redirect(to_steps(route))
    return render(request, "documents/decision.html", {"route": route, "form": form, "step": step}, status=form.status)


@require_http_methods(["GET", "POST"])
@door(Act.FREEZE_PROGRAMME, Version)
def version_decided(request, version, slug):
    """Register in one go what a body of the person's city has decided, elsewhere or long ago."""
    own = visible(request.user, Act.FREEZE_PROGRAMME, City)
    city = get_object_or_404(own.select_related("party"), slug=slug, documents=version.document_id)
    form = DoneForm(posted(request), request.FILES or None, city=city, today=localdate())
    if form.is_bound and form.is_valid():
        what = {"version": version, "city": city, "step": form.step_values}
        if decision := registered(request, form, register_done, **what):
            return redirect(to_steps(decision.step.route))
    context = {"version": version, "city": city, "form": form}
    return render(request, "documents/decided.html", context, status=form.status)


def registered(request, form, act, **what) -> Decision | None:
    """Do the act with what was typed; None where it is refused, which the form then says."""
    typed = {"values": form.values, "upload": form.cleaned_data["file"], "uuid": form.cleaned_data["uuid"]}
    try:
        return act(**what, **typed, by=request.user, at=now())
    except Refused as refused:
        form.refuse(refused)


@require_safe
@door(Act.READ_VERSION, Route, public=True)
def decision_file(request, route, decision):
    """The file that came with a decision."""
    found = get_object_or_404(Decision.objects.exclude(file=None), step__route=route, pk=decision)
    try:
        return download(found.file, found.file_name)
    except FileNotFoundError as missing:
        raise Http404 from missing


def done(request, act, **what):
    try:
        act(**what, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(to_steps(what["route"]))


def numbered(route: Route, step: int) -> Step:
    """The step of this very route that the address names. Errors: Http404."""
    found = route.steps.with_decisions().filter(pk=step).first()
    if found is None:
        raise Http404
    return found


def to_steps(route: Route) -> str:
    return f"{reverse('route_page', args=[route.pk])}#steg"
