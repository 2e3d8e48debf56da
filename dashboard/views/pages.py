from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from cities.access import can, rights_of, signed_in
from cities.acts import IN_THE_NETWORK, Act
from cities.models import City
from dashboard.queries import city_facts, front_of


@require_safe
@signed_in
def front(request):
    return render(request, "dashboard/front.html", front_of(request.user, request.day, now()))


@require_safe
@signed_in
def city_page(request, slug):
    city = get_object_or_404(City.objects.select_related("party"), slug=slug)
    context = {
        "city": city,
        "may_keep": can(request.user, Act.KEEP_CITY, city),
        "may_give": can(request.user, Act.GIVE_ROLES, city),
        "in_network": any(map(rights_of(request.user).any, IN_THE_NETWORK)),
    }
    return render(request, "dashboard/city.html", context | city_facts(city, request.user, request.day))
