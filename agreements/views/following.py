"""What was promised, followed up; and a nudge to those who have not answered."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements import actions
from agreements.following import promises_for
from agreements.forms_commitments import ReportForm
from agreements.lists import PROMISES
from agreements.models import Agreement
from agreements.views.agreements import FORM, page_of
from agreements.views.clauses import table_in
from agreements.views.commitments import commitment_in
from cities.access import door, everybody
from cities.acts import Act
from common.asking import asked
from common.forms import posted
from common.listing import answer
from common.refusals import Refused


@require_safe
@everybody("shows each what is promised in agreements they may read; without a role in those that are signed")
def promise_list(request):
    """All that is promised in signed agreements, by party, and what is late."""
    found = promises_for(request.user, localdate())
    return answer(request, PROMISES.read(found, request.GET), "agreements/promises.html", {})


@require_http_methods(["GET", "POST"])
@door(Act.NEGOTIATE, Agreement)
def commitment_report(request, agreement, commitment):
    """Say how far it has come."""
    found = commitment_in(agreement, commitment)
    form = ReportForm(posted(request), suggested={"day": localdate().strftime("%d.%m.%Y")})

    def save(seen, **who):
        key = form.cleaned_data["uuid"]
        return actions.report_on(agreement=agreement, commitment=found, values=form.values, uuid=key, **who)

    title = _("Hvordan går det med «%(clause)s»?") % {"clause": found.clause}
    context = {"agreement": agreement, "title": title, "back": table_in(agreement)}
    return asked(request, form, save, to=table_in(agreement), template=FORM, **context)


@require_POST
@door(Act.KEEP_AGREEMENT, Agreement)
def agreement_remind(request, agreement):
    """Write to those who have not answered."""
    try:
        names = actions.remind_silent(
            agreement=agreement, link=lambda one: request.build_absolute_uri(page_of(one)), by=request.user, at=now()
        )
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Vi har skrevet til %(parties)s.") % {"parties": ", ".join(names)})
    return redirect(page_of(agreement))
