"""What the clock takes away of those who came: what they eat, who they were, and how they voted."""

from datetime import timedelta

from django.db import transaction

from workshops.models import Gathering, Idea, Registration, Vote
from workshops.queries import ideas_taken_up

KEPT = timedelta(days=365)


@transaction.atomic
def forget_diets(*, day, at) -> int:
    """Take away what people eat once their gathering is over or called off. Gives back of how many."""
    noted = Registration.objects.exclude(diet="").select_related("gathering")
    over = [one.pk for one in noted if one.gathering.cancelled or is_over(one.gathering, day)]
    return Registration.objects.filter(pk__in=over).update(diet="")


@transaction.atomic
def forget_registrations(*, day, at) -> int:
    """Take away who registered, a year after their gathering. How many came from each city stays, as attendance."""
    rows = Registration.objects.select_related("gathering")
    over = [one.pk for one in rows if is_over(one.gathering, day - KEPT)]
    return Registration.objects.filter(pk__in=over).delete()[0]


@transaction.atomic
def forget_voters(*, day, at) -> int:
    """Take away who voted, a year after the gathering. That somebody did, stays."""
    votes = Vote.objects.exclude(person=None).select_related("idea__gathering")
    over = [one.pk for one in votes if is_over(one.idea.gathering, day - KEPT)]
    return Vote.objects.filter(pk__in=over).update(person=None)


@transaction.atomic
def forget_proposers(*, day, at) -> int:
    """Take away whose ideas they were, a year after the gathering; not of those a measure says that it builds on."""
    ideas = Idea.objects.exclude(who="").select_related("gathering")
    over = [one for one in ideas if is_over(one.gathering, day - KEPT)]
    built_on = set(ideas_taken_up(over).values_list("bases__reference", flat=True))
    return Idea.objects.filter(pk__in=[one.pk for one in over if one.reference not in built_on]).update(who="")


def is_over(gathering: Gathering, day) -> bool:
    """Is the last of its days behind us? One whose time is not known is never over."""
    return bool(gathering.day and gathering.day.latest and gathering.day.latest < day)
