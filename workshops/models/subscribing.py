"""The secret by which a calendar program reads what a person may."""

from django.conf import settings
from django.db import models

from workshops.models.registering import new_secret


class CalendarKey(models.Model):
    """A person's private feed. A new key makes the old address dead for good."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=43, unique=True, default=new_secret)

    def __str__(self):
        return str(self.person)
