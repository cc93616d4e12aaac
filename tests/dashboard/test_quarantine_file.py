from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from collectors.context import CollectContext
from collectors.importing import import_requests
from collectors.tables.sent_again import NOTES
from store import Database
from store.models import AuditEntry, CollectorRun, QuarantineRow, Request, Source
from tests.collectors.recording.world import LIMITS
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import NOW

Visit = Callable[[str | None], Visitor]
RAW = {
    "申请编号": "=HYPERLINK(1)",
    "承办单位": "呼和浩特市人民政府",
    "收到日期": "2026-02-30",
    "申请内容": "-1 号文件，“全文”",
    "答复日期": "-",
    "": None,
}


def _row(number: int, raw: dict[str, Any], **changes: Any) -> QuarantineRow:
    given = {
        "source_id": 1,
        "run_id": 1,
        "file": "2026.csv",
        "row": number,
        "field": "收到日期",
        "reason": "impossible_date",
        "explanation": "“2026-02-30”不是日历上的一天，请更正",
        "raw": raw,
        "fingerprint": f"{number:064d}",
        "recorded_at": NOW,
    }
    return QuarantineRow(**{**given, **changes})


def _put_aside(database: Database, *raws: dict[str, Any]) -> int:
    """Leave these rows alone in quarantine; return the id of their source."""
    with database.write() as session:
        source = session.scalars(select(Source).where(Source.key == "log:1")).one()
        run = session.scalars(select(CollectorRun.id)).first()
        session.query(QuarantineRow).delete()
        session.add_all(_row(number, raw, source_id=source.id, run_id=run) for number, raw in enumerate(raws, start=7))
        return source.id


def _context(folder: Path) -> CollectContext:
    return CollectContext(folder / "inbox", folder / "evidence", lambda: NOW, LIMITS)


def _read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_a_download_has_headings_and_cells_as_they_came_and_says_where_and_why(visit: Visit, kept: Database) -> None:
    source = _put_aside(kept, {"收到日期": "2026-02-30", "序号": 3.0, "答复日期": "2026-03-01T00:00:00"})
    answer = visit("hohhot").get(f"/sources/{source}/quarantine")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].endswith(".csv")
    assert _read(answer.data) == [
        ["收到日期", "序号", "答复日期", *NOTES],
        ["2026-02-30", "3", "2026-03-01", "2026.csv", "7", "收到日期", "“2026-02-30”不是日历上的一天，请更正"],
    ]


def test_a_mended_download_can_be_sent_again_and_formulas_come_back_as_they_were(
    visit: Visit, kept: Database, tmp_path: Path
) -> None:
    source = _put_aside(kept, RAW)
    rows = _read(visit("hohhot").get(f"/sources/{source}/quarantine").data)
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[1][3] == "'-1 号文件，“全文”"
    assert rows[1][4] == "-"
    rows[1][2] = "2026-02-28"
    file = tmp_path / "改好.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(rows)
    summary = import_requests(kept, file, _context(tmp_path))
    assert (summary.rows, summary.accepted, summary.quarantined) == (1, 1, 0)
    with kept.read() as session:
        request = session.scalars(select(Request).where(Request.number == "=HYPERLINK(1)")).one()
    assert request.description == "-1 号文件,“全文”"  # cells are read in ordinary width
    assert import_requests(kept, file, _context(tmp_path)).accepted == 0


def test_a_download_sent_again_unmended_is_set_aside_once(visit: Visit, kept: Database, tmp_path: Path) -> None:
    source = _put_aside(kept, RAW)
    file = tmp_path / "未改.csv"
    file.write_bytes(visit("hohhot").get(f"/sources/{source}/quarantine").data)
    assert import_requests(kept, file, _context(tmp_path)).quarantined == 1
    with kept.read() as session:
        newest = session.scalars(select(QuarantineRow).order_by(QuarantineRow.id.desc())).first()
    assert newest is not None
    assert not set(NOTES) & set(newest.raw)
    assert newest.raw["申请编号"] == "=HYPERLINK(1)"


def test_files_with_other_headings_come_as_tables_of_their_own(visit: Visit, kept: Database) -> None:
    source = _put_aside(kept, {"收到日期": "x"}, {"收件时间": "y"}, {"收到日期": "z"})
    answer = visit("hohhot").get(f"/sources/{source}/quarantine")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        tables = [_read(archive.read(name)) for name in archive.namelist()]
    assert [[line[0] for line in table] for table in tables] == [["收到日期", "x", "z"], ["收件时间", "y"]]


def test_a_download_is_written_down(visit: Visit, kept: Database) -> None:
    source = _put_aside(kept, {"收到日期": "x"})
    visit("hohhot").get(f"/sources/{source}/quarantine")
    with kept.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.actor, entry.action, entry.subject, entry.detail) == (
        "hohhot",
        "quarantine.download",
        f"source:{source}",
        {"rows": 1},
    )


@pytest.mark.parametrize("username", ["contact", "nobody"])
def test_rows_of_a_source_outside_the_scope_are_a_404(visit: Visit, kept: Database, username: str) -> None:
    source = _put_aside(kept, {"收到日期": "x"})
    assert visit(username).get(f"/sources/{source}/quarantine").status_code == 404
    assert visit("admin").get("/sources/999999/quarantine").status_code == 404


def test_a_source_without_rows_in_quarantine_has_no_file(visit: Visit, kept: Database) -> None:
    assert visit("hohhot").get(f"/sources/{_put_aside(kept)}/quarantine").status_code == 404
