from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from common.refusals import Refused
from framtid.demo.loading import load_demonstration
from framtid.demo.people import PASSWORD, accounts


class Command(BaseCommand):
    help = "Load the network Framtidens byer, with sourced facts and people to sign in as, into an empty database."

    def handle(self, **options):
        try:
            loaded = load_demonstration(at=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if loaded:
            self.stdout.write(f"The demonstration is loaded: {len(accounts())} people, password {PASSWORD}")
        else:
            self.stdout.write("There are cities in the database already; nothing was loaded.")
