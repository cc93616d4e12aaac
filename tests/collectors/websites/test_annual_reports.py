"""Annual reports are told by their titles, whatever the year's writing; what is only about them is not taken."""

from __future__ import annotations

from datetime import date

import pytest

from collectors.websites.annual_reports import reports_in
from collectors.websites.page_view import Item

DAY, TODAY = date(2026, 1, 20), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("title", "whose"),
    [
        ("2025年政府信息公开工作年度报告", ""),
        ("2025年度政府信息公开情况报告", ""),
        ("２０２５年政府信息公开年报", ""),
        ("关于公布2025年度信息公开工作报告的公告", ""),
        ("某市教育局2025年政府信息公开年报", "某市教育局"),
        ("某市二〇二五年政府信息公开工作年度报告", "某市"),
    ],
)
def test_a_report_is_told_with_its_year_and_whose_it_is(title: str, whose: str) -> None:
    (report,) = reports_in([Item(title, "/nb/1.html", DAY, "text")], TODAY)
    assert (report.year, report.whose, report.published_on) == (2025, whose, DAY)


@pytest.mark.parametrize(
    "title",
    [
        "2025年政府网站工作年度报表",
        "2025年政府网站工作年度报告",
        "图解2025年政府信息公开年报",
        "关于编制2025年政府信息公开年报的通知",
        "2025年部门决算公开报告",
        "政府信息公开工作年度报告",
        "2026年政府信息公开工作年度报告",
    ],
)
def test_what_is_no_report_on_a_past_year_is_left_out(title: str) -> None:
    assert reports_in([Item(title, "/nb/1.html", DAY, "text")], TODAY) == ()


def test_a_report_without_a_date_cannot_be_on_a_year_that_is_not_over() -> None:
    items = [Item(f"{year}年政府信息公开工作年度报告", "/nb/1.html", None, "none") for year in (2025, 2026)]
    assert [report.year for report in reports_in(items, TODAY)] == [2025]
