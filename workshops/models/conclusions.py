"""What a gathering came to, and what somebody is to do about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from workshops.models.gatherings import Gathering


class Conclusion(models.Model):
    """A conclusion, in the order people wrote them. With an owner or a day it is something to follow up.

    owner: a person we know; owner_words: whoever else it is, as stated. due_on: by when. done_on: the day it was done.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="conclusions")
    text = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    owner_words = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["gathering", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_conclusion_has_one_owner", condition=Q(owner__isnull=True) | Q(owner_words="")
            ),
        ]

    def __str__(self):
        return self.text[:200]

    @property
    def is_follow_up(self) -> bool:
        return bool(self.owner_id or self.owner_words or self.due_on)
