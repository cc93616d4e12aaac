"""Who applied is dropped at the door, or kept as a keyed hash; in the clear it is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from collectors.collecting import collect_sources
from collectors.importing import import_requests
from collectors.tables.personal import Conceal
from store.models import Base, QuarantineRow, Request
from tests.collectors.recording.world import SmallWorld
from tests.collectors.requests.logs import HEADINGS, as_csv, as_json, as_xlsx, row
from tests.collectors.tables.forms import as_html, as_xls

GOOD = {"agency": "甲市财政局"}
SECRETS = ("欧阳某某", "15010019900101123X", "13900001111", "某路 7 号", "ouyang@example.invalid")
WIDE = (*HEADINGS, "申请人（姓名或名称）", "证件号码", "联系电话", "通信地址", "E-mail")
KEY = Conceal(b"a key")
ROWS = [
    [*row(number="1", **GOOD), *SECRETS],
    [*row(number="2", received="2026-02-30", **GOOD), *SECRETS],
    [*row(number="3", agency="没有的局"), *SECRETS],
    [*row(number="1", description="另一内容", **GOOD), *SECRETS],
]


def everything_kept(world: SmallWorld) -> Iterator[str]:
    """Every row of every table, as text."""
    with world.database.read() as session:
        for table in Base.metadata.tables:
            for found in session.execute(text(f"SELECT * FROM {table}")):
                yield repr(tuple(found))


def assert_nobody_is_named(world: SmallWorld) -> None:
    for words in everything_kept(world):
        assert not any(secret in words for secret in SECRETS), words
    for path in world.folder.rglob("*"):
        if path.is_file() and "inbox" not in path.parts and path.suffix not in (".csv", ".json", ".xlsx", ".xls"):
            body = path.read_bytes()
            assert not any(secret.encode() in body for secret in SECRETS), path


@pytest.mark.parametrize("conceal", [Conceal(), KEY], ids=["drop", "hash"])
@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "xls", "html.xls"])
def test_a_name_is_kept_nowhere_in_the_clear(world: SmallWorld, conceal: Conceal, form: str) -> None:
    path = world.folder / f"台账.{form}"
    writers = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}
    sheet = [WIDE, *ROWS]
    body = writers[form](ROWS, WIDE) if form in writers else as_xls({"a": sheet}) if form == "xls" else as_html(sheet)
    path.write_bytes(body)
    summary = import_requests(world.database, path, replace(world.context, conceal=conceal))
    assert (summary.accepted, summary.quarantined) == (1, 3)
    assert_nobody_is_named(world)


def test_a_moved_row_and_a_kind_that_is_a_name_are_hidden_in_quarantine(world: SmallWorld) -> None:
    source = world.log_source()
    headings = (*HEADINGS, "申请人类型", "申请人")
    moved = [*row(number="1", **GOOD)[:6], "一", "二", "自然人", SECRETS[0]]
    named = [*row(number="", **GOOD), SECRETS[0], SECRETS[0]]
    world.put("台账.csv", as_csv([moved, named], headings))
    summary = collect_sources(world.database, [source], world.context)
    assert summary.quarantined == 2
    assert_nobody_is_named(world)


def test_a_file_that_cannot_be_read_names_nobody(world: SmallWorld) -> None:
    source = world.log_source()
    world.put("台账.csv", as_csv([[SECRETS[0], SECRETS[1]]], [SECRETS[0], "甲"]))
    collect_sources(world.database, [source], world.context)
    assert_nobody_is_named(world)


def test_requests_of_one_applicant_share_a_hash_that_needs_the_key(world: SmallWorld) -> None:
    rows = [[*row(number=str(at), **GOOD), name] for at, name in enumerate(["甲", " 甲 ", "乙", ""])]
    path = world.folder / "台账.csv"
    path.write_bytes(as_csv(rows, (*HEADINGS, "申请人姓名")))
    import_requests(world.database, path, replace(world.context, conceal=KEY))
    hashes = [request.applicant_hash for request in world.rows(Request)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert hashes[3] is None
    assert Conceal(b"another key").hashed("甲") != hashes[0]


def test_a_number_tells_applicants_apart_where_names_do_not(world: SmallWorld) -> None:
    rows = [[*row(number=str(at), **GOOD), "张三", number] for at, number in enumerate(["1501X", "1502X", "１５０１x"])]
    path = world.folder / "台账.csv"
    path.write_bytes(as_csv(rows, (*HEADINGS, "申请人姓名", "身份证号")))
    import_requests(world.database, path, replace(world.context, conceal=KEY))
    hashes = [request.applicant_hash for request in world.rows(Request)]
    assert hashes[0] == hashes[2] != hashes[1]


def test_a_row_mended_in_quarantine_comes_back_as_the_same_applicant(world: SmallWorld) -> None:
    context = replace(world.context, conceal=KEY)
    headings = (*HEADINGS, "申请人姓名")
    path = world.folder / "台账.csv"
    path.write_bytes(as_csv([[*row(number="1", received="2026-02-30", **GOOD), "甲"]], headings))
    import_requests(world.database, path, context)
    (kept,) = world.rows(QuarantineRow)
    mended = {**kept.raw, "收到日期": "2026-03-02"}
    path.write_bytes(as_csv([list(mended.values())], list(mended)))
    import_requests(world.database, path, context)
    (request,) = world.rows(Request)
    assert request.applicant_hash == KEY.hashed("甲")


def test_what_was_dropped_says_nothing_when_it_comes_back(world: SmallWorld) -> None:
    path = world.folder / "台账.csv"
    path.write_bytes(as_csv([[*row(number="1", **GOOD), "（已隐去）"]], (*HEADINGS, "申请人姓名")))
    import_requests(world.database, path, replace(world.context, conceal=KEY))
    assert world.rows(Request)[0].applicant_hash is None
