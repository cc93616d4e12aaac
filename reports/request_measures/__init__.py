"""Measures of requests by agency, league or region, from the store."""

from reports.request_measures.lines import ALONE, Grouping, MeasureLine, MeasureReport, measure_requests

__all__ = ["ALONE", "Grouping", "MeasureLine", "MeasureReport", "measure_requests"]
