"""Writes the file."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypedDict

import xlsxwriter
from sqlalchemy.orm import Session

from reports.assessment import deductions, notes, results
from reports.assessment.lines import agency_lines
from reports.assessment.workbook import Formats, write_table
from rulebook import Rulebook
from store import Database
from store.models import Region


class UnknownRegion(ValueError):
    """No region has this code."""


class AssessmentSummary(TypedDict):
    """What the file holds: agencies, how many of them have a score or no data, and lines of deductions."""

    agencies: int
    scored: int
    without_data: int
    deductions: int


def export_assessment(
    database: Database, rulebook: Rulebook, year: int, as_of: date, path: Path, scope_region: str | None = None
) -> AssessmentSummary:
    """Write the assessment of ``year`` as known on ``as_of`` to ``path`` (.xlsx), which appears whole or not at all.

    ``scope_region``: code of the region to stay within; ``UnknownRegion`` when there is none such.
    """
    with database.read() as session:
        region = _region(session, scope_region)
        lines = agency_lines(session, rulebook, year, as_of, region.path if region else None)
        rows = deductions.deduction_rows(session, rulebook, lines)
    scope = f"{region.name}及其所属" if region else "全部"
    title = f"{year}年度政务公开考核"
    known = f"（截至 {as_of.isoformat()}，{scope}）"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    workbook = xlsxwriter.Workbook(str(unfinished))
    workbook.set_properties({"title": title, "created": datetime.combine(as_of, time.min, UTC).replace(tzinfo=None)})
    formats = Formats(workbook)
    sheets = (
        ("考核结果", f"{title}结果{known}", results.HEADINGS, results.result_rows(lines)),
        ("扣分明细", f"{title}扣分明细{known}", deductions.HEADINGS, rows),
        ("说明", f"{title}说明", notes.HEADINGS, notes.note_rows(rulebook, year, as_of, scope)),
    )
    for name, sheet_title, headings, content in sheets:
        write_table(workbook.add_worksheet(name), formats, sheet_title, headings, content)
    workbook.close()
    unfinished.replace(path)
    scored = sum(line.result.score is not None for line in lines)
    return AssessmentSummary(agencies=len(lines), scored=scored, without_data=len(lines) - scored, deductions=len(rows))


def _region(session: Session, code: str | None) -> Region | None:
    if code is None:
        return None
    region = session.get(Region, code)
    if region is None:
        raise UnknownRegion(f"没有代码为 {code} 的地区")
    return region
