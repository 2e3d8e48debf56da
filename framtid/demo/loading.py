"""Fills an empty database with the demonstration."""

from django.conf import settings
from django.db import transaction

from cities.models import City
from common.refusals import Refused
from dashboard.actions import start_milestones
from framtid import environment
from framtid.demo.agreements import load_agreements
from framtid.demo.events import load_events
from framtid.demo.gatherings import load_gatherings
from framtid.demo.network import known_names, load_cities, load_network, load_parties
from framtid.demo.people import load_people
from framtid.demo.plans import load_areas, load_letters, load_plans, load_themes
from framtid.demo.programmes import load_programmes
from framtid.demo.rows import Known
from framtid.demo.sharing import load_sharing
from framtid.demo.treatment import load_routes


@transaction.atomic
def load_demonstration(*, at) -> bool:
    """Load all of the demonstration, or nothing where there is a city already (→ False).

    Errors: Refused in production, since everybody can read the password, unless FRAMTID_DEMO=1 asks for it.
    """
    if settings.PRODUCTION and not environment.flag("FRAMTID_DEMO"):
        raise Refused("The demonstration has a password that everybody knows: in production it needs FRAMTID_DEMO=1.")
    if City.objects.exists():
        return False
    network, cities, parties = load_network(), load_cities(), load_parties()
    themes, plans = load_themes(cities), load_plans(cities)
    known = Known(themes=themes, areas=load_areas(themes), parties=known_names(cities, parties), at=at)
    load_programmes(cities, plans, known)
    load_letters(cities)
    load_people(network, cities, parties["MD"])
    load_routes(cities, at=at)
    load_gatherings(cities, themes, known.parties, at=at)
    load_agreements(cities, known.parties, at=at)
    load_events()
    load_sharing(cities, parties["MD"], at=at)
    start_milestones(by=None, at=at)
    return True
