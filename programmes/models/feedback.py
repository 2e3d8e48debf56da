"""What a party writes about a version shared with it, until it is sent; then it is a paper, and nothing stays here."""

from django.db import models

from common.fields import LooseDateField
from documents.models import Sharing
from files.models import StoredFile


class Feedback(models.Model):
    """A letter in the making, for the party's contacts alone: not even the cities or the secretariat know of it.

    reference: the party's own number of the case. day: that of the letter; none for the day it is sent.
    uuid: the paper that it becomes has the same, so its address goes on leading there.
    """

    sharing = models.ForeignKey(Sharing, models.PROTECT, related_name="feedback")
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    day = LooseDateField(null=True, blank=True)
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()
    uuid = models.UUIDField(unique=True, editable=False)

    PARTY_PATH = "sharing__party"

    class Meta:
        ordering = ["sharing", "id"]

    def __str__(self):
        return self.title


class FeedbackPoint(models.Model):
    """One thing a letter in the making asks for. code, about: the element it is about as the version has it, if any."""

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="points")
    code = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=220, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    uuid = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["feedback", "id"]

    def __str__(self):
        return self.title
