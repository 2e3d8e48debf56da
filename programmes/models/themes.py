from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cities.models import City


class Theme(models.Model):
    """A field of work with a stable code: the network's (no city) or one city's own."""

    code = models.SlugField(max_length=8)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    variants = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    city = models.ForeignKey(City, models.CASCADE, null=True, blank=True, related_name="themes")
    leader = models.CharField(max_length=200, blank=True)
    coordinator = models.CharField(max_length=200, blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)

    CITY_PATH = "city"

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(city__isnull=True), name="a_network_theme_has_its_code"
            ),
            models.UniqueConstraint(fields=["city", "code"], name="a_city_theme_has_its_code"),
        ]

    def __str__(self):
        return self.name


class Area(models.Model):
    """An area of cooperation: a stable identity under numbers and titles that were reused over the years."""

    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="areas")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return ", ".join(str(label) for label in self.labels.all())


class AreaLabel(models.Model):
    """The number and title an area had from a day on."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="labels")
    number = models.CharField(max_length=8)
    title = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["area", "since"]

    def __str__(self):
        return f"{self.number} {self.title}".strip()
