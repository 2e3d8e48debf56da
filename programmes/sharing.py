"""What a programme's cities share, as the draft stands, and which of them have approved it."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, Max

from cities.models import City
from common.canonical import check_code
from documents.editions import shared, shared_digest
from documents.models import Approval
from documents.queries import approvals_of
from history.queries import history_in
from programmes.models import Programme
from programmes.queries import cities_of


@dataclass(frozen=True)
class Consent:
    """A city's word on the shared part. approval: its latest, none if it has given none. mark: of the draft."""

    city: City
    approval: Approval | None
    mark: str

    @property
    def stands(self) -> bool:
        return bool(self.approval) and self.approval.sha256 == self.mark

    @property
    def again(self) -> bool:
        """Has it approved what is no longer so?"""
        return bool(self.approval) and not self.stands


@dataclass(frozen=True)
class SharedPart:
    """The draft's shared part: as content, and the checksum of what it says."""

    content: dict
    mark: str

    @property
    def check_code(self) -> str:
        return check_code(self.mark)


def shared_part(programme: Programme, day: date) -> SharedPart:
    """The shared part as the draft stands, with the names of the day."""
    # The content tells the reasons for gaps, and so leans on the rules for gaps, one of which asks here.
    from programmes.content import programme_content

    part = shared(programme_content(programme, day))
    return SharedPart(part, shared_digest(part))


def consents(programme: Programme, day: date, mark: str = "") -> list[Consent]:
    """Each city's word on the shared part as the draft stands; none where there is one city, and nobody to ask.

    mark: the draft's checksum where it is known already.
    """
    cities = cities_of(programme)
    if len(cities) < 2:
        return []
    mark, given = mark or shared_mark(programme, day), approvals_of(programme.document)
    return [Consent(city, given.get(city.pk), mark) for city in cities]


def shared_mark(programme: Programme, day: date) -> str:
    """The checksum of the draft's shared part.

    It is remembered for as long as nothing is added to the programme's history, since every change writes there. How
    many lines there are is part of that: one act may become visible after another with a higher number.
    """
    told = history_in("programme", programme.pk).aggregate(newest=Max("pk"), lines=Count("pk"))
    seen = [told["newest"], told["lines"], [city.pk for city in cities_of(programme)]]
    key = f"shared-part-{programme.pk}"
    before, mark = cache.get(key) or (None, "")
    if before != seen:
        mark = shared_part(programme, day).mark
        cache.set(key, (seen, mark))
    return mark
