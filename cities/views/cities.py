from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities.access import door, holder, rights_of, signed_in
from cities.actions import add_city, change_city, give_arms
from cities.acts import Act
from cities.forms import ArmsForm, CityForm, NewCityForm
from cities.models import City
from cities.queries import all_cities, identified
from common.forms import posted
from common.pages import SIZE
from common.refusals import Refused


def counted(rows, request) -> Page:
    """The page asked for by ?side=2. Two statements, however long the list, so growth never shows in the cost."""
    return Paginator(rows, SIZE).get_page(request.GET.get("side"))


@require_safe
@signed_in
def city_list(request):
    cities = counted(identified(all_cities(), request.day, party="party"), request)
    may_add = rights_of(request.user).everywhere(Act.KEEP_NETWORK)
    return render(request, "cities/cities.html", {"cities": cities, "may_add": may_add})


@require_http_methods(["GET", "POST"])
@holder(Act.KEEP_NETWORK)
def city_add(request):
    form = NewCityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            city = add_city(**form.cleaned_data, by=request.user, at=now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(city)s er med i nettverket.") % {"city": city})
            return redirect("city_page", city.slug)
    return render(request, "cities/city_add.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_CITY, City, key="slug")
def city_edit(request, city):
    form = CityForm(posted(request), row=city)
    if request.method == "POST" and form.is_valid():
        try:
            change_city(city=city, seen=form.seen_marks, by=request.user, at=now(), **form.values)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("city_page", city.slug)
    return render(request, "cities/city_edit.html", {"city": city, "form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@door(Act.KEEP_CITY, City, key="slug")
def city_arms(request, city):
    form = ArmsForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, description = form.cleaned_data["file"], form.cleaned_data["description"]
        try:
            give_arms(city=city, upload=upload, description=description, by=request.user, at=now())
        except Refused as refusal:
            form.refuse(refusal, "file")
        else:
            messages.success(request, _("Byvåpenet står på forsiden av det som låses fra nå av."))
            return redirect("city_page", city.slug)
    return render(request, "cities/city_arms.html", {"city": city, "form": form}, status=form.status)
