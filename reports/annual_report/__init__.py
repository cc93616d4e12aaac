"""The statutory annual report as a file: written in the form of its year (XLSX, DOCX, JSON), and read for its audit."""

from reports.annual_report.export import ReportSummary, UnknownScope, count_report, export_annual_report
from reports.annual_report.reading import NamedReport, ReportFileError, read_report, read_reports
from reports.annual_report.writing import FORMATS, write_report

__all__ = [
    "FORMATS",
    "NamedReport",
    "ReportFileError",
    "ReportSummary",
    "UnknownScope",
    "count_report",
    "export_annual_report",
    "read_report",
    "read_reports",
    "write_report",
]
