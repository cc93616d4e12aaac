"""A registry file brings the registry up to date: again is harmless, nothing is deleted, what is unclear waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from collectors.importing import ImportSummary
from collectors.registry_importing import import_registry
from reports.registry import export_registry
from rulebook import Rulebook
from store.models import Agency, AuditEntry, Contact, QuarantineRow, Site, SiteColumn, Source
from store.registry import load_regions
from tests.collectors.recording.world import SmallWorld
from tests.collectors.registry_files.books import Rows, csv_file, workbook

AGENCIES: Rows = [
    ["单位名称", "单位代码", "盟市", "旗县", "单位性质", "上级单位", "联系人", "邮箱"],
    ["青城人民政府", "QC", "呼和浩特市", "", "政府", "", "甲", "a@example.invalid"],
    ["青城教育局", "QC-JY", "呼和浩特", "新城区", "部门", "QC", "乙", "b@example.invalid"],
]
SITES: Rows = [
    ["网站名称", "网址", "主办单位", "网站类型"],
    ["青城网", "http://qc.example.cn/", "青城人民政府", "门户网站"],
]
COLUMNS: Rows = [
    ["网站名称", "栏目名称", "栏目地址", "栏目类别", "更新期限(天)", "选择器"],
    ["青城网", "要闻", "http://qc.example.cn/yw/", "动态要闻", "", "ul.list"],
    ["青城网", "通知公告", "http://qc.example.cn/tz/", "", 30, ""],
]
BOOK = {"单位": AGENCIES, "网站": SITES, "栏目": COLUMNS}


@pytest.fixture
def registry(world: SmallWorld) -> SmallWorld:
    load_regions(world.database)
    return world


def test_a_workbook_is_taken_in_once_and_again_changes_nothing(registry: SmallWorld, rulebook: Rulebook) -> None:
    assert _import(registry, rulebook, workbook(BOOK)) == ImportSummary(5, 5, 0, 0, {})
    agency = next(agency for agency in registry.rows(Agency) if agency.code == "QC-JY")
    assert (agency.region_code, agency.kind) == ("150102", "department")
    assert agency.parent_id == registry.agency("QC")
    assert {contact.email for contact in registry.rows(Contact)} == {"a@example.invalid", "b@example.invalid"}
    news, notices = registry.rows(SiteColumn)
    assert (news.category, news.limit_days, news.selector) == ("news", None, "ul.list")
    assert (notices.category, notices.limit_days) == ("notice", 30), "without a category the name decides"
    watched = {(source.kind, source.location) for source in registry.rows(Source) if source.enabled}
    assert watched == {
        ("site_home", "http://qc.example.cn/"),
        ("column", "http://qc.example.cn/yw/"),
        ("column", "http://qc.example.cn/tz/"),
    }
    assert _import(registry, rulebook, workbook(BOOK)) == ImportSummary(5, 0, 5, 0, {})
    assert len(registry.rows(SiteColumn)) == 2


def test_what_changed_is_written_down_and_what_the_file_does_not_name_stays(
    registry: SmallWorld, rulebook: Rulebook
) -> None:
    _import(registry, rulebook, workbook(BOOK))
    changed = [COLUMNS[0], ["青城网", "要闻动态", "http://qc.example.cn/yw/", "", 7, ""]]
    assert _import(registry, rulebook, workbook({"栏目": changed})).accepted == 1
    news, notices = registry.rows(SiteColumn)
    assert (news.name, news.limit_days, news.selector, news.category) == ("要闻动态", 7, "ul.list", "news")
    assert notices.active
    line = registry.rows(AuditEntry)[-1]
    assert line.action == "registry.import"
    assert {(change["field"], change["from"], change["to"]) for change in line.detail["changes"]} == {
        ("name", "要闻", "要闻动态"),
        ("limit_days", None, 7),
    }


@pytest.mark.parametrize(
    ("sheet", "row", "reason", "words"),
    [
        ("单位", ["某县政府", "M", "呼和浩特市", "新成区"], "unknown_region", "相近的有：新城区"),
        ("单位", ["某县政府", "M", "", ""], "unknown_region", "没有写明地区"),
        ("单位", ["某县政府", "M", "呼和浩特市", "", "", "青城人民"], "unknown_agency", "相近的有：青城人民政府"),
        ("网站", ["教育网", "http://jy.example.cn/", "青城教育厅"], "unknown_agency", "相近的有：青城教育局"),
        ("网站", ["教育网", "http://jy.example.cn/", ""], "agency_missing", "没有主办单位"),
        ("栏目", ["清城网", "规划", "http://qc.example.cn/gh/"], "unknown_site", "相近的有：青城网"),
        ("栏目", ["青城网", "规划", "http://qc.example.cn/gh/", "规画计化"], "unknown_category", "相近的有：规划计划"),
        ("栏目", ["青城网", "", "http://qc.example.cn/gh/"], "name_missing", "没有名称"),
        ("栏目", ["青城网", "新闻", "http://qc.example.cn/yw/"], "repeated_id", "第 2 行写的是“要闻”"),
    ],
)
def test_what_cannot_be_placed_is_set_aside_with_the_nearest_names(
    registry: SmallWorld, rulebook: Rulebook, sheet: str, row: list[str], reason: str, words: str
) -> None:
    book = {name: [*rows, row] if name == sheet else rows for name, rows in BOOK.items()}
    summary = _import(registry, rulebook, workbook(book))
    assert (summary.rows, summary.accepted, summary.reasons) == (6, 5, {reason: 1})
    (kept,) = registry.rows(QuarantineRow)
    assert kept.file == f"登记.xlsx［{sheet}］" and kept.row == len(book[sheet])
    assert words in kept.explanation
    again = _import(registry, rulebook, workbook(book))
    assert (again.accepted, again.unchanged, again.quarantined) == (0, 6, 0)


def test_a_dry_run_says_the_same_and_keeps_nothing(registry: SmallWorld, rulebook: Rulebook) -> None:
    tried = _import(registry, rulebook, workbook(BOOK), dry_run=True)
    assert registry.rows(Site) == [] and registry.rows(AuditEntry) == []
    assert tried == _import(registry, rulebook, workbook(BOOK))


def test_one_csv_can_hold_it_all(registry: SmallWorld, rulebook: Rulebook) -> None:
    rows = [
        ["盟市", "主办单位", "单位代码", "网站名称", "网址", "栏目名称", "栏目地址"],
        ["包头市", "包头市财政局", "CZ", "财政网", "http://cz.example.cn/", "工作动态", "http://cz.example.cn/dt/"],
        ["包头市", "包头市财政局", "CZ", "财政网", "http://cz.example.cn/", "预决算", "http://cz.example.cn/yjs/"],
    ]
    assert _import(registry, rulebook, csv_file(rows, "gb18030"), "登记.csv").accepted == 2
    assert [column.category for column in registry.rows(SiteColumn)] == ["news", "other"]
    moved = [[*row] for row in rows[:2]]
    moved[1][3] = "财政局网站"
    assert _import(registry, rulebook, csv_file(moved), "登记.csv").accepted == 1
    assert registry.rows(Site)[0].name == "财政局网站"


def test_a_file_neither_retires_nor_brings_back(registry: SmallWorld, rulebook: Rulebook) -> None:
    _import(registry, rulebook, workbook(BOOK))
    told = [[*COLUMNS[0], "状态"], [*COLUMNS[1], "停用"], [*COLUMNS[2], "在用"]]
    summary = _import(registry, rulebook, workbook({"栏目": told}))
    assert (summary.unchanged, summary.quarantined) == (1, 1)
    assert all(column.active for column in registry.rows(SiteColumn))


def test_what_is_exported_and_sent_back_is_unchanged(registry: SmallWorld, rulebook: Rulebook, tmp_path: Path) -> None:
    odd = [
        *COLUMNS,
        ["青城网", "公开“年报”,一", "http://qc.example.cn/nb/?a=1&b=2", "政府信息公开年报", 366, "div > a"],
    ]
    _import(registry, rulebook, workbook({**BOOK, "栏目": odd}))
    with registry.database.write() as session:
        retired = session.scalars(select(SiteColumn).where(SiteColumn.name == "通知公告")).one()
        retired.active, retired.retired_on, retired.retired_reason = False, registry.context.today(), "合并"
        retired.name = "=1+1"
    out = tmp_path / "out.xlsx"
    written = export_registry(registry.database, rulebook, out)
    assert (written["sites"], written["columns"], written["contacts"]) == (1, 3, 2)
    back = import_registry(registry.database, out, registry.context, rulebook.column_categories, "officer")
    assert (back.accepted, back.quarantined) == (0, 0), back.reasons
    assert back.rows == back.unchanged == sum(written.values())


def test_a_sheet_named_after_a_region_says_where_its_agencies_lie(registry: SmallWorld, rulebook: Rulebook) -> None:
    heads = ["单位名称", "单位性质"]
    book: dict[str, Rows] = {
        "包头": [heads, ["丙局", "部门"]],
        "乌海市": [heads, ["丙局", "部门"]],
        "其他": [heads, ["丁局", "部门"]],
    }
    summary = _import(registry, rulebook, workbook(book))
    assert (summary.accepted, summary.reasons) == (2, {"unknown_region": 1})
    assert {agency.region_code for agency in registry.rows(Agency) if agency.name == "丙局"} == {"150200", "150300"}
    told = summary.summary()["problems"]
    assert isinstance(told, list)
    assert [(one["field"], one["row"], one["words"]) for one in told] == [("地区", 2, "新单位“丁局”没有写明地区")]
    assert told[0]["file"].endswith("［其他］")


def _import(
    world: SmallWorld, rulebook: Rulebook, body: bytes, name: str = "登记.xlsx", dry_run: bool = False
) -> ImportSummary:
    path = world.folder / name
    path.write_bytes(body)
    return import_registry(world.database, path, world.context, rulebook.column_categories, "officer", dry_run)


BOARDS: Rows = [
    ["网站名称", "留言板名称", "留言板网址", "状态"],
    ["青城网", "局长信箱", "http://qc.example.cn/xx/", ""],
    ["青城网", "咨询", "http://qc.example.cn/zx/", "在用"],
]


def test_a_sites_question_boards_are_registered_once(registry: SmallWorld, rulebook: Rulebook) -> None:
    assert _import(registry, rulebook, workbook({**BOOK, "留言板": BOARDS})).accepted == 7
    boards = [source for source in registry.rows(Source) if source.kind == "question_board"]
    (site,) = registry.rows(Site)
    assert [(board.name, board.location) for board in boards] == [tuple(row[1:3]) for row in BOARDS[1:]]
    assert {(board.site_id, board.agency_id, board.enabled) for board in boards} == {(site.id, site.agency_id, True)}
    assert _import(registry, rulebook, workbook({**BOOK, "留言板": BOARDS})).unchanged == 7


def test_a_board_without_a_name_or_site_and_one_of_another_state_wait(registry: SmallWorld, rulebook: Rulebook) -> None:
    rows = [
        *BOARDS,
        ["青城网", "", "http://qc.example.cn/new/", ""],
        ["别的网", "信箱", "http://qc.example.cn/a/", ""],
        ["青城网", "旧信箱", "http://qc.example.cn/old/", "停用"],
        ["青城网", "别名", "http://qc.example.cn/xx/", ""],
        ["青城网", "无网址", "", ""],
    ]
    summary = _import(registry, rulebook, workbook({**BOOK, "留言板": rows}))
    assert summary.accepted == 7
    assert summary.reasons == {
        "name_missing": 1,
        "unknown_site": 1,
        "unknown_word": 1,
        "repeated_id": 1,
        "not_an_address": 1,
    }


def test_boards_are_exported_with_their_state_and_come_back_unchanged(
    registry: SmallWorld, rulebook: Rulebook, tmp_path: Path
) -> None:
    _import(registry, rulebook, workbook({**BOOK, "留言板": BOARDS}))
    with registry.database.write() as session:
        session.scalars(select(Source).where(Source.name == "咨询")).one().enabled = False
    written = export_registry(registry.database, rulebook, tmp_path / "out.xlsx")
    assert written["boards"] == 2
    back = _import(registry, rulebook, (tmp_path / "out.xlsx").read_bytes())
    assert back.rows == back.unchanged == sum(written.values()), back.reasons
    assert [source.enabled for source in registry.rows(Source) if source.kind == "question_board"] == [True, False]
