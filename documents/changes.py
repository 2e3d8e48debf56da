"""What is new in a version since another one, as a city's reader gets them."""

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cities.access import visible
from cities.acts import Act
from cities.models import City
from documents.comparison import compare
from documents.editions import edition, shared
from documents.models import Opening, Version

KEPT = 90 * 24 * 3600
"""Seconds a comparison is kept. It can always be made anew, since versions never change."""


def earlier_versions(version: Version, person) -> list[Version]:
    """The document's other versions that the person may read, the newest first, without the text.

    opened_at on each: when the person opened it last, or None.
    """
    found = visible(person, Act.READ_VERSION, Version).filter(document=version.document_id).exclude(pk=version.pk)
    versions = list(found.select_related("city").defer("content").order_by("-number"))
    opened = dict(Opening.objects.filter(person=person, version__in=versions).values_list("version", "opened_at"))
    for each in versions:
        each.opened_at = opened.get(each.pk)
    return versions


def opened_before(version: Version, person) -> Opening | None:
    """The version of the document that the person opened last, this one apart, if it may still be read."""
    readable = visible(person, Act.READ_VERSION, Version).filter(document=version.document_id).exclude(pk=version.pk)
    openings = Opening.objects.filter(person=person, version__in=readable.values("pk"))
    return openings.select_related("version__city").defer("version__content").first()


def changes_drawn(before: Version, after: Version, city: City) -> str:
    """The page's part with the differences word by word, "" where there are none. Made once, then kept."""
    key = f"changes-{before.pk}-{after.pk}-{city.pk}-{get_language()}"
    drawn = cache.get(key)
    if drawn is None:
        comparison = compare(*sides(before, after, city))
        drawn = render_to_string("components/comparison.html", {"comparison": comparison}) if comparison else ""
        cache.set(key, drawn, KEPT)
    return drawn


def sides(before: Version, after: Version, city: City) -> list[dict]:
    """Both contents as the city's reader gets them: shared and own. Where one lacks the city: what is shared."""
    contents = [before.data, after.data]
    whole = all(version.city_id in (None, city.pk) for version in (before, after))
    ours = whole and all(city.slug in [one["slug"] for one in content["cities"]] for content in contents)
    return [edition(content, city.slug) if ours else shared(content) for content in contents]
