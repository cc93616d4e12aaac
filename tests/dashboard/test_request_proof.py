"""The proof of a request names the file, the sheet and the row that told of each entry."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from collectors.context import CollectContext
from collectors.importing import import_requests
from dashboard.page import Visit
from dashboard.pages.request.layout import layout
from dashboard.services import Services
from store import Database
from store.models import Request
from tests.collectors.recording.world import LIMITS
from tests.collectors.requests.logs import HEADINGS, row
from tests.collectors.tables.forms import as_book
from tests.dashboard.browsing import words
from tests.dashboard.request_world import PROVINCE
from tests.dashboard.small_world import NOW


def test_the_row_of_the_file_is_named(services: Services, kept: Database, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    agency = "呼和浩特市人民政府"
    sheets = {
        "1月": [HEADINGS, row(number="甲-1", agency=agency)],
        "2月": [["某市"], HEADINGS, row(number="甲-2", agency=agency)],
    }
    path.write_bytes(as_book(sheets))
    context = CollectContext(tmp_path / "inbox", tmp_path / "evidence", lambda: NOW, LIMITS)
    assert import_requests(kept, path, context).accepted == 2
    with kept.read() as session:
        request_id = session.scalars(select(Request.id).where(Request.number == "甲-2")).one()
    assert "台账.xlsx［2月］ 第 3 行" in words(layout(Visit(services, PROVINCE, str(request_id))))
