"""What people say to each other about a programme, and what they say about its gaps."""

import uuid

from django.conf import settings
from django.db import models

from cities.models import City
from programmes.models.outline import Element, Programme


class Comment(models.Model):
    """Said about an element, or about words marked in one of its texts; the text itself is never touched.

    field, quotation, prefix: the marked words, and a little of what stood before them, so that they are found again.
    answers: the comment it replies to; only a first comment can be solved.
    """

    element = models.ForeignKey(Element, models.CASCADE, related_name="comments")
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    field = models.CharField(max_length=60, blank=True)
    quotation = models.TextField(blank=True)
    prefix = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    solved_by = models.CharField(max_length=200, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="only_a_first_comment_is_solved",
                condition=models.Q(answers__isnull=True) | models.Q(solved_at__isnull=True),
            ),
        ]

    def __str__(self):
        return self.text


class Mention(models.Model):
    """Somebody is named in a comment, and is told by letter: all that waits for a person goes in one."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="a_comment_names_a_person_once")]

    def __str__(self):
        return str(self.person)


class Waiver(models.Model):
    """A gap somebody has given a reason for; the reason is printed. `gap` names it: "responsible:T-0147".

    city: the one city it is said for; none for all of the programme's.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="waivers")
    gap = models.CharField(max_length=120)
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["gap"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "gap", "city"], name="a_gap_is_waived_once", nulls_distinct=False
            ),
        ]

    def __str__(self):
        return f"{self.gap}: {self.reason}"
