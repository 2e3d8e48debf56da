"""What the clock keeps of how all cities stand, where they are too many to work it out for every page.

Nothing is known from here alone: all of it is told from facts, and can be thrown away at any time.
"""

from django.db import models
from django.db.models import Q

from cities.models import City


class Summary(models.Model):
    """Where one city stands among all.

    place: sorts the most delayed first, twins beside one another. late: days, by its most delayed milestone. circle:
    the same number for all cities that share a programme with it; none where it has no twin.
    """

    city = models.OneToOneField(City, models.CASCADE, primary_key=True, related_name="+")
    place = models.TextField(db_collation="C")
    late = models.PositiveIntegerField()
    circle = models.BigIntegerField(null=True)

    CITY_PATH = "city"
    VALUES = ("place", "late", "circle")

    class Meta:
        ordering = ["place"]
        indexes = [
            models.Index(fields=["place"], name="cities_by_place"),
            models.Index(fields=["place"], name="late_cities_by_place", condition=Q(late__gt=0)),
        ]

    def __str__(self):
        return f"{self.city}: {self.late}"


class Headline(models.Model):
    """What the summaries come to, for all cities. There is one, or none where the cities are few.

    day: the day they stood so. at: the moment before which everything that was recorded is in it. done: by milestone
    (its number as a word), how many cities have reached it.
    """

    day = models.DateField()
    at = models.DateTimeField()
    cities = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    done = models.JSONField()

    def __str__(self):
        return f"{self.day}: {self.late}/{self.cities}"
