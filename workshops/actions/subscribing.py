"""Acts on a person's private calendar feed."""

from django.db import transaction

from cities.models import User
from workshops.models import CalendarKey
from workshops.models.registering import new_secret


@transaction.atomic
def renew_calendar_key(*, by, at) -> CalendarKey:
    """Give the person a feed, or the feed another address; the old one is dead."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return CalendarKey.objects.update_or_create(person=by, defaults={"token": new_secret()})[0]


def revoke_calendar_key(*, by, at) -> None:
    """Take the feed away. Done again, it changes nothing."""
    CalendarKey.objects.filter(person=by).delete()
