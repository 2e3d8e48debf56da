from django.conf import settings
from django.db import models


class Visit(models.Model):
    """When a person last looked at what has changed, and the time before that: so long ago was "last time"."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    last_at = models.DateTimeField()
    earlier_at = models.DateTimeField()

    def __str__(self):
        return f"{self.person} {self.last_at}"
