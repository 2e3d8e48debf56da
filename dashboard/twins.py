"""Which cities share a programme. What all of the network shares makes nobody twins."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cities.models import City
from documents.models import DocumentCity


def twins_of(cities: Iterable[City]) -> dict[int, set[int]]:
    """By city, those of the cities it shares a programme with, itself among them. One statement."""
    beside = DocumentCity.objects.filter(document=OuterRef("document")).order_by().values("document")
    everybody = City.objects.order_by().values(n=Count("*"))[:1]
    rows = DocumentCity.objects.filter(city__in=[city.pk for city in cities], document__programme__isnull=False)
    rows = rows.annotate(
        among=Subquery(beside.annotate(n=Count("*")).values("n")), all=Coalesce(Subquery(everybody), 0)
    )
    circles = defaultdict(set)
    for document, city, among, everyone in rows.order_by().values_list("document", "city", "among", "all"):
        if 1 < among < max(everyone, 3):
            circles[document].add(city)
    return joined(circles.values())


def joined(circles: Iterable[set[int]]) -> dict[int, set[int]]:
    """Circles that have a member in common are one."""
    of: dict[int, set[int]] = {}
    for circle in circles:
        whole = set(circle).union(*(of.get(city, ()) for city in circle))
        of.update(dict.fromkeys(whole, whole))
    return {city: circle for city, circle in of.items() if len(circle) > 1}
