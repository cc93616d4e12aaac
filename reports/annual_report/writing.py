"""A report into a file, which appears whole or not at all; its name decides the kind."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from metrics.annual_report import AnnualReport
from reports.annual_report.docx_file import write_docx
from reports.annual_report.json_file import write_json
from reports.annual_report.printed_table import printed_tables
from reports.annual_report.xlsx_file import write_xlsx
from rulebook import Rulebook

FORMATS = (".xlsx", ".docx", ".json")


def write_report(
    path: Path, report: AnnualReport, rulebook: Rulebook, title: str, notes: Sequence[tuple[str, str]] = ()
) -> None:
    """Write ``report`` in its form. ``notes``: name and words of what a person should know of the numbers."""
    form = rulebook.report_forms[report.form]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    tables = printed_tables(report, form)
    kind = path.suffix.lower()
    if kind == ".xlsx":
        write_xlsx(unfinished, title, tables, notes)
    elif kind == ".docx":
        write_docx(unfinished, title, tables, notes)
    elif kind == ".json":
        write_json(unfinished, report, form)
    else:
        raise ValueError(f"{path.name}: an annual report is written as {', '.join(FORMATS)}")
    unfinished.replace(path)
