"""The network's timeline, and the events that stand in it beside what has pages in other rooms."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, holder, rights_of
from cities.acts import IN_THE_NETWORK, Act
from common.asking import asked, done, within
from common.forms import posted
from common.listing import answer
from common.refusals import Refused
from common.statedforms import DatingForm
from dashboard import actions
from dashboard.forms_events import EventForm
from dashboard.lists_timeline import TIMELINE
from dashboard.models import Event
from dashboard.timeline import timeline_of
from history.queries import history_in

FORM = "dashboard/event_form.html"
LATEST = 12
"""Lines of the history that stand on the page."""


@require_safe
@holder(*IN_THE_NETWORK)
def timeline(request):
    """All that has happened in the network, for everybody with a role in it."""
    listed = TIMELINE.read(timeline_of(request.user), request.GET)
    return answer(request, listed, "dashboard/timeline.html", {"keeper": keeps(request.user)})


def keeps(person) -> bool:
    """Does the person keep events? The same as `can`, without a statement."""
    return rights_of(person).everywhere(Act.KEEP_CITY)


def page_of(event: Event) -> str:
    return reverse("event_page", args=[event.pk])


@require_safe
@door(Act.READ_GATHERING, Event)
def event_page(request, event):
    keeper = keeps(request.user)
    history = history_in("event", event.pk)[:LATEST] if keeper else None
    context = {"event": event, "keeper": keeper, "datings": event.datings.all(), "history": history}
    return render(request, "dashboard/event.html", context)


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_NETWORK)
def event_add(request):
    return event_form(request, None, _("Ny hendelse"), reverse("timeline"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Event)
def event_edit(request, event):
    return event_form(request, event, _("Endre %(title)s") % {"title": event}, page_of(event))


def event_form(request, event, title, back):
    form = EventForm(posted(request), row=event)

    def save(seen, **who):
        key = None if event else form.cleaned_data["uuid"]
        return actions.save_event(event=event, values=form.values, seen=seen, uuid=key, **who)

    return asked(request, form, save, to=page_of, template=FORM, event=event, title=title, back=back)


@require_POST
@door(Act.KEEP_GATHERING, Event)
def event_remove(request, event):
    try:
        actions.remove_event(event=event, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("«%(title)s» er slettet.") % {"title": event})
    return redirect("timeline")


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_GATHERING, Event)
def event_dating_add(request, event):
    """What another source says of the time."""
    form = DatingForm(posted(request))

    def save(seen, **who):
        return actions.add_event_dating(event=event, values=form.stated, uuid=form.cleaned_data["uuid"], **who)

    context = {"event": event, "title": _("Hva en annen kilde sier om tidspunktet"), "back": page_of(event)}
    return asked(request, form, save, to=page_of(event), template=FORM, **context)


@require_POST
@door(Act.KEEP_GATHERING, Event)
def event_dating_choose(request, event, dating):
    chosen = within(event.datings, dating)
    return done(request, page_of(event), actions.choose_event_dating, event=event, dating=chosen)


@require_POST
@door(Act.KEEP_GATHERING, Event)
def event_dating_remove(request, event, dating):
    found = within(event.datings, dating)
    return done(request, page_of(event), actions.remove_event_dating, event=event, dating=found)
