from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from cities.actions import invite, start_network
from cities.acts import RoleKind
from cities.models import Network
from common.refusals import Refused
from dashboard.actions import start_milestones


class Command(BaseCommand):
    help = "Invite somebody to the network's secretariat – the first person in an empty house – and print the link."

    def add_arguments(self, parser):
        parser.add_argument("email", help="whom to invite")
        parser.add_argument("--network", default="", help="the network's name, if there is no network yet")
        parser.add_argument("--address", default=own_address(), help="what people type to come here (%(default)s)")

    def handle(self, *, email, network, address, **options):
        links = []

        def link(key: str) -> str:
            links.append(address.rstrip("/") + reverse("invitation", args=[key]))
            return links[-1]

        try:
            with transaction.atomic():
                place = network_called(network)
                invite(email=email, kind=RoleKind.SECRETARIAT, network=place, link=link, by=None, at=now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"{email} is invited to the secretariat of {place}. The letter's link, good for 14 days:")
        self.stdout.write(links[-1])


def network_called(name: str) -> Network:
    """The network there is, or a new one of that name. Errors: CommandError where there is none and no name."""
    if found := Network.objects.first():
        return found
    if not name:
        raise CommandError('There is no network yet: name it with --network "…"')
    network = start_network(name=name, by=None, at=now())
    start_milestones(by=None, at=now())
    return network


def own_address() -> str:
    if settings.PRODUCTION:
        return f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
    return "http://localhost:8000"
