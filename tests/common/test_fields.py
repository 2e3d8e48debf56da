from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from common.dates import LooseDate
from common.fields import LooseDateField, StatedNumberField
from common.numbers import StatedNumber

YEAR_2009 = LooseDate("2009", "2009", date(2009, 1, 1), date(2009, 12, 31))
SOME_DAY = LooseDate("XXXX", "årlig", None, None)


@pytest.fixture
def rows(db):
    with isolate_apps("common"):

        class Row(models.Model):  # noqa: DJ008 - lives for one test
            amount = StatedNumberField(null=True)
            day = LooseDateField(null=True)

            class Meta:
                app_label = "common"

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    return Row.objects


@pytest.mark.parametrize(
    "amount", [None, StatedNumber(None, "ikke oppgitt", "not_stated"), StatedNumber(Decimal("323.4"), "323,4")]
)
@pytest.mark.parametrize("day", [None, YEAR_2009, SOME_DAY])
def test_values_come_back_as_they_were_stored(rows, amount, day):
    rows.create(amount=amount, day=day)

    row = rows.get()

    assert (row.amount, row.day) == (amount, day)


def test_largest_number_comes_back_exactly(rows):
    number = StatedNumber(Decimal("-1234567890.12345"), "x", "range", Decimal(999_999_999_999_999))
    rows.create(amount=number)

    assert rows.get().amount == number


def test_sql_orders_by_the_value_and_not_by_its_letters(rows):
    for words in ["10", "9", "1,5 mill.", "−33"]:
        rows.create(amount=StatedNumber.read(words))

    assert [row.amount.words for row in rows.order_by("amount__value")] == ["−33", "9", "10", "1,5 mill."]
    assert [row.amount.words for row in rows.filter(amount__value__gte=10).order_by("id")] == ["10", "1,5 mill."]


def test_sql_asks_for_the_days(rows):
    rows.create(day=YEAR_2009)
    rows.create(day=SOME_DAY)

    assert [row.day for row in rows.filter(day__latest__lt="2010-01-01")] == [YEAR_2009]
    assert list(rows.order_by("id").values_list("day__earliest", flat=True)) == ["2009-01-01", None]
