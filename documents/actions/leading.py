from django.utils.translation import gettext as _

from cities.access import rights_of
from cities.acts import Act
from common.refusals import Refused


def demand_lead(cities, by) -> None:
    """Only whoever leads a city's programme lays something before its politicians, takes it back, or leads it there."""
    rights = rights_of(by)
    for city in cities:
        if not rights.holds(Act.FREEZE_PROGRAMME, city):
            raise Refused(_("Bare programlederen i %(city)s kan gjøre dette for byen.") % {"city": city})
