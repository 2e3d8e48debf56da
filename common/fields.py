"""Model fields for values that are more than their words: stored as one JSON column, so SQL can ask for their parts.

`field__earliest`, `field__latest` and `field__value` work in filters and order_by.
"""

from decimal import Decimal

from django.db import models

from common.dates import LooseDate
from common.numbers import StatedNumber


class ValueField(models.JSONField):
    value_class = None

    def from_db_value(self, value, expression, connection):
        data = super().from_db_value(value, expression, connection)
        return self.value_class.from_json(data) if isinstance(data, dict) else data

    def to_python(self, value):
        return self.value_class.from_json(value) if isinstance(value, dict) else value

    def get_prep_value(self, value):
        # A missing part must be no key at all: SQL finds the JSON null smaller than any day and any number.
        parts = value.as_json() if isinstance(value, self.value_class) else value
        return {k: v for k, v in parts.items() if v is not None} if isinstance(parts, dict) else parts

    def get_db_prep_value(self, value, connection, prepared=False):
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


class LooseDateField(ValueField):
    """A LooseDate or None."""

    value_class = LooseDate


class StatedNumberField(ValueField):
    """A StatedNumber or None. Its numbers lie as JSON numbers in the column, so that SQL puts 9 before 10."""

    value_class = StatedNumber

    def get_prep_value(self, value):
        data = super().get_prep_value(value)
        if isinstance(data, dict):
            data |= {part: _json_number(data[part]) for part in ("value", "high") if part in data}
        return data


def _json_number(number):
    # 15 digits, the most a stated number has, go through a float unharmed.
    number = Decimal(str(number))
    return int(number) if number == number.to_integral_value() else float(number)
