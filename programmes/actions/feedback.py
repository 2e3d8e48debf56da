"""Acts on a party's letter in the making. What is shared is locked first, so that two contacts wait for one another."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.keys import scoped
from common.refusals import Refused, Stale
from documents.models import Sharing
from files.actions import store
from files.intake import name_of, taken_in
from history.actions import record
from programmes.feedback import (
    FIELDS,
    POINT_FIELDS,
    feedback_content,
    feedback_mark,
    feedback_point_content,
    feedback_point_mark,
)
from programmes.models import Feedback, FeedbackPoint, Paper
from programmes.pasting import MOST


@transaction.atomic
def save_feedback(
    *, sharing: Sharing, feedback: Feedback | None = None, values: dict, upload=None, without_file: bool = False,
    seen: str = "", uuid=None, by, at,
) -> Feedback | Paper:  # fmt: skip
    """Begin a letter about what is shared with the party, or give one other values (those of FIELDS), perhaps a file.

    seen: the mark of the letter as the person saw it. uuid: names the form; the same form again gives back the same
    letter – or the paper, where it has been sent since.
    Errors: Stale if somebody changed it since; Refused if it is sent or thrown away, for a file of no known kind, and
    for a new one once the version is taken back.
    """
    sharing = held(sharing)
    if feedback is None:
        key = scoped(uuid, "feedback", sharing.pk)
        if made := Feedback.objects.filter(uuid=key).first() or Paper.objects.filter(uuid=key).first():
            return made
        demand_open(sharing)
        feedback, before = Feedback(sharing=sharing, begun_at=at, uuid=key), None
    else:
        feedback = unsent(feedback)
        before = feedback_content(feedback)
        if seen != feedback_mark(feedback):
            raise Stale(_("Noen andre har endret brevet i mellomtiden."), theirs=feedback, mine=values)
    for name in FIELDS:
        setattr(feedback, name, values[name])
    if upload:
        data, media_type = taken_in(upload)
        feedback.file = store(data, media_type=media_type, at=at)
        feedback.file_name = name_of(upload, media_type)
    elif without_file:
        feedback.file, feedback.file_name = None, ""
    feedback.save()
    remember(feedback, "edit" if before else "add", before, feedback_content(feedback), by, at)
    return feedback


@transaction.atomic
def remove_feedback(*, feedback: Feedback, by, at) -> None:
    """Throw a letter in the making away. Errors: Refused if it is sent, or gone."""
    held(feedback.sharing)
    feedback = unsent(feedback)
    points = [feedback_point_content(point) for point in feedback.points.all()]
    remember(feedback, "bin", feedback_content(feedback) | {"points": points}, None, by, at)
    feedback.delete()


@transaction.atomic
def save_feedback_point(
    *, feedback: Feedback, point: FeedbackPoint | None = None, values: dict, seen: str = "", uuid=None, by, at,
) -> FeedbackPoint:  # fmt: skip
    """Add a point to a letter in the making, or give one other values (those of POINT_FIELDS).

    Errors: as save_feedback, and Refused where there is no more room.
    """
    held(feedback.sharing)
    feedback = unsent(feedback)
    if point is None:
        key = scoped(uuid, "feedback point", feedback.pk)
        if made := FeedbackPoint.objects.filter(uuid=key).first():
            return made
        if feedback.points.count() >= MOST:
            raise Refused(_("Det er plass til %(most)s punkter.") % {"most": MOST})
        point, before = FeedbackPoint(feedback=feedback, uuid=key), None
    else:
        point = standing(feedback, point)
        before = feedback_point_content(point)
        if seen != feedback_point_mark(point):
            raise Stale(_("Noen andre har endret punktet i mellomtiden."), theirs=point, mine=values)
    for name in POINT_FIELDS:
        setattr(point, name, values[name])
    point.save()
    remember(feedback, "edit", before, feedback_point_content(point), by, at, field="points")
    return point


@transaction.atomic
def remove_feedback_point(*, point: FeedbackPoint, by, at) -> None:
    """Take a point out of a letter in the making. Errors: Refused if it is gone, or sent."""
    held(point.feedback.sharing)
    feedback = unsent(point.feedback)
    point = standing(feedback, point)
    remember(feedback, "edit", feedback_point_content(point), None, by, at, field="points")
    point.delete()


def held(sharing: Sharing) -> Sharing:
    """What is shared, as it is now, locked until the transaction ends."""
    Sharing.objects.select_for_update(no_key=True).only("pk").get(pk=sharing.pk)
    return Sharing.objects.for_door().get(pk=sharing.pk)


def demand_open(sharing: Sharing) -> None:
    if sharing.withdrawn_at:
        raise Refused(
            _("Versjonen er ikke lenger delt med %(party)s, så dere kan ikke sende tilbakemelding på den.")
            % {"party": sharing.party}
        )


def unsent(feedback: Feedback) -> Feedback:
    """The letter as it is now. Errors: Refused if it has been sent or thrown away."""
    found = Feedback.objects.select_related("file").filter(pk=feedback.pk).first()
    if found is None:
        sent = Paper.objects.filter(uuid=feedback.uuid).exists()
        raise Refused(_("Brevet er sendt, og endres ikke.") if sent else _("Noen andre har slettet brevet."))
    return found


def standing(feedback: Feedback, point: FeedbackPoint) -> FeedbackPoint:
    found = feedback.points.filter(pk=point.pk).first()
    if found is None:
        raise Refused(_("Noen andre har slettet punktet."))
    return found


def remember(feedback: Feedback, act: str, before, after, by, at, field: str = "") -> None:
    """One act on a letter, in the history – under no programme: those who write it must not see it yet."""
    record(
        act=act, thing="feedback", thing_id=feedback.pk, title=feedback.title, field=field, before=before, after=after,
        by=by, at=at,
    )  # fmt: skip
