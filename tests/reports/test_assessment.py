"""The assessment file can be defended line by line: places with ties, missing data as words, deductions that add up."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from alerts import rectification
from alerts.evaluation import evaluate
from reports.assessment import UnknownRegion, export_assessment
from rulebook import Rulebook
from store import Database
from store.models import Card
from tests import factories as make

DAY = date(2026, 9, 30)
HEADER_ROW = 2

Row = dict[str, Any]


def four_agencies_and_a_silent_one(database: Database) -> None:
    """甲 answers in time, 乙 and 丙 are late once each, 丁 twice, 戊 has told nothing; 己 is in another league."""
    with database.write() as session:
        late = (("received", date(2026, 7, 1)), ("replied", date(2026, 7, 31)))
        in_time = (("received", date(2026, 7, 1)), ("replied", date(2026, 7, 15)))
        for name, logs in (("甲局", [in_time]), ("乙局", [late]), ("丙局", [late, in_time]), ("丁局", [late, late])):
            agency = make.make_agency(session, name)
            for number, log in enumerate(logs):
                make.make_request(session, agency, f"{name}{number}", *log)
        make.make_agency(session, "=戊局")
        elsewhere = make.make_agency(session, "己局", region_code="150100", region_name="呼和浩特市")
        make.make_request(session, elsewhere, "己1", *late)


def exported(
    database: Database, rulebook: Rulebook, folder: Path, year: int = 2026, as_of: date = DAY, region: str | None = None
) -> Workbook:
    evaluate(database, rulebook, as_of, make.at(as_of))
    path = folder / "out" / "assessment.xlsx"
    export_assessment(database, rulebook, year, as_of, path, region)
    return load_workbook(path)


def table(book: Workbook, name: str) -> list[Row]:
    rows = list(book[name].iter_rows(min_row=HEADER_ROW, values_only=True))
    return [dict(zip([str(cell) for cell in rows[0]], row, strict=True)) for row in rows[1:]]


def by_agency(book: Workbook) -> dict[str, Row]:
    return {row["单位"]: row for row in table(book, "考核结果")}


def test_equal_scores_share_a_place_and_the_next_place_is_left_out(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    four_agencies_and_a_silent_one(database)
    rows = by_agency(exported(database, rulebook, tmp_path, region="150600"))
    assert {name: row["名次"] for name, row in rows.items()} == {
        "甲局": 1,
        "乙局": 2,
        "丙局": 2,
        "丁局": 4,
        "=戊局": "无数据",
    }
    assert rows["甲局"]["得分"] == 100
    assert rows["乙局"]["得分"] == 99


def test_places_are_given_over_all_and_within_the_league(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    four_agencies_and_a_silent_one(database)
    row = by_agency(exported(database, rulebook, tmp_path))["己局"]
    assert (row["盟市"], row["名次"], row["盟市内名次"]) == ("呼和浩特市", 2, 1)


def test_an_agency_of_which_nothing_is_known_has_words_and_never_a_zero(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    four_agencies_and_a_silent_one(database)
    row = by_agency(exported(database, rulebook, tmp_path))["=戊局"]
    assert row["得分"] == row["等次"] == row["红牌"] == row["扣分"] == "无数据"
    assert row["按期答复率"] == "无数据：没有申请台账"
    assert row["未更新栏目（个）"] == "不适用：没有登记栏目"
    assert row["说明"].startswith("无数据")
    assert not [value for value in row.values() if value == 0]


def test_a_share_of_nothing_is_not_applicable(database: Database, rulebook: Rulebook, tmp_path: Path) -> None:
    with database.write() as session:
        make.make_request(session, make.make_agency(session, "新局"), "1", ("received", date(2026, 9, 28)))
    row = by_agency(exported(database, rulebook, tmp_path))["新局"]
    assert row["应办结申请（件）"] == 0
    assert row["按期答复率"] == "不适用：没有到期的申请"
    assert row["得分"] == 100


def test_columns_nobody_could_see_are_no_data_and_not_zero_stale(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    with database.write() as session:
        site = make.make_site(session, make.make_agency(session, "网局"))
        make.look_at_column(session, make.make_column(session, site), DAY, None, outcome="timeout")
    row = by_agency(exported(database, rulebook, tmp_path))["网局"]
    assert row["未更新栏目（个）"] == "无数据：栏目均未检查成功"
    assert row["未查明栏目（个）"] == 1


def test_the_deductions_of_an_agency_add_up_to_its_points(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    four_agencies_and_a_silent_one(database)
    with database.write() as session:
        agency = make.make_agency(session, "多局")
        for i in range(4):
            make.make_request(session, agency, f"多{i}", ("received", date(2026, 7, 1 + i)))
        site = make.make_site(session, agency)
        make.look_at_column(session, make.make_column(session, site), DAY, date(2026, 7, 1))
        make.look_at_home(session, site, DAY, date(2026, 7, 1))
    book = exported(database, rulebook, tmp_path)
    sums: dict[str, float] = defaultdict(float)
    for line in table(book, "扣分明细"):
        sums[line["单位"]] += line["扣分"]
        assert line["牌号"] and line["规则"] and line["事项"] and line["依据"]
        assert line["认定日期"].date() <= DAY
    rows = by_agency(book)
    assert {name: row["扣分"] for name, row in rows.items() if row["扣分"] not in (0, "无数据")} == dict(sums)
    several = rows["多局"]
    assert several["单项否决"] == "是"
    assert several["得分"] <= 59
    assert several["红牌"] == 4 + 1 + 1 + 1  # each request, the home page, three yellows in a quarter, three reds
    numbers = [line["牌号"] for line in table(book, "扣分明细")]
    assert len(numbers) == len(set(numbers))


def test_a_revoked_card_costs_nothing(database: Database, rulebook: Rulebook, tmp_path: Path) -> None:
    four_agencies_and_a_silent_one(database)
    evaluate(database, rulebook, DAY, make.at(DAY))
    with database.read() as session:
        cards = session.query(Card).filter(Card.colour == "yellow").all()
    for card in cards:
        rectification.revoke(database, card.id, "officer", "数据有误", make.at(DAY))
    rows = by_agency(exported(database, rulebook, tmp_path))
    assert {row["得分"] for name, row in rows.items() if name != "=戊局"} == {100}


def test_the_title_carries_the_year_that_was_asked_for(database: Database, rulebook: Rulebook, tmp_path: Path) -> None:
    four_agencies_and_a_silent_one(database)
    # 2024-12-30 belongs to week 1 of 2025: a title by week-year would be wrong.
    book = exported(database, rulebook, tmp_path, year=2024, as_of=date(2024, 12, 30))
    assert str(book["考核结果"]["A1"].value).startswith("2024年度政务公开考核结果（截至 2024-12-30")


def test_the_file_has_a_header_that_stays_filters_and_words_on_how_it_was_made(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    four_agencies_and_a_silent_one(database)
    book = exported(database, rulebook, tmp_path)
    sheet = book["考核结果"]
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:U8"
    assert sheet["H3"].number_format == "0.0%"
    notes = {row["项目"]: row["说明"] for row in table(book, "说明")}
    assert rulebook.version in notes["规则库版本"]
    assert notes["工作日历版本"] == rulebook.calendar.version
    assert DAY.isoformat() in notes["数据截至"]


def test_a_name_that_looks_like_a_formula_stays_a_name(database: Database, rulebook: Rulebook, tmp_path: Path) -> None:
    four_agencies_and_a_silent_one(database)
    cells = [cell for row in exported(database, rulebook, tmp_path)["考核结果"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=戊局"] == ["s"]


def test_an_unknown_region_is_refused_and_leaves_no_file(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    with pytest.raises(UnknownRegion, match="999999"):
        export_assessment(database, rulebook, 2026, DAY, tmp_path / "a.xlsx", "999999")
    assert list(tmp_path.glob("*.xlsx")) == []
