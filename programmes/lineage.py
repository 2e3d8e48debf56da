"""What an element carries on, and where one that was split or joined goes on: the questions asked of `NumberAlias`."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from cities.access import rights_of, visible
from cities.acts import Act
from common.keys import scoped
from common.words import listing
from history.models import Entry
from programmes.models import Element, NumberAlias
from programmes.queries import ALL_ABOVE_LIVE

_HERE = NumberAlias.objects.filter(element=OuterRef("pk")).order_by("pk")
# Asked for along with an element, these are what `history_through` goes through.
ORIGINS = {"origins": ArraySubquery(_HERE.values("origin")), "since": ArraySubquery(_HERE.values("at"))}


def inherited_name(name: UUID, heir: int) -> UUID:
    """The permanent name of a row's copy, told by the row's and by the id of the element that has the copy."""
    return scoped(name, "heir", heir)


def history_through(element: Element, asked: dict | None = None) -> QuerySet[Entry]:
    """All that was done to the element, and to what it carries on until it did. Ask as `history_of`.

    asked: what ORIGINS gave, where it has been asked for already.
    """
    asked = asked or Element.objects.filter(pk=element.pk).order_by().values(**ORIGINS).get()
    done = Q(thing_id=element.pk)
    for origin, since in zip(asked["origins"], asked["since"], strict=True):
        done |= Q(thing_id=origin, at__lte=since)
    return Entry.objects.filter(done, thing="element")


def heirs_of(element: Element) -> QuerySet[Element]:
    """What stands in the outline and carries on an element of the same programme, with its city, in their order."""
    heirs = Element.objects.filter(aliases__origin=element.pk, programme=element.programme_id)
    return heirs.filter(binned_at=None, **ALL_ABOVE_LIVE).select_related("city").order_by("number")


def codes_said(elements: list[Element]) -> str:
    """Elements of several cities in words: T-0101 (Skien) og T-0102 (Porsgrunn)."""
    return listing([f"{element.code} ({element.city})" if element.city else element.code for element in elements])


def went_on(element: Element, heirs: list[Element]) -> str:
    """Says what carries the element on, in a sentence."""
    split = any(heir.city_id for heir in heirs)
    words = _("%(code)s er delt i %(heirs)s.") if split else _("%(code)s er slått sammen med andre i %(heirs)s.")
    return words % {"code": element.code, "heirs": codes_said(heirs)}


def led_to(programme, number: int, person) -> Element | None:
    """Where a permanent number of the programme leads: to what stands there, or to what carries it on.

    Of several heirs, the one of a city the person plans in. Where none is, what was split is shown itself, and tells.
    What has left the programme is found where it is, if the person may read it.
    """
    named = Element.objects.filter(programme=programme, number=number).first()
    if named and named.binned_at is None:
        return named
    heirs = Element.objects.filter(aliases__number=number, programme=programme)
    heirs = list(heirs.filter(binned_at=None, **ALL_ABOVE_LIVE).order_by("number"))
    mine = rights_of(person).cities(Act.EDIT_PROGRAMME)
    own = next((heir for heir in heirs if heir.city_id in mine), None)
    if own or len(heirs) == 1:
        return own or heirs[0]
    if named or heirs:
        return named or heirs[0]
    elsewhere = visible(person, Act.READ_PROGRAMME, Element).filter(Q(number=number) | Q(aliases__number=number))
    return elsewhere.order_by("pk").first()
