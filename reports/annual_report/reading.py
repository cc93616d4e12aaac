"""A report from a file: JSON, XLSX or DOCX, by its name."""

from __future__ import annotations

from pathlib import Path

from metrics.annual_report import AnnualReport
from metrics.annual_report.report import REQUESTS
from reports.annual_report.errors import ReportFileError
from reports.annual_report.finding_tables import find_tables
from reports.annual_report.grids import docx_rows, xlsx_rows
from reports.annual_report.json_file import read_json
from rulebook import Rulebook

__all__ = ["ReportFileError", "read_report"]


def read_report(path: Path, rulebook: Rulebook) -> AnnualReport:
    """The report in the file; ``ReportFileError`` in one line where there is none."""
    kind = path.suffix.lower()
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ReportFileError(f"{path}: cannot be read: {error.strerror}") from error
    if kind == ".json":
        return read_json(body, path.name, rulebook)
    if kind == ".xlsx":
        rows, text = xlsx_rows(body, path.name), ""
    elif kind == ".docx":
        rows, text = docx_rows(body, path.name)
    else:
        raise ReportFileError(f"{path.name}: an annual report is read from .json, .xlsx or .docx")
    forms = sorted(rulebook.report_forms.values(), key=lambda form: -form.first_year)
    found = {form.code: find_tables(rows, form) for form in forms}
    best = max(found, key=lambda code: len({place.row for place in found[code] if place.table == REQUESTS}))
    if not found[best]:
        raise ReportFileError(f"{path.name}: none of the tables of an annual report is in it")
    return AnnualReport(form=best, cells=found[best], text=text)
