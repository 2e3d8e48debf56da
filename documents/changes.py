"""What is new in a version since another one, as a city's reader gets them."""

from django.core.cache import cache
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cities.access import readable
from cities.acts import Act
from cities.models import City
from documents.comparison import compare
from documents.editions import edition, shared
from documents.models import Opening, Version

KEPT = 90 * 24 * 3600
"""Seconds a comparison is kept. It can always be made anew, since versions never change."""


def earlier_versions(version: Version, person) -> list[Version]:
    """The document's versions before this one that the person may read, the newest first, without the text.

    opened_at on each: when the person opened it last, or None; always None for somebody without an account.
    """
    versions = list(before(version, person).select_related("city").defer("content").order_by("-number"))
    opened = dict(Opening.objects.filter(person=person.pk, version__in=versions).values_list("version", "opened_at"))
    for each in versions:
        each.opened_at = opened.get(each.pk)
    return versions


def opened_before(version: Version, person) -> Opening | None:
    """The version before this one that the person opened last, if it may still be read."""
    openings = Opening.objects.filter(person=person.pk, version__in=before(version, person).values("pk"))
    return openings.select_related("version__city").defer("version__content").first()


def before(version: Version, person) -> QuerySet[Version]:
    return readable(person, Act.READ_VERSION, Version).filter(document=version.document_id, number__lt=version.number)


def changes_drawn(old: Version, new: Version, city: City) -> str:
    """The page's part with the differences word by word, "" where there are none. Made once, then kept."""
    key = f"changes-{old.pk}-{new.pk}-{city.pk}-{get_language()}"
    drawn = cache.get(key)
    if drawn is None:
        comparison = compare(*sides(old, new, city))
        drawn = render_to_string("components/comparison.html", {"comparison": comparison}) if comparison else ""
        cache.set(key, drawn, KEPT)
    return drawn


def sides(old: Version, new: Version, city: City) -> list[dict]:
    """Both contents as the city's reader gets them: shared and own. Where one lacks the city: what is shared."""
    contents = [old.data, new.data]
    whole = all(version.city_id in (None, city.pk) for version in (old, new))
    ours = whole and all(city.slug in [one["slug"] for one in content["cities"]] for content in contents)
    return [edition(content, city.slug) if ours else shared(content) for content in contents]
