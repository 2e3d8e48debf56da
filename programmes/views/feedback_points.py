"""The points of a letter in the making. They go with it, so a letter that is sent has none to change."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from common.forms import posted
from common.refusals import Refused
from documents.models import Sharing
from programmes.actions import remove_feedback_point, save_feedback_point
from programmes.feedback import elements_of
from programmes.forms_feedback import FeedbackPointForm
from programmes.models import Feedback
from programmes.views.feedback import letter_of


@require_http_methods(["GET", "POST"])
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_point_add(request, sharing, letter):
    return point_form(request, sharing, in_the_making(sharing, letter), None)


@require_http_methods(["GET", "POST"])
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_point(request, sharing, letter, point):
    feedback = in_the_making(sharing, letter)
    return point_form(request, sharing, feedback, numbered(feedback, point))


def point_form(request, sharing, feedback, point):
    form = FeedbackPointForm(posted(request), elements=elements_of(sharing), point=point)
    if form.is_bound and form.is_valid():
        typed = {"values": form.values, "uuid": form.cleaned_data["uuid"]}
        act = partial(save_feedback_point, feedback=feedback, point=point, **typed, by=request.user, at=now())
        if form.saves(act):
            return redirect("feedback_edit", sharing.pk, feedback.uuid)
    context = {"sharing": sharing, "feedback": feedback, "point": point, "form": form}
    return render(request, "programmes/feedback/point.html", context, status=form.status)


@require_POST
@door(Act.GIVE_FEEDBACK, Sharing)
def feedback_point_remove(request, sharing, letter, point):
    feedback = in_the_making(sharing, letter)
    try:
        remove_feedback_point(point=numbered(feedback, point), by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("feedback_edit", sharing.pk, feedback.uuid)


def in_the_making(sharing: Sharing, letter) -> Feedback:
    """The letter of this very sharing, unsent. Errors: Http404."""
    found = letter_of(sharing, letter)
    if not isinstance(found, Feedback):
        raise Http404
    return found


def numbered(feedback: Feedback, point: int):
    found = feedback.points.filter(pk=point).first()
    if found is None:
        raise Http404
    return found
