from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.access import door
from cities.acts import Act
from common.asking import done
from common.forms import posted
from workshops import actions
from workshops.forms import PartForm
from workshops.models import Gathering
from workshops.queries import kept_cities
from workshops.views import asked


def to_parts(gathering: Gathering) -> str:
    return f"{reverse('gathering_page', args=[gathering.pk])}#deltar"


@require_http_methods(["GET", "POST"])
@door(Act.READ_GATHERING, Gathering)
def campaign_join(request, gathering):
    """Say with what one's city takes part."""
    cities = kept_cities(request.user)
    if gathering.kind != Gathering.Kind.CAMPAIGN or not cities:
        raise Http404
    form = PartForm(posted(request), gathering=gathering, cities=cities, city=request.GET.get("by", ""))

    def save(seen, **who):
        return actions.take_part(gathering=gathering, **form.values, seen=seen, **who)

    return asked(request, gathering, form, _("Hva byen er med på"), to_parts(gathering), to_parts(gathering), save)


@require_POST
@door(Act.READ_GATHERING, Gathering)
def campaign_leave(request, gathering, slug):
    city = get_object_or_404(kept_cities(request.user), slug=slug)
    return done(request, to_parts(gathering), actions.withdraw_part, gathering=gathering, city=city)
