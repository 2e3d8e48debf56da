"""One commitment: what has been proposed, and what each party says to it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from agreements import actions
from agreements.forms_commitments import ProposalForm
from agreements.models import Agreement, Commitment
from agreements.queries import answered_by_others, parties_on, proposals_of, speaks
from agreements.table import cell_of, on_the_table
from agreements.views.clauses import speaking, table_in
from cities.access import can, door
from cities.acts import Act
from common.asking import done, within
from common.forms import posted


def commitment_in(agreement: Agreement, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.select_related("clause__element"), pk=pk, clause__agreement=agreement)


@require_http_methods(["GET", "POST"])
@door(Act.READ_AGREEMENT, Agreement)
def commitment_page(request, agreement, commitment):
    """All proposals with what changed between them, and the form for a counterproposal."""
    negotiates = can(request.user, Act.NEGOTIATE, agreement)
    if request.method == "POST" and not negotiates:
        raise PermissionDenied
    found = commitment_in(agreement, commitment)
    parties = parties_on(agreement, localdate())
    mine = [one.member for one in parties if speaks(request.user, one)]
    open_to = negotiates and (request.method == "POST" or not agreement.fixed)
    form = ProposalForm(posted(request), speaking=mine, suggested=suggested(found)) if open_to else None
    if form and form.is_bound and form.is_valid() and proposed(request, agreement, found, form):
        return redirect(table_in(agreement))
    short = {one.member.pk: one.names[1] for one in parties}
    latest = on_the_table(agreement).get(commitment=found)
    context = {
        "agreement": agreement,
        "commitment": found,
        "cell": cell_of(latest, [one for one in parties if one.present], short, mine),
        "proposals": proposals_of(found),
        "form": form,
        "removable": open_to and not answered_by_others(found, mine),
    }
    return render(request, "agreements/commitment.html", context, status=form.status if form else 200)


def suggested(commitment: Commitment) -> dict:
    """A counterproposal begins with what is on the table."""
    latest = commitment.proposals.last()
    return {name: getattr(latest, name) for name in ("text", "amount", "currency", "due")} | {"base": latest.number}


def proposed(request, agreement, commitment, form):
    data = form.cleaned_data

    def act(seen, **who):
        return actions.propose(
            agreement=agreement, commitment=commitment, values=form.values, member=form.member_value,
            base=data["base"], uuid=data["uuid"], by=request.user, at=now(),
        )  # fmt: skip

    return form.saves(act)


@require_POST
@door(Act.NEGOTIATE, Agreement)
def commitment_agree(request, agreement, commitment):
    """Agree to the proposal seen (number=3), for the party named (member=) or the only one."""
    return said(request, agreement, commitment, actions.agree, base=number_in(request.POST.get("number")))


@require_POST
@door(Act.NEGOTIATE, Agreement)
def commitment_disagree(request, agreement, commitment):
    """The party does not agree after all."""
    return said(request, agreement, commitment, actions.take_back_consent)


def said(request, agreement, commitment, act, **what):
    found, mine = commitment_in(agreement, commitment), speaking(request, agreement)
    named = number_in(request.POST.get("member"))
    member = within(agreement.members, named) if named else mine[0] if len(mine) == 1 else None
    place = f"{table_in(agreement)}-{found.clause_id}"
    return done(request, place, act, agreement=agreement, commitment=found, member=member, **what)


def number_in(typed) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@require_POST
@door(Act.NEGOTIATE, Agreement)
def commitment_remove(request, agreement, commitment):
    found = commitment_in(agreement, commitment)
    return done(request, table_in(agreement), actions.remove_commitment, agreement=agreement, commitment=found)
