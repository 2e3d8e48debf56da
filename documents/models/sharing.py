"""Versions shared with parties outside the circle, who are asked what they think."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cities.models import Party
from documents.models.versions import Edition


class Sharings(models.QuerySet):
    def for_door(self):
        """With party, edition and version, but not the text."""
        known = self.select_related("party", "edition__city", "edition__version__city", "shared_by")
        return known.defer("edition__version__content")


class Sharing(models.Model):
    """An edition of a version is shared with a party, from a moment until it is withdrawn.

    message: what the lead asks of the party. wanted_by: the day its feedback is wanted by, if there is one.
    uuid: made from the key of the form, so that a form sent twice shares once.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sharings")
    party = models.ForeignKey(Party, models.PROTECT, related_name="sharings")
    message = models.TextField(blank=True)
    wanted_by = models.DateField(null=True, blank=True)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    uuid = models.UUIDField(unique=True, editable=False)

    CITY_PATH = "edition__version__document__cities"
    PARTY_PATH = "party"

    objects = Sharings.as_manager()

    class Meta:
        ordering = ["-shared_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "party"], condition=Q(withdrawn_at__isnull=True), name="an_edition_is_shared_once"
            ),
            models.CheckConstraint(
                name="a_sharing_is_withdrawn_at_and_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.edition} → {self.party}"

    @property
    def version(self):
        return self.edition.version

    @property
    def own_city(self):
        """The one city whose edition it is, or None for what all of them share."""
        return self.edition.city or self.version.city
