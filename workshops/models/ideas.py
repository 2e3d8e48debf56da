"""Ideas that come up at a gathering, and who stands behind them."""

import uuid

from django.conf import settings
from django.db import models

from programmes.models import Theme
from workshops.models.gatherings import Gathering
from workshops.models.programme import Sitting


class Idea(models.Model):
    """One thought, as somebody caught it.

    sitting: where it came up, if it was said. who: whose thought it is, as stated; taken away a year after the
    gathering, unless it became a measure (workshops.clock). group: the word it was laid under afterwards.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="ideas")
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, blank=True, related_name="ideas")
    title = models.CharField(max_length=200)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=100, blank=True)
    group = models.CharField(max_length=80, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "gathering__host"

    class Meta:
        ordering = ["gathering", "id"]

    def __str__(self):
        return self.title

    @property
    def reference(self) -> str:
        """What other rooms know it by."""
        return f"idea:{self.uuid}"


class Vote(models.Model):
    """A person thinks well of an idea. Who it was is taken away a year after the gathering (workshops.clock)."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")

    CITY_PATH = "idea__gathering__host"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="a_person_votes_once_for_an_idea")]

    def __str__(self):
        return f"{self.person_id} for {self.idea_id}"
