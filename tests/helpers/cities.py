"""Many cities at the price of a few statements, for what must cost the same however many there are."""

from cities.access import open_places
from cities.models import City, Party, PartyKind
from documents.models import Document, DocumentCity
from programmes.models import Element, Kind, Programme

AT_ONCE = 2_000


def many_cities(number: int, *, at) -> list[City]:
    """So many new cities, opened, each with an empty programme of its own."""
    before = City.objects.count()
    made = []
    for first in range(before, before + number, AT_ONCE):
        made += _cities(range(first, min(first + AT_ONCE, before + number)), at)
    return made


def _cities(serials, at) -> list[City]:
    names = [f"Storby {n}" for n in serials]
    parties = Party.objects.bulk_create(
        Party(code=f"storby-{n}", kind=PartyKind.MUNICIPALITY, name=f"{name} kommune", short=name)
        for n, name in zip(serials, names, strict=True)
    )
    cities = City.objects.bulk_create(
        City(slug=party.code, name=name, party=party) for party, name in zip(parties, names, strict=True)
    )
    open_places("city", [city.pk for city in cities])
    documents = Document.objects.bulk_create(Document() for _city in cities)
    DocumentCity.objects.bulk_create(
        DocumentCity(document=document, city=city, position=0) for document, city in zip(documents, cities, strict=True)
    )
    programmes = Programme.objects.bulk_create(Programme(document=document, started_at=at) for document in documents)
    Element.objects.bulk_create(
        Element(
            programme=programme, kind=Kind.PROGRAMME, title=f"Program for {name}", number=1_000_000 + n, made_at=at
        )
        for programme, name, n in zip(programmes, names, serials, strict=True)
    )  # fmt: skip
    return cities
