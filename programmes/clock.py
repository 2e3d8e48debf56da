"""Work the clock starts."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from programmes.actions import empty_bin, tell_cities, tell_mentioned

KEPT = timedelta(days=30)


@shared_task(name="programmes.empty_bin")
def empty_old_bins(**_unknown):
    """Take what has lain in a bin for 30 days away for good; its history stays."""
    now = timezone.now()
    empty_bin(before=now - KEPT, by=None, at=now)


@shared_task(name="programmes.tell_mentioned")
def tell_those_mentioned(**_unknown):
    """Write to those who are named in comments: one letter each, about all that waits."""
    tell_mentioned(site=settings.SITE, at=timezone.now())


@shared_task(name="programmes.tell_cities")
def tell_cities_to_approve(**_unknown):
    """Write to the cities that must approve a shared part again."""
    tell_cities(site=settings.SITE, at=timezone.now())
