"""One version shared with the ministry, so that its contact has something to read and to write about."""

from django.conf import settings
from django.urls import reverse

from cities.models import City, Party
from documents.actions import share_version
from documents.models import Version
from framtid.demo.ours import SHARED_WITH_MINISTRY


def load_sharing(cities: dict[str, City], ministry: Party, *, at) -> None:
    """Shared by whoever froze it, with no message: nobody knows what was asked."""
    version = Version.objects.get(document__cities=cities[SHARED_WITH_MINISTRY])
    edition, by = version.editions.get(city=None), version.frozen_by
    share_version(edition=edition, parties=[ministry], link=address_of_version, by=by, at=at)


def address_of_version(version: Version) -> str:
    return settings.SITE + reverse("version_page", args=[version.pk])
