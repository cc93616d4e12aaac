"""The statutory annual report (政府信息公开工作年度报告): its audit, and its tables from the log of requests. Pure."""

from metrics.annual_report.audit import Audit, audit
from metrics.annual_report.check import Check, NotChecked
from metrics.annual_report.remedies import remedies_table
from metrics.annual_report.report import AnnualReport, Place, Value, places_of
from metrics.annual_report.requests import RequestTable, requests_table
from metrics.annual_report.values import read_value

__all__ = [
    "AnnualReport",
    "Audit",
    "Check",
    "NotChecked",
    "Place",
    "RequestTable",
    "Value",
    "audit",
    "places_of",
    "read_value",
    "remedies_table",
    "requests_table",
]
