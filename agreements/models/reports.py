"""How it goes with what was promised."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.commitments import Commitment
from common.fields import LooseDateField


class Report(models.Model):
    """How far a commitment had come on a day. The latest up to a day gives the status of that day.

    owner: who answers for it from then on, as stated; "" says nothing of that.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Ikke begynt")
        UNDER_WAY = "under_way", _("Pågår")
        DONE = "done", _("Oppfylt")
        GIVEN_UP = "given_up", _("Ikke lenger aktuelt")

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reports")
    day = LooseDateField()
    status = models.CharField(max_length=10, choices=Status.choices)
    owner = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    CITY_PATH = "commitment__clause__agreement__cities"
    VALUES = ("day", "status", "owner", "words")

    class Meta:
        ordering = ["commitment", "day__earliest", "id"]

    def __str__(self):
        return f"{self.commitment} – {self.get_status_display()}"
