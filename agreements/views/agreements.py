from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements import actions
from agreements.approval import stage_of, stages_on
from agreements.following import binds, reports_on
from agreements.forms import AgreementForm, SigningForm
from agreements.lists import AGREEMENTS
from agreements.models import Agreement, Commitment, Side
from agreements.queries import agreements_for, annexes_of, keeps, links_of, parties_on, speaks, with_proposers
from agreements.table import table_of
from cities.access import door, everybody, holder, rights_of
from cities.acts import Act
from cities.day import day_of
from common.asking import asked, done
from common.forms import posted
from common.listing import answer
from common.refusals import Refused
from history.queries import history_in

LATEST = 12
"""Lines of the history that stand on the page."""

FORM = "agreements/form.html"


def page_of(agreement: Agreement) -> str:
    return reverse("agreement_page", args=[agreement.pk])


@require_safe
@everybody("shows each the agreements they may read; without a role those that are signed")
def agreement_list(request):
    """All agreements the person may read, as far as they had come on the day looked at."""
    listed = AGREEMENTS.read(staged(with_proposers(agreements_for(request.user)), day_of(request)), request.GET)
    return answer(request, listed, "agreements/list.html", {"may_add": rights_of(request.user).any(Act.KEEP_CITY)})


def staged(agreements, day: date) -> list[Agreement]:
    """Each with the `stage` it was in on that day."""
    found = list(agreements)
    stages = stages_on(found, day)
    for agreement in found:
        agreement.stage = stages[agreement.pk]
    return found


@require_safe
@door(Act.READ_AGREEMENT, Agreement, public=True)
def agreement_page(request, agreement):
    """What it is, with everything that lies with it, as of the day asked for."""
    keeper = keeps(request.user, agreement)
    earlier, later = links_of(agreement, request.user)
    parties = parties_on(agreement, request.day)
    mine = [one.member for one in parties if speaks(request.user, one)]
    table = table_of(agreement, parties, mine, request.day)
    reports = reports_on(agreement, request.day) if agreement.signed else {}
    everywhere = rights_of(request.user).everywhere(Act.KEEP_CITY)
    for cell in (cell for row in table for cell in row.cells if agreement.signed):
        cell.report = reports.get(cell.commitment.pk)
        side, named = cell.commitment.side, cell.proposal.bound_to
        answers = everywhere or any(binds(side, named, one) for one in mine)
        cell.may_report = answers
    context = {
        "agreement": agreement,
        "stage": stage_of(agreement, parties, request.day),
        "keeper": keeper,
        "fixed": agreement.fixed,
        "removable": keeper and not agreement.signed and agreement.document_id is None,
        "parties": parties,
        "table": table,
        "mine": mine,
        "open": bool(keeper or mine) and not agreement.fixed,
        "folds": agreement.origin == Agreement.Origin.HERE and not agreement.fixed,
        "wanted": wanted(table, parties),
        "unanswered": any(cell.silent for row in table for cell in row.cells),
        "sums": agreement.sums.all(),
        "annexes": annexes_of(agreement),
        "earlier": earlier,
        "later": later,
        "signed_version": signed_version(agreement),
        "history": history_in("agreement", agreement.pk)[:LATEST] if keeper else None,
    }
    return render(request, "agreements/agreement.html", context)


def signed_version(agreement: Agreement):
    """The version that is signed here, for everybody to read."""
    if not agreement.signed or agreement.document_id is None:
        return None
    return agreement.versions.filter(version__stamp__mark="signed").order_by("-version__number").first()


def wanted(table, parties) -> list[str]:
    """The sides that shall do something, and that no party is of."""
    there = {one.member.side for one in parties if one.present}
    sides = {cell.commitment.side for row in table for cell in row.cells} - {Commitment.Column.JOINT}
    return [str(Side(side).label) for side in Side.values if side in sides - there]


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_CITY)
def agreement_add(request):
    return agreement_form(request, None, _("Ny avtale"), reverse("agreement_list"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_edit(request, agreement):
    return agreement_form(request, agreement, _("Endre %(title)s") % {"title": agreement}, page_of(agreement))


def agreement_form(request, agreement, title, back):
    form = AgreementForm(posted(request), row=agreement, person=request.user)

    def save(seen, **who):
        data = form.cleaned_data
        new = {} if agreement else {"uuid": data["uuid"], "origin": data["origin"]}
        return actions.save_agreement(
            agreement=agreement, values=form.values, cities=data["cities"], seen=seen, **new, **who
        )

    to = page_of if agreement else first_step
    return asked(request, form, save, to=to, template=FORM, agreement=agreement, title=title, back=back, rich=True)


def first_step(agreement: Agreement) -> str:
    """What is negotiated here begins with the measures that want something."""
    here = agreement.origin == Agreement.Origin.HERE
    return reverse("agreement_measures", args=[agreement.pk]) if here else page_of(agreement)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_sign(request, agreement):
    """Say that it is signed."""
    form = SigningForm(posted(request), request.FILES or None, row=agreement)

    def save(seen, **who):
        upload = form.cleaned_data["upload"]
        return actions.sign_agreement(agreement=agreement, values=form.values, upload=upload, **who)

    context = {"agreement": agreement, "title": _("Avtalen er underskrevet"), "back": page_of(agreement)}
    return asked(request, form, save, to=page_of, template=FORM, **context)


@require_POST
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_unsign(request, agreement):
    """It was not signed after all."""
    return done(request, page_of(agreement), actions.unsign_agreement, agreement=agreement)


@require_POST
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_remove(request, agreement):
    try:
        actions.remove_agreement(agreement=agreement, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(page_of(agreement))
    messages.success(request, _("«%(title)s» er slettet.") % {"title": agreement})
    return redirect("agreement_list")
