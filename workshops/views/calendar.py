from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from cities.access import everybody, rights_of
from cities.acts import Act
from common.listing import answer
from workshops.calendar import GATHERINGS, month_of
from workshops.forms_calendar import MonthForm
from workshops.queries import gatherings_for

EVERYBODY = everybody("shows each the gatherings they may read; without a role those that are open to all")


@require_safe
@EVERYBODY
def gathering_list(request):
    """All gatherings the person may read, as a list."""
    listed = GATHERINGS.read(gatherings_for(request.user), request.GET)
    return answer(request, listed, "workshops/list.html", {"may_add": rights_of(request.user).any(Act.KEEP_CITY)})


@require_safe
@EVERYBODY
def gathering_month(request):
    """One month (?maned=2008-11) of them, perhaps of one theme (?tema=) or town (?by=) only."""
    gatherings = gatherings_for(request.user)
    form = MonthForm(request.GET, gatherings=gatherings, today=localdate())
    month = month_of(form.month, [one for one in gatherings if form.takes(one)])
    return render(request, "workshops/month.html", {"form": form, "month": month, "today": localdate()})
