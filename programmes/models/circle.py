"""Cities that are asked to join a programme."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from cities.models import City
from programmes.models.outline import Programme


class CityInvitation(models.Model):
    """The cities of a programme ask one more to join them. Nothing of the draft goes with it but the title.

    city: who is asked. words: what they are told. keep_own: what is common on the day of the answer stays the own of
    the one city that has written it, instead of being shared with the newcomer.
    answer: empty while it waits; then `answered_by` has accepted, declined, or withdrawn it.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="invitations")
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    keep_own = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    CITY_PATH = "city"

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "city"], condition=Q(answer=""), name="a_city_is_asked_once_at_a_time"
            ),
            models.CheckConstraint(
                name="an_answer_is_given_by_somebody_at_a_moment",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.programme} → {self.city}"
