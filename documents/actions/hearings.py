"""What came in at a hearing. The route is locked first, as for its steps."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.keys import scoped
from common.refusals import Refused, Stale
from documents.actions.routes import locked, remember, standing
from documents.models import Route, Statement, Step
from documents.treatment import STATED, statement_content, statement_mark

MOST = 500
"""Statements at a hearing."""


@transaction.atomic
def save_statement(
    *, route: Route, step: Step, statement: Statement | None = None, values: dict, seen: str = "", uuid=None, by, at,
) -> Statement:  # fmt: skip
    """Write down what somebody said, or give it other values (those of STATED): an answer, say.

    seen: the mark of the statement as the person saw it. uuid: names the form; the same form again gives back the same.
    Errors: Stale if somebody changed it since; Refused where the step is no hearing, or what is named is gone.
    """
    route = locked(route, by)
    step = standing(route, step)
    if step.kind != Step.Kind.HEARING:
        raise Refused(_("Dette steget er ingen høring."))
    if statement is None:
        key = scoped(uuid, "statement", step.pk)
        if made := Statement.objects.filter(uuid=key).first():
            return made
        if step.statements.count() >= MOST:
            raise Refused(_("Det er plass til %(most)s uttalelser.") % {"most": MOST})
        statement, before = Statement(step=step, uuid=key), None
    else:
        statement = received(step, statement)
        before = statement_content(statement)
        if seen != statement_mark(statement):
            raise Stale(_("Noen andre har endret uttalelsen i mellomtiden."), theirs=statement, mine=values)
    for name in STATED:
        setattr(statement, name, values[name])
    statement.save()
    after = statement_content(statement)
    if before != after:
        remember(
            route,
            act="edit" if before else "add",
            step=step,
            field="statements",
            before=before,
            after=after,
            by=by,
            at=at,
        )
    return statement


@transaction.atomic
def remove_statement(*, route: Route, step: Step, statement: Statement, by, at) -> None:
    """Take a statement away; the history keeps it. Errors: Refused if it is gone."""
    route = locked(route, by)
    statement = received(standing(route, step), statement)
    remember(route, act="remove", step=step, field="statements", before=statement_content(statement), by=by, at=at)
    statement.delete()


def received(step: Step, statement: Statement) -> Statement:
    """The statement as it is now. Errors: Refused if it has been taken away."""
    found = step.statements.filter(pk=statement.pk).first()
    if found is None:
        raise Refused(_("Uttalelsen finnes ikke lenger."))
    return found
