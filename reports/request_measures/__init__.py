"""Measures of requests by agency, league or region, from the store."""

from reports.request_measures.export import export_measures
from reports.request_measures.gathering import AgencyTally, agency_tallies
from reports.request_measures.lines import (
    ALONE,
    Grouping,
    MeasureLine,
    MeasureReport,
    UnknownRegion,
    measure_agencies,
    measure_requests,
)
from reports.request_measures.rows import MeasuredRequest, RequestsBehind, measured_requests, requests_behind

__all__ = [
    "ALONE",
    "AgencyTally",
    "Grouping",
    "MeasureLine",
    "MeasureReport",
    "MeasuredRequest",
    "RequestsBehind",
    "UnknownRegion",
    "agency_tallies",
    "export_measures",
    "measure_agencies",
    "measure_requests",
    "measured_requests",
    "requests_behind",
]
