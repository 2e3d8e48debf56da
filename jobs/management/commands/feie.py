from django.core.management.base import BaseCommand

from jobs.clock import sweep


class Command(BaseCommand):
    help = "Sweep the jobs once by hand: ring again for those that wait, give up those that wore out their attempts."

    def handle(self, **options):
        rung, failed = sweep()
        self.stdout.write(f"{rung} rung for, {failed} given up")
