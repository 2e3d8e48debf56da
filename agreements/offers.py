"""What a measure that wants contributions would have to be promised: the first proposals of its clause. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.models import Commitment
from common.dates import LooseDate
from common.numbers import StatedNumber
from programmes.models import Element, Measure

Column, Helper = Commitment.Column, Measure.Helper

COLUMN_OF = {
    Helper.STATE: Column.STATE,
    Helper.COUNTY: Column.REGION,
    Helper.REGION: Column.REGION,
    Helper.BUSINESS: Column.BUSINESS,
    Helper.OTHER: Column.OTHERS,
}


@dataclass(frozen=True)
class Offer:
    """cities: the ids of those who are bound, where they are known."""

    side: Column
    text: str
    due: LooseDate | None = None
    amount: StatedNumber | None = None
    currency: str = ""
    cities: tuple[int, ...] = ()


def offers_of(element: Element) -> list[Offer]:
    """The cities carry it out; whoever must contribute does what the measure says of that.

    An amount is taken over where the measure states just one: nothing is added up.
    """
    measure, title = element.measure, element.measure.adopted_title or element.title
    cities = [element.city] if element.city else element.programme.document.cities.all()
    lines = list(element.moneyline_rows.all())
    money = {"amount": lines[0].amount, "currency": lines[0].currency} if len(lines) == 1 else {}
    carried = Offer(
        Column.CITIES, _("Gjennomføre «%(title)s».") % {"title": title}, measure.period,
        cities=tuple(city.pk for city in cities), **money,
    )  # fmt: skip
    asked = measure.needs or _("Bidra til «%(title)s».") % {"title": title}
    columns = dict.fromkeys(COLUMN_OF[Helper(helper)] for helper in measure.needs_from)
    return [carried, *(Offer(column, asked, measure.period) for column in columns or (Column.OTHERS,))]
