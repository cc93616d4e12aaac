"""``doctor`` finds kept copies that are gone or are no longer what they were."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors.fetching import Fetched
from collectors.recording.evidence import NewCopy, name_copies
from collectors.recording.kept_files import keep_copy
from metrics.facts import CheckOutcome
from mingcha.evidence_check import check_evidence
from store import Database

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


@pytest.fixture
def files(database: Database, tmp_path: Path) -> list[Path]:
    kept = []
    for words in (b"one", b"two"):
        fetched = Fetched(CheckOutcome.OK, "http://a.invalid/", "http://a.invalid/", 200, {}, words)
        digest, file = keep_copy(tmp_path, fetched, NOW)
        with database.write() as session:
            name_copies(session, [NewCopy(digest, file, fetched, NOW)])
        kept.append(tmp_path / file)
    return kept


def _check(database: Database, folder: Path) -> tuple[bool, str]:
    with database.read() as session:
        return check_evidence(session, folder)


def test_copies_that_are_what_they_were_are_in_order(database: Database, files: list[Path], tmp_path: Path) -> None:
    assert _check(database, tmp_path) == (True, "共 2 份，已读 2 份，指纹相符")


def test_a_copy_that_is_gone_is_found(database: Database, files: list[Path], tmp_path: Path) -> None:
    files[0].unlink()
    ok, found = _check(database, tmp_path)
    assert not ok
    assert f"缺失 1 份（如 {files[0].name[:16]}）" in found


def test_a_copy_with_other_content_is_found(database: Database, files: list[Path], tmp_path: Path) -> None:
    files[0].write_bytes(files[1].read_bytes())
    ok, found = _check(database, tmp_path)
    assert not ok
    assert f"内容与指纹不符 1 份（如 {files[0].name[:16]}）" in found


def test_a_damaged_copy_is_found(database: Database, files: list[Path], tmp_path: Path) -> None:
    files[1].write_bytes(files[1].read_bytes()[:100])
    assert not _check(database, tmp_path)[0]


def test_without_any_copy_nothing_is_wrong(database: Database, tmp_path: Path) -> None:
    assert _check(database, tmp_path) == (True, "没有留存页面")
