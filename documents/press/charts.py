"""An element's indicators as they are drawn on paper: from frozen rows, by the same drawing as on the page."""

from common.charts import chart_of
from common.dates import LooseDate
from common.numbers import StatedNumber
from common.readings import Aim, Read, figures_of, levels_of, series_name
from documents.press.typesetting import typeset


def charts_of(tables: list[dict], cities: dict[str, str]) -> list[dict]:
    """Shape: [{name, title, unit, chart}], of the indicators that have a reading to draw. cities: names by slug."""
    rows = {table["name"]: table["rows"] for table in tables}
    indicators, aims = rows.get("indicator", []), [aim(row["value"]) for row in rows.get("target", [])]
    found = []
    for one in indicators:
        name, unit = one["value"]["name"], one["value"]["unit"] or ""
        figures = figures_of(read(row, cities) for row in rows.get("reading", []) if is_of(row, one))
        levels = levels_of(aims, figures, unit, alone=len(indicators) == 1)
        if chart := chart_of(figures, levels, unit):
            found.append({"name": name, "title": typeset(name), "unit": typeset(chart.unit), "chart": chart})
    return found


def is_of(row: dict, indicator: dict) -> bool:
    """Rows of format 1 have no name of their own; they know their indicator by its title."""
    named = row["value"]["indicator"]
    if indicator["uuid"] is None:
        return named["title"] == indicator["value"]["name"]
    return named["uuid"] == indicator["uuid"]


def read(row: dict, cities: dict[str, str]) -> Read:
    value = row["value"]
    series = series_name(cities.get(row["city"]), *(value[part] for part in ("place", "sector", "source", "edition")))
    return Read(LooseDate.from_json(value["day"]), StatedNumber.from_json(value["value"]), series)


def aim(value: dict) -> Aim:
    told = {name: value[name] for name in ("relative", "base_year", "target_year")}
    return Aim(amount=StatedNumber.from_json(value["amount"]), unit=value["unit"] or "", **told)
