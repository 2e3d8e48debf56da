"""Stored files. The bytes lie under FILES_ROOT by their hash; the row says what they are."""

from pathlib import Path

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """One content, stored once however often it is used. Who may fetch it is for the room that points here to say."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    def __str__(self):
        return self.sha256[:12]

    @property
    def path(self) -> Path:
        return Path(settings.FILES_ROOT) / self.sha256[:2] / self.sha256
