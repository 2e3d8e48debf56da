"""An indicator's rows, as what is drawn is made from (common/readings.py)."""

from common import readings
from common.charts import Figure
from programmes.models import Reading


def figures_of(rows: list[Reading]) -> list[Figure]:
    return readings.figures_of(readings.Read(row.day, row.value, series_of(row)) for row in rows)


def series_of(row: Reading) -> str:
    return readings.series_name(row.city and str(row.city), row.place, row.sector, row.source, row.edition)
