"""The secretariat reminds the cities' people: chooses, sees every letter, sends, and follows how far it has come."""

from functools import partial

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import holder
from cities.acts import Act
from common.asking import done
from common.forms import posted
from dashboard.actions import remind, try_again
from dashboard.forms_reminding import ReminderForm
from dashboard.letters import letter_to
from dashboard.models import Reminding
from dashboard.reminders import Place, chosen, last_told, people_of, places_of, remindings, with_last
from post.queries import jobs_of

LETTERS = 20
"""So many letters are drawn at once; the others when they are asked for."""
CITIES = 100
"""So many are listed, the most delayed, and those that are asked for: a form has room for a thousand boxes."""
LATELY = 10
LONGEST = 3000
"""Letters in an address that leads back to what was chosen."""


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_NETWORK)
def reminders(request):
    """Choose cells; posted, see the letters; posted with `send`, send them. Always as things stand today.

    ?celle=bergen.5 ticks that cell, ?velg=alle all of them, ?velg=ingen none; else all that are late are ticked.
    """
    form = ReminderForm(posted(request))
    if not form.is_bound:
        return choosing(request, form)
    if not form.cells:
        form.add_error(None, _("Velg minst én milepæl."))
    if not form.is_valid():
        return choosing(request, form)
    if "send" in request.POST:
        act = partial(remind, cells=form.cells, confirmed=form.confirmed, **form.cleaned_data)
        if reminding := form.saves(partial(act, site=site(request), by=request.user, at=now())):
            return redirect("reminding_page", reminding.pk)
    return previewed(request, form)


def choosing(request, form):
    day = localdate()
    every, last = places_of(request.user, day), last_told(day)
    asked = form.cells | set(request.GET.getlist("celle"))
    places = every[:CITIES] + [place for place in every[CITIES:] if any(one.key in asked for one in place.pending)]
    keys = ticked(request, form, places)
    boxes = [
        (place, [(one, last.get((one.city.pk, one.milestone.pk)), one.key in keys) for one in place.pending])
        for place in places
    ]
    context = {
        "form": form,
        "day": day,
        "places": boxes,
        "left": len(every) - len(places),
        "lately": remindings()[:LATELY],
    } | trial()
    return render(request, "dashboard/reminders.html", context, status=form.status)


def ticked(request, form, places: list[Place]) -> set[str]:
    if form.is_bound:
        return form.cells
    if asked := request.GET.getlist("celle"):
        return set(asked)
    every = [one for place in places for one in place.pending]
    match request.GET.get("velg"):
        case "alle":
            return {one.key for one in every}
        case "ingen":
            return set()
    return {one.key for one in every if one.late}


def previewed(request, form):
    """Every letter as it will be, and who is held back because they were reminded a short while ago."""
    day, at = localdate(), now()
    found = chosen(form.cells, request.user, day)
    receivers = with_last(found.receivers, at)
    words = {"message": form.cleaned_data["message"], "sender": request.user, "site": site(request), "day": day}
    letters = [
        (one, letter_to(one, **words) if n < LETTERS or str(one.person.pk) in form.shown else None)
        for n, one in enumerate(receivers)
    ]
    sending = sum(1 for one in receivers if not one.last or one.key in form.confirmed)
    back = reverse("reminders") + "?" + urlencode([("celle", key) for key in sorted(form.cells)])
    context = {
        "form": form, "found": found, "letters": letters, "cells": sorted(form.cells), "confirmed": form.confirmed,
        "shown": sorted(form.shown), "sending": sending,
        "back": back if len(back) < LONGEST else reverse("reminders"),
    }  # fmt: skip
    return render(request, "dashboard/remind_preview.html", context, status=form.status)


def trial() -> dict:
    """Where there is no mail server, the pages lead to what would have been sent."""
    return {"post_shown": settings.POST_SHOWN}


def site(request) -> str:
    return request.build_absolute_uri("/").removesuffix("/")


@require_safe
@holder(Act.KEEP_NETWORK)
def reminding_page(request, reminding):
    """How far it has come: by receiver, what became of their letter."""
    one = found(reminding)
    people = [in_letter(rows) for rows in people_of(one).values()]
    jobs = jobs_of({rows[0].letter_id for rows in people if rows[0].letter_id})
    told = [(rows[0].name, rows, rows[0].letter, jobs.get(rows[0].letter_id)) for rows in people]
    waits = any(job and job.active for job in [one.job, *jobs.values()])
    failed = any(job and job.state == "failed" for job in [one.job, *jobs.values()])
    context = {"reminding": one, "told": told, "waits": waits, "failed": failed} | trial()
    template = "dashboard/_reminding.html" if request.htmx else "dashboard/reminding.html"
    return render(request, template, context)


def in_letter(rows: list) -> list:
    """What stands in the letter; where none is written, what was to."""
    return [row for row in rows if row.letter_id] or rows


@require_POST
@holder(Act.KEEP_NETWORK)
def reminding_retry(request, reminding):
    """Try again what has failed."""
    one = found(reminding)
    return done(request, reverse("reminding_page", args=[one.pk]), try_again, reminding=one)


def found(pk: int) -> Reminding:
    one = Reminding.objects.select_related("job").filter(pk=pk).first()
    if one is None:
        raise Http404
    return one
