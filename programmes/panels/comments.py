from dataclasses import dataclass

from programmes.forms_comments import AnswerForm, ChangeForm, SayForm
from programmes.models import Comment
from programmes.talk import OPEN_COMMENTS, SAID, Thread, threads_of

COUNT = OPEN_COMMENTS
ASKS = {"said": SAID}


@dataclass
class Said:
    """A comment or an answer on the page. `change`: the form, for whoever may still take back what he said."""

    comment: Comment
    change: ChangeForm | None


@dataclass
class Talk:
    """A comment with its answers. `answer`: the form, while it is open. `gone`: its words stand there no more."""

    first: Said
    replies: list[Said]
    answer: AnswerForm | None
    gone: bool


def gather(element, request) -> dict:
    """What is said about the element: what is open, and what is solved."""
    talks = [talk_of(thread, request.user) for thread in threads_of(element, element.asked["said"])]
    return {
        "open_talks": [talk for talk in talks if talk.answer],
        "solved_talks": [talk for talk in talks if not talk.answer],
        "say": SayForm(),
    }


def talk_of(thread: Thread, person) -> Talk:
    solved = thread.comment.solved_at is not None
    last = None if solved else thread.last

    def said(comment: Comment) -> Said:
        mine = comment is last and comment.person_id == person.pk
        return Said(comment, ChangeForm(comment=comment) if mine else None)

    return Talk(
        first=said(thread.comment),
        replies=[said(reply) for reply in thread.replies],
        answer=None if solved else AnswerForm(comment=thread.comment),
        gone=thread.gone,
    )
