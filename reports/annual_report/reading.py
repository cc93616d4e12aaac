"""Reports from a file: JSON, XLSX, XLS, DOCX or HTML, by its name; one file may hold those of several agencies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from metrics.annual_report import AnnualReport, Place, Value
from metrics.annual_report.report import REQUESTS
from reports.annual_report.dividing import Part, divide
from reports.annual_report.errors import ReportFileError
from reports.annual_report.finding_tables import find_tables
from reports.annual_report.grids import Block, docx_blocks, xls_blocks, xlsx_blocks
from reports.annual_report.json_file import read_json
from reports.annual_report.web_tables import html_blocks
from rulebook import ReportForm, Rulebook

__all__ = ["NamedReport", "ReportFileError", "read_report", "read_reports"]


@dataclass(frozen=True)
class NamedReport:
    """A report and what the file calls it; no name where the file gives none."""

    name: str
    report: AnnualReport


def read_report(path: Path, rulebook: Rulebook) -> AnnualReport:
    """The one report in the file; ``ReportFileError`` in one line where there is none, or several."""
    found = read_reports(path, rulebook)
    if len(found) > 1:
        raise ReportFileError(f"{path.name}: {len(found)} reports in one file, one is wanted")
    return found[0].report


def read_reports(path: Path, rulebook: Rulebook) -> list[NamedReport]:
    """Every report in the file, at least one; ``ReportFileError`` in one line where there is none."""
    kind = path.suffix.lower()
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ReportFileError(f"{path}: cannot be read: {error.strerror}") from error
    if kind == ".json":
        return [NamedReport(name, report) for name, report in read_json(body, path.name, rulebook)]
    text = ""
    if kind in (".xlsx", ".xlsm"):
        blocks = xlsx_blocks(body, path.name)
    elif kind == ".xls":
        blocks = xls_blocks(body, path.name)
    elif kind == ".docx":
        blocks, text = docx_blocks(body, path.name)
    elif kind in (".html", ".htm"):
        blocks, text = html_blocks(body, path.name)
    else:
        raise ReportFileError(f"{path.name}: an annual report is read from .json, .xlsx, .xls, .docx or .html")
    return _of_blocks(blocks, text, path.name, rulebook)


def _of_blocks(blocks: list[Block], text: str, file: str, rulebook: Rulebook) -> list[NamedReport]:
    forms = sorted(rulebook.report_forms.values(), key=lambda form: -form.first_year)
    parts = max((divide(blocks, form) for form in forms), key=len) or [Part(rows=[r for b in blocks for r in b.rows])]
    found = [_of_part(part, forms) for part in parts]
    known = [(part, *one) for part, one in zip(parts, found, strict=True) if one is not None]
    if not known:
        raise ReportFileError(f"{file}: none of the tables of an annual report is in it (a picture of a table is none)")
    alone = len(known) == 1  # the words of a file with several reports are nobody's alone
    return [
        NamedReport(part.name, AnnualReport(form=form.code, cells=cells, text=text if alone else ""))
        for part, form, cells in known
    ]


def _of_part(part: Part, forms: list[ReportForm]) -> tuple[ReportForm, dict[Place, Value]] | None:
    """The form that most rows of Table 3 fit, and the cells."""
    found = [(form, find_tables(part.rows, form)) for form in forms]
    best = max(found, key=lambda one: (_rows_of_requests(one[1]), len(one[1])))
    return best if best[1] else None


def _rows_of_requests(cells: dict[Place, Value]) -> int:
    return len({place.row for place in cells if place.table == REQUESTS})
