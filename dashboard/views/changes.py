"""What has changed: since the person's last visit, in a week, between any two days."""

from datetime import timedelta

from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from cities.access import holder
from cities.acts import Act
from dashboard.actions import visit
from dashboard.changes import changes_between, end_of
from dashboard.facts import AsOf
from dashboard.forms import ChangesForm
from dashboard.pages import followed_by

WEEK = timedelta(days=7)
FEW = 8


@require_safe
@holder(Act.READ_PROGRAMME)
def milestone_changes(request):
    """?fra=&til=&etter= for two days; ?uke=1 for the last seven; else since the last visit."""
    form = ChangesForm(request.GET if "fra" in request.GET or "til" in request.GET else None)
    since, pictures = two_pictures(request, form)
    context = {"form": form, "since": since, "few": FEW}
    if pictures:
        context["changes"] = changes_between(followed_by(request.user), *pictures)
    if request.htmx:
        return render(request, "dashboard/_changes.html", context)
    return render(request, "dashboard/changes.html", context)


def two_pictures(request, form):
    """What is held against what; and, for "since last time", from when: False where two days were asked for."""
    if form.is_bound:
        return False, chosen(form) if form.is_valid() else None
    at = now()
    before = at - WEEK if "uke" in request.GET else visit(by=request.user, at=at)
    if before is None:
        return None, None
    today = localdate(at)
    gone = today - localdate(before)
    return before, (AsOf(request.day - gone, before), AsOf(request.day, at))


def chosen(form):
    first, last = form.cleaned_data["fra"], form.cleaned_data["til"]
    if form.cleaned_data["etter"] == "registrert":
        return AsOf(first, end_of(first)), AsOf(last, end_of(last))
    return AsOf(first), AsOf(last)
