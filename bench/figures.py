"""The one list of figures and their budgets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench import cities, deals, downloads, grids, ideas, load, paper, permissions, prints, programmes, start


@dataclass(frozen=True)
class Figure:
    """measure: gives the value, in the unit. budget: the most it may be – or the least, with `at_least`."""

    name: str
    measure: Callable[[], float]
    unit: str
    budget: float
    at_least: bool = False

    def met(self, value: float) -> bool:
        return value >= self.budget if self.at_least else value <= self.budget

    def line(self, value: float) -> str:
        """programme 500 sql: 12 statements (≤ 15)"""
        sign = "≥" if self.at_least else "≤"
        return f"{self.name}: {written(value)} {self.unit} ({sign} {written(self.budget)})"


def written(value: float) -> str:
    """Whole numbers whole, others with three figures: 57312, 96, 1.23."""
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.3g}"


FIGURES = [
    Figure("migrate", start.migrate, "s", 30),
    Figure("start warm", start.warm, "s", 15),
    Figure("programme 535 sql", programmes.page_statements, "statements", 15),
    Figure("programme 535 cpu", programmes.page_cpu, "ms", 150),
    Figure("history sql", programmes.history_statements, "statements", 5),
    Figure("save field sql", programmes.save_statements, "statements", 25),
    Figure("save p95 25 writers", load.save_p95, "ms", 300),
    Figure("freeze 535 sql", programmes.freeze_statements, "statements", 20),
    Figure("freeze 535 and lay it forward sql", programmes.laying_statements, "statements", 28),
    Figure("freeze 535 time", programmes.freeze_seconds, "s", 1),
    Figure("frozen version sql", paper.version_statements, "statements", 5),
    Figure("politician page sql", paper.politician_statements, "statements", 8),
    Figure("compare 535", paper.compare_seconds, "s", 2),
    Figure("grid sql", grids.grid_statements, "statements", 8),
    Figure("grid cpu", grids.grid_cpu, "ms", 150),
    Figure("agreement 200 sql", deals.page_statements, "statements", 12),
    Figure("agreement 200 cpu", deals.page_cpu, "ms", 150),
    Figure("agreement drift sql", deals.drift_statements, "statements", 1),
    Figure("matrix sql 13 cities", partial(cities.matrix_statements, 13), "statements", 10),
    Figure("matrix sql 357 cities", partial(cities.matrix_statements, 357), "statements", 10),
    Figure("matrix sql 12000 cities", partial(cities.matrix_statements, 12_000), "statements", 10),
    Figure("matrix cpu 13 cities", partial(cities.matrix_cpu, 13), "ms", 50),
    Figure("matrix cpu 357 cities", partial(cities.matrix_cpu, 357), "ms", 150),
    Figure("matrix cpu 12000 cities", partial(cities.matrix_cpu, 12_000), "ms", 300),
    Figure("summaries cpu 12000 cities", partial(cities.summaries_cpu, 12_000), "s", 30),
    Figure("ideas p95 200 phones", ideas.p95, "ms", 1_000),
    Figure("500 downloads", downloads.seconds, "s", 60),
    Figure("politician page bytes", paper.politician_bytes, "bytes", 60_000),
    Figure("permission statements 1 role", permissions.one_role, "statements", 3),
    Figure("permission statements 13 cities", partial(permissions.secretariat, 13), "statements", 3),
    Figure("permission statements 357 cities", partial(permissions.secretariat, 357), "statements", 3),
    Figure("permission statements 12000 cities", partial(permissions.secretariat, 12_000), "statements", 3),
    Figure("render 100 pages", paper.render_ratio, "× WeasyPrint alone", 1.5),
    Figure("first print ratio", prints.first_ratio, "× one piece", 0.45),
    Figure("first print to our one piece", prints.first_to_ours, "× our own one piece", 0.6),
    Figure("reprint one edit ratio", prints.edit_ratio, "× one piece", 0.05),
    Figure("reprint one edit to our one piece", prints.edit_to_ours, "× our own one piece", 0.075),
    Figure("reprint unchanged ratio", prints.same_ratio, "× one piece", 0.03),
    Figure("reprint to chromium", prints.to_chromium, "× Chromium", 0.3),
    Figure("reprint to typst", prints.to_typst, "× typst", 0.6),
    Figure("preview 100 pages", prints.preview_seconds, "s", 2),
    Figure("print ms per page growth", prints.growth, "× that of 25 pages", 1.1),
    Figure("print peak memory", prints.peak_memory, "MB", 400),
]
