"""An agreement on its way: versions, each party's approval, the meeting that confirms it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements import actions
from agreements.approval import matrix_of, ready
from agreements.forms_approvals import ApprovalForm, ConfirmForm, FreezeForm, MeetingForm, MetForm
from agreements.models import Agreement, PartyApproval
from agreements.queries import agenda_items_of, keeps, parties_on, speaks, versions_for
from agreements.views.agreements import FORM, page_of
from cities.access import door, readable, rights_of
from cities.acts import Act
from common.asking import asked, done, within
from common.forms import posted
from common.refusals import Refused
from files.serving import download
from workshops.models import Gathering
from workshops.queries import keeps as keeps_gathering


def approvals_of(agreement: Agreement) -> str:
    return reverse("agreement_approvals", args=[agreement.pk])


@require_safe
@door(Act.READ_AGREEMENT, Agreement)
def approvals_page(request, agreement):
    """The versions, and party by party what has been decided on the latest that all had agreed to."""
    versions, elsewhere = list(versions_for(agreement)), agreement.origin == Agreement.Origin.ELSEWHERE
    latest = next((one for one in versions if one.complete and (one.stamped != "signed" or elsewhere)), None)
    parties = parties_on(agreement, request.day)
    matrix = matrix_of(agreement, latest, request.day, parties) if latest else []
    everywhere = rights_of(request.user).everywhere(Act.KEEP_CITY)
    items = items_for(request.user, agreement)
    context = {
        "agreement": agreement,
        "keeper": keeps(request.user, agreement),
        "versions": versions,
        "latest": latest,
        "matrix": [(line, not agreement.fixed and (everywhere or speaks(request.user, line.party))) for line in matrix],
        "ready": ready(matrix),
        "items": [(item, keeps_gathering(request.user, item.gathering)) for item in items],
    }
    return render(request, "agreements/approvals.html", context)


def items_for(person, agreement: Agreement):
    """Where it stands on the agenda of meetings that the person may read of."""
    meetings = readable(person, Act.READ_GATHERING, Gathering)
    return agenda_items_of(agreement).filter(gathering__in=meetings.values("pk"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_freeze(request, agreement):
    form = FreezeForm(posted(request))

    def save(seen, **who):
        data = form.cleaned_data
        return actions.freeze_agreement(agreement=agreement, day=data["day"], key=data["uuid"], **who)

    return step(request, agreement, form, save, _("Lås en versjon"), _("Lås"))


def step(request, agreement, form, save, title, to_do=""):
    """A page with one form, which leads back to the approvals."""
    back = approvals_of(agreement)
    context = {"agreement": agreement, "title": title, "back": back, "to_do": to_do}
    return asked(request, form, save, to=back, template=FORM, **context)


@require_http_methods(["GET", "POST"])
@door(Act.NEGOTIATE, Agreement)
def approval_add(request, agreement, row):
    """What a party has decided on the latest version that all had agreed to."""
    member = within(agreement.members.select_related("party"), row)
    latest = get_object_or_404(versions_to_approve(agreement)[:1])
    form = ApprovalForm(posted(request), request.FILES or None)

    def save(seen, **who):
        data = form.cleaned_data
        return actions.approve_version(
            agreement=agreement, version=latest, member=member, values=form.values, upload=data["upload"],
            uuid=data["uuid"], **who,
        )  # fmt: skip

    title = _("%(party)s: hva er bestemt om versjon %(number)s?")
    return step(request, agreement, form, save, title % {"party": member, "number": latest.version.number})


def versions_to_approve(agreement: Agreement):
    """Those that all had agreed to, the latest first; what was signed here is approved already."""
    versions = agreement.versions.filter(complete=True).select_related("version").order_by("-version__number")
    here = agreement.origin == Agreement.Origin.HERE
    return versions.exclude(version__stamp__mark="signed") if here else versions


def approval_in(agreement: Agreement, pk: int) -> PartyApproval:
    rows = PartyApproval.objects.filter(of__agreement=agreement).select_related("member__party", "file")
    return within(rows, pk)


@require_http_methods(["GET", "POST"])
@door(Act.NEGOTIATE, Agreement)
def approval_met(request, agreement, row):
    """The conditions of an approval are met."""
    approval = approval_in(agreement, row)
    form = MetForm(posted(request))

    def save(seen, **who):
        return actions.meet_condition(agreement=agreement, approval=approval, **form.values, **who)

    return step(request, agreement, form, save, _("%(party)s: vilkårene er oppfylt") % {"party": approval.member})


@require_safe
@door(Act.READ_AGREEMENT, Agreement)
def approval_file(request, agreement, row):
    """The decision or letter itself."""
    approval = approval_in(agreement, row)
    if approval.file is None:
        raise Http404
    try:
        return download(approval.file, approval.name)
    except FileNotFoundError as missing:
        raise Http404 from missing


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_to_meeting(request, agreement):
    """Put it on the agenda of a political meeting."""
    form = MeetingForm(posted(request), person=request.user)

    def save(seen, **who):
        gathering = form.cleaned_data["gathering"]
        return actions.take_to_meeting(agreement=agreement, gathering=gathering, address=page_of(agreement), **who)

    return step(request, agreement, form, save, _("Sett på sakslisten"))


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_confirm(request, agreement, row):
    """The meeting has confirmed it: the day, and who signed."""
    item = within(items_for(request.user, agreement), row)
    days = item.gathering.days
    day = item.gathering.day if days else localdate()
    suggested = {"signed": day, "signed_where": item.gathering.town}
    form = ConfirmForm(posted(request), suggested=suggested)

    def save(seen, **who):
        return actions.confirm_agreement(agreement=agreement, item=item, values=form.values, **who)

    title = _("Bekreftet på «%(gathering)s»") % {"gathering": item.gathering}
    return step(request, agreement, form, save, title, _("Bekreft"))


@require_POST
@door(Act.READ_AGREEMENT, Agreement)
def version_changes(request, agreement, row):
    """Order a version with its changes marked, and go where one's prints are."""
    version = within(agreement.versions.select_related("version", "agreement"), row)
    return done(request, reverse("print_queue"), actions.print_changes, version=version)


@require_POST
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_renew(request, agreement):
    """Begin a new agreement with what this one says."""
    try:
        new = actions.renegotiate(agreement=agreement, by=request.user, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(page_of(agreement))
    return redirect(page_of(new))
