from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from cities.access import signed_in
from cities.day import choose_day, chosen_day
from cities.forms import DayForm
from common.forms import posted


@require_http_methods(["GET", "POST"])
@signed_in
def viewed_day(request):
    """Choose the day that names, numbers and statuses are shown as of; an empty one is today."""
    back = _back(request)
    form = DayForm(posted(request), initial={"dag": chosen_day(request)})
    if form.is_bound and form.is_valid():
        choose_day(request, form.cleaned_data["dag"])
        return HttpResponseRedirect(back)
    return render(request, "cities/day.html", {"form": form, "back": back}, status=form.status)


def _back(request) -> str:
    """The page one came from, if it is one of ours."""
    address = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours and address.startswith("/") else "/"
