"""Model fields for values that are more than their words: stored as one JSON column, so SQL can ask for their parts.

`field__earliest`, `field__latest` and `field__value` work in filters and order_by.
"""

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
        return value.as_json() if isinstance(value, self.value_class) else value

    def get_db_prep_value(self, value, connection, prepared=False):
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


class LooseDateField(ValueField):
    """A LooseDate or None."""

    value_class = LooseDate


class StatedNumberField(ValueField):
    """A StatedNumber or None."""

    value_class = StatedNumber
