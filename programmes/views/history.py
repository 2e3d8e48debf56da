from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cities.access import can, door
from cities.acts import Act
from common.refusals import Refused
from history.bursts import bursts
from programmes.actions import go_back
from programmes.changes import changed, now_said, same_subject, subject_of
from programmes.lineage import history_through
from programmes.models import Element

OFFERED = 100
"""Other states of a field that one may compare with."""


@require_safe
@door(Act.READ_PROGRAMME, Element)
def element_change(request, element, entry):
    """What one change did, compared with what stood before, what stands now, or any other time (?mot=)."""
    entry, subject = asked_for(element, entry)
    others = same_subject(entry, history_through(element).filter(field=entry.field).exclude(pk=entry.pk))
    against, other = chosen(request.GET.get("mot", ""), others)
    if against == "na":
        pair, said = (entry.after, now_said(element, entry)), _("Fra denne endringen til slik det står nå.")
    elif other:
        first, last = sorted((entry, other), key=lambda each: each.pk)
        pair, said = (first.after, last.after), _("Fra den eldste av de to til den nyeste.")
    else:
        pair, said = (begun(entry, others), entry.after), _("Det denne endringen gjorde.")
    context = {
        "element": element,
        "entry": entry,
        "subject": subject,
        "others": others[:OFFERED],
        "against": against,
        "said": said,
        "difference": changed(subject, *pair),
        "may_edit": entry.after != now_said(element, entry) and can(request.user, Act.EDIT_PROGRAMME, element),
    }
    return render(request, "programmes/_change.html" if request.htmx else "programmes/change.html", context)


@require_POST
@door(Act.EDIT_PROGRAMME, Element)
def element_go_back(request, element, entry):
    """Let the field or row say again what it said after this change."""
    entry, subject = asked_for(element, entry)
    try:
        go_back(element=element, entry=entry, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("«%(field)s» er satt tilbake.") % {"field": subject.label})
    return redirect(f"{reverse('element_page', args=[element.pk])}?panel=historikk")


def asked_for(element, entry):
    """The entry of the element or what it carries on, and its subject. Errors: Http404, also for acts on the whole."""
    found = history_through(element).filter(pk=entry).first()
    subject = found and subject_of(element, found)
    if subject is None:
        raise Http404
    return found, subject


def begun(entry, others):
    """What stood before the run of saves that the entry ends."""
    return bursts([entry, *(other for other in others if other.pk < entry.pk)])[0].before


def chosen(asked: str, others):
    """What to compare with: "na", or the id of another entry with the entry."""
    if asked == "na":
        return asked, None
    other = next((other for other in others if str(other.pk) == asked), None)
    return (other.pk, other) if other else ("", None)
