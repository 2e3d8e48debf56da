"""What came in at a hearing: read by whoever reads the case, kept by those who steer it."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.access import door, rights_of
from cities.acts import Act
from common.forms import posted
from documents.actions import remove_statement, save_statement
from documents.forms import StatementForm
from documents.models import Route, Statement, Step
from documents.views.routes import done, numbered


@require_safe
@door(Act.READ_VERSION, Route, public=True)
def hearing_page(request, route, step):
    """The hearing's period and notice, and each statement with its answer."""
    step = heard(route, step)
    keeps = rights_of(request.user).holds(Act.FREEZE_PROGRAMME, route.city)
    context = {"route": route, "step": step, "statements": step.statements.select_related("party"), "keeps": keeps}
    return render(request, "documents/hearing.html", context)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_ROUTE, Route)
def statement_add(request, route, step):
    return statement_form(request, route, heard(route, step), None)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_ROUTE, Route)
def statement_edit(request, route, step, statement):
    step = heard(route, step)
    return statement_form(request, route, step, received(step, statement))


def statement_form(request, route, step, statement):
    form = StatementForm(posted(request), statement=statement)
    if form.is_bound and form.is_valid():
        typed = {"values": form.values, "uuid": form.cleaned_data["uuid"]}
        what = {"route": route, "step": step, "statement": statement}
        if form.saves(partial(save_statement, **what, **typed, by=request.user, at=now())):
            return redirect("hearing_page", route.pk, step.pk)
    context = {"route": route, "step": step, "form": form, "statement": statement}
    return render(request, "documents/statement.html", context, status=form.status)


@require_POST
@door(Act.KEEP_ROUTE, Route)
def statement_remove(request, route, step, statement):
    step = heard(route, step)
    return done(request, remove_statement, route=route, step=step, statement=received(step, statement))


def heard(route: Route, step: int) -> Step:
    """The hearing of this very route that the address names. Errors: Http404."""
    found = numbered(route, step)
    if found.kind != Step.Kind.HEARING:
        raise Http404
    return found


def received(step: Step, statement: int) -> Statement:
    found = step.statements.filter(pk=statement).first()
    if found is None:
        raise Http404
    return found
