from django.core.management.base import BaseCommand, CommandError

from files.queries import faults, strays


class Command(BaseCommand):
    help = "Read every stored file again: is it there, and are its bytes those it was stored with?"

    def handle(self, **options):
        found = [*faults(), *(f"{path.name}: no row knows this file" for path in strays())]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} faults in the store")
        self.stdout.write("Every stored file is there and unharmed.")
