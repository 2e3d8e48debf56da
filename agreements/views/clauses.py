"""What is promised: measures drawn in, clauses, and the commitments under them."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements import actions
from agreements.drifting import drift_of
from agreements.forms_commitments import ClauseForm, CommitmentForm, MeasuresForm
from agreements.models import Agreement, Commitment
from agreements.queries import speaks_for
from agreements.views.agreements import FORM, page_of
from cities.access import door
from cities.acts import Act
from common.asking import asked, done, within
from common.forms import posted


def table_in(agreement: Agreement) -> str:
    return f"{page_of(agreement)}#forpliktelser"


def speaking(request, agreement) -> list:
    return speaks_for(request.user, agreement, localdate())


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def measures_add(request, agreement):
    """Draw measures that want somebody's contribution into the agreement."""
    about = {"speaking": speaking(request, agreement), "agreement": agreement, "person": request.user}
    form = MeasuresForm(posted(request), **about)

    def save(seen, **who):
        chosen = list(form.cleaned_data["measures"])
        return actions.derive(agreement=agreement, elements=chosen, member=form.member_value, **who)

    context = {"agreement": agreement, "title": _("Hent tiltak"), "back": table_in(agreement), "to_do": _("Hent")}
    context["empty"] = _("Ingen flere tiltak i byenes programmer er merket med at de trenger bidrag.")
    return asked(request, form, save, to=lambda clauses: table_in(agreement), template=FORM, **context)


@require_http_methods(["GET", "POST"])
@door(Act.NEGOTIATE, Agreement)
def clause_add(request, agreement):
    form = ClauseForm(posted(request))

    def save(seen, **who):
        key = form.cleaned_data["uuid"]
        return actions.save_clause(agreement=agreement, values=form.values, uuid=key, **who)

    context = {"agreement": agreement, "title": _("Nytt punkt"), "back": table_in(agreement)}
    return asked(request, form, save, to=lambda clause: add_under(agreement, clause), template=FORM, **context)


def add_under(agreement, clause) -> str:
    return reverse("agreement_commitment_add", args=[agreement.pk, clause.pk])


@require_http_methods(["GET", "POST"])
@door(Act.NEGOTIATE, Agreement)
def clause_edit(request, agreement, clause):
    found = within(agreement.clauses, clause)
    form = ClauseForm(posted(request), row=found)

    def save(seen, **who):
        return actions.save_clause(agreement=agreement, clause=found, values=form.values, seen=seen, **who)

    context = {
        "agreement": agreement,
        "title": _("Endre %(title)s") % {"title": found},
        "back": table_in(agreement),
        "remove": reverse("clause_remove", args=[agreement.pk, found.pk]),
    }
    return asked(request, form, save, to=table_in(agreement), template=FORM, **context)


@require_POST
@door(Act.NEGOTIATE, Agreement)
def clause_move(request, agreement, clause):
    """Let a clause change places with the one above (way=up) or below."""
    found, up = within(agreement.clauses, clause), request.POST.get("way") == "up"
    return done(request, table_in(agreement), actions.move_clause, agreement=agreement, clause=found, up=up)


@require_POST
@door(Act.NEGOTIATE, Agreement)
def clause_remove(request, agreement, clause):
    found = within(agreement.clauses, clause)
    return done(request, table_in(agreement), actions.remove_clause, agreement=agreement, clause=found)


@require_http_methods(["GET", "POST"])
@door(Act.NEGOTIATE, Agreement)
def commitment_add(request, agreement, clause):
    """Propose that somebody shall do something."""
    found, mine = within(agreement.clauses, clause), speaking(request, agreement)
    suggested = {"side": mine[0].side if mine else Commitment.Column.CITIES}
    about = {"speaking": mine, "agreement": agreement, "suggested": suggested}
    form = CommitmentForm(posted(request), **about)

    def save(seen, **who):
        data = form.cleaned_data
        return actions.add_commitment(
            agreement=agreement, clause=found, side=data["side"], bound=list(data["bound"]), values=form.values,
            member=form.member_value, uuid=data["uuid"], **who,
        )  # fmt: skip

    context = {"agreement": agreement, "title": _("Ny forpliktelse under «%(clause)s»") % {"clause": found}}
    return asked(request, form, save, to=table_in(agreement), template=FORM, back=table_in(agreement), **context)


@require_safe
@door(Act.READ_AGREEMENT, Agreement)
def clause_measure(request, agreement, clause):
    """The measure behind a clause: as the parties agreed, and what it says otherwise now."""
    found = within(agreement.clauses.exclude(element=None).select_related("element"), clause)
    context = {"agreement": agreement, "clause": found, "drift": drift_of(found)}
    return render(request, "agreements/measure.html", context)
