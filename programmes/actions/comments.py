"""What people say to each other about an element. The element's own texts are never touched."""

from datetime import timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.models import User
from common.keys import scoped
from common.refusals import Refused
from post.actions import sent
from programmes.actions.fields import claim
from programmes.actions.memory import remember
from programmes.fields import field_of
from programmes.models import Comment, Element, Mention
from programmes.queries import readable_mentions
from programmes.talk import named_in, readers_of

KEEPS = timedelta(days=30)
"""How long a mention waits for somebody who may not read it just now."""


@transaction.atomic
def comment_on(*, element: Element, text: str, field="", quotation="", prefix="", uuid=None, by, at) -> Comment:
    """Say something about an element, one of its fields, or words quoted from one.

    prefix: a little of what stood before the quotation. uuid: names the form it came from; sent again it gives back
    the same comment. Whoever is named with an @ is told by letter.
    Errors: Refused for a field the element does not have, or where nothing can be quoted.
    """
    demand_place(element, field, quotation)
    element = claim(element)
    if comment := made_from(element, uuid):
        return comment
    comment = Comment(element=element, field=field, quotation=quotation, prefix=prefix if quotation else "")
    return say(comment, text, uuid=uuid, by=by, at=at)


@transaction.atomic
def answer_comment(*, comment: Comment, text: str, uuid=None, by, at) -> Comment:
    """Answer a comment. Errors: Refused if it is solved or gone."""
    element = claim(comment.element)
    if answer := made_from(element, uuid):
        return answer
    comment = current(comment)
    first = comment.answers or comment
    if first.solved_at:
        raise Refused(_("Kommentaren er løst. Åpne den igjen for å svare."))
    return say(Comment(element=element, answers=first), text, uuid=uuid, by=by, at=at)


def say(comment: Comment, text: str, *, uuid, by, at) -> Comment:
    comment.text, comment.person, comment.person_name, comment.at = text, by, str(by), at
    comment.uuid = scoped(uuid, "comment", comment.element_id)
    comment.save()
    name_people(comment, by)
    remember(comment.element, act="comment", after=told(comment), by=by, at=at)
    return comment


@transaction.atomic
def change_comment(*, comment: Comment, text: str, by, at) -> Comment:
    """Say one's own comment in other words. Errors: Refused for another's, and once somebody has answered."""
    element = claim(comment.element)
    comment = current(comment)
    demand_last_word(comment, by)
    before = told(comment)
    if comment.text == text:
        return comment
    comment.text = text
    comment.save(update_fields=["text"])
    name_people(comment, by)
    remember(element, act="comment", before=before, after=told(comment), by=by, at=at)
    return comment


@transaction.atomic
def take_back_comment(*, comment: Comment, by, at) -> None:
    """Delete one's own comment; the history keeps it. Errors: as change_comment."""
    element = claim(comment.element)
    comment = current(comment)
    demand_last_word(comment, by)
    remember(element, act="uncomment", before=told(comment), by=by, at=at)
    comment.delete()


@transaction.atomic
def solve_comment(*, comment: Comment, solved: bool = True, by, at) -> Comment:
    """Mark a comment as solved, or open it again. Done already is as good as done."""
    element = claim(comment.element)
    comment = current(comment)
    if comment.answers_id:
        raise Refused(_("Et svar løses sammen med kommentaren det hører til."))
    if bool(comment.solved_at) != solved:
        comment.solved_at, comment.solved_by = (at, str(by)) if solved else (None, "")
        comment.save(update_fields=["solved_at", "solved_by"])
        remember(element, act="solve" if solved else "reopen", after=told(comment), by=by, at=at)
    return comment


def current(comment: Comment) -> Comment:
    """The comment as it is now; its element is locked. Errors: Refused if it has been deleted."""
    found = Comment.objects.select_related("answers", "element__programme").filter(pk=comment.pk).first()
    if found is None:
        raise Refused(_("Kommentaren er slettet."))
    return found


def demand_place(element: Element, field: str, quotation: str) -> None:
    spoken_of = field_of(element.kind, field) if field else None
    if spoken_of is None and (field or quotation):
        raise Refused(_("Det du ville kommentere, finnes ikke her."))
    if quotation and not spoken_of.column:
        raise Refused(_("Her kan du kommentere feltet, men ikke enkelte ord."))


def demand_last_word(comment: Comment, by) -> None:
    """One's own words can be taken back until somebody has built on them."""
    if comment.person_id != by.pk:
        raise Refused(_("Bare den som skrev kommentaren, kan endre eller slette den."))
    first = comment.answers or comment
    if first.solved_at:
        raise Refused(_("Kommentaren er løst. Åpne den igjen for å endre den."))
    if Comment.objects.filter(answers=first, pk__gt=comment.pk).exists():
        raise Refused(_("Noen har svart. Skriv et nytt svar i stedet."))


def made_from(element: Element, uuid) -> Comment | None:
    return Comment.objects.filter(uuid=scoped(uuid, "comment", element.pk)).first() if uuid else None


def told(comment: Comment) -> dict:
    """A comment as the history keeps it."""
    where = {"field": comment.field, "quotation": comment.quotation} if comment.field else {}
    return {"text": comment.text, "comment": str(comment.uuid), **where}


# -- Those who are named


def name_people(comment: Comment, by) -> None:
    """Let the mentions be those the text names now. Nobody is told of naming himself."""
    named = {person.pk for person in named_in(comment.text, readers_of(comment.element.programme)) if person != by}
    comment.mentions.exclude(person__in=named).delete()
    Mention.objects.bulk_create((Mention(comment=comment, person_id=pk) for pk in sorted(named)), ignore_conflicts=True)


def tell_mentioned(*, site: str, at) -> int:
    """Write one letter to each person who is named somewhere and has not been told; gives back how many.

    site: where the links of the letters begin. Each letter is a transaction of its own with what it tells of. What a
    person may not read at this moment waits, at most for 30 days.
    """
    waiting = Mention.objects.filter(told_at=None, comment__at__gt=at - KEEPS, person__is_active=True)
    people = User.objects.filter(pk__in=waiting.values("person"))
    return sum(tell(person, waiting, site=site, at=at) for person in people)


@transaction.atomic
def tell(person: User, waiting, *, site: str, at) -> bool:
    """Tell one person of all that waits. Two strokes at once tell it once: the second finds it locked, or told."""
    ids = list(waiting.filter(person=person).select_for_update(skip_locked=True).values_list("pk", flat=True))
    mentions = list(readable_mentions(person).filter(pk__in=ids))
    if not mentions:
        return False
    words = {"person": person, "mentions": mentions, "site": site}
    subject = ngettext("Du er nevnt i %(n)s kommentar", "Du er nevnt i %(n)s kommentarer", len(mentions))
    body = render_to_string("programmes/letters/mentioned.txt", words)
    if not sent(person.email, subject % {"n": len(mentions)}, body, by=None, at=at):
        return False
    Mention.objects.filter(pk__in=[mention.pk for mention in mentions]).update(told_at=at)
    return True
