from django.core.management.base import BaseCommand, CommandError

from framtid.up.database import make_ready
from framtid.up.trouble import Trouble


class Command(BaseCommand):
    help = "Make the database ready: tables, cache, and outside production the demonstration if it is empty."

    def handle(self, **options):
        try:
            make_ready()
        except Trouble as trouble:
            raise CommandError(trouble) from None
