"""Reports: the entries of a programme at a cut-off day, grouped by theme, with money, indicators and goals."""

from programmes.reports.made import report_of

__all__ = ["report_of"]
