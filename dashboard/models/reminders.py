"""What the secretariat has reminded the cities' people of."""

from django.conf import settings
from django.db import models

from cities.models import City
from dashboard.models.milestones import Milestone
from jobs.models import Job
from post.models import Letter


class Reminding(models.Model):
    """The secretariat writes, once, to whoever answers for the cells it has chosen. Its job writes the letters.

    message: the secretariat's own words, the same in every letter. site: where the links begin. name: of whoever sent
    it, as on the day.
    """

    message = models.TextField(blank=True)
    site = models.CharField(max_length=300)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    uuid = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["at"], name="remindings_of_late")]

    def __str__(self):
        return f"{self.name}, {self.at}"


class Reminder(models.Model):
    """One city's milestone, reminded of in the letter to one of the city's people.

    letter: once it is written; from then on the row never changes. name: the person's, as on the day.
    """

    reminding = models.ForeignKey(Reminding, models.PROTECT, related_name="reminders")
    city = models.ForeignKey(City, models.PROTECT, related_name="reminders")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    name = models.CharField(max_length=200)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")

    CITY_PATH = "city"

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reminding", "city", "milestone", "person"], name="a_letter_tells_of_a_cell_once"
            )
        ]

    def __str__(self):
        return f"{self.name}: {self.city}, {self.milestone}"
