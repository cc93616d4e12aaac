"""The newest date and the entries of list pages of any make, without configuration."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView
from tests.collectors.websites import makes

URL = "http://www.example.gov.cn/zwgk/tzgg/"
NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
NEWEST = date(2026, 9, 16)


def look(html: str, fetched_at: datetime = NOW, encoding: str = "utf-8", selector: str | None = None) -> PageView:
    return inspect_page(html.encode(encoding), URL, fetched_at, "text/html", selector)


@pytest.mark.parametrize("make", makes.ALL, ids=lambda make: make.__name__)
def test_every_entry_of_every_make_is_seen_with_its_day(make: makes.Make) -> None:
    rows = makes.entries(NEWEST)
    view = look(make(rows))
    assert view.kind is PageKind.LIST
    assert view.newest == NEWEST
    assert [item.date for item in view.items] == [day for _, day in rows]


# One entry of these makes cannot be told from a link in a text.
NOT_ALONE = (makes.two_columns, makes.date_only_in_url, makes.date_in_url_folders, makes.side_box_with_newer_dates)


@pytest.mark.parametrize("make", [m for m in makes.ALL if m not in NOT_ALONE], ids=lambda make: make.__name__)
def test_a_single_entry_is_a_list_too(make: makes.Make) -> None:
    view = look(make(makes.entries(NEWEST, count=1)))
    assert view.newest == NEWEST


def test_titles_and_addresses_are_whole() -> None:
    view = look(makes.cut_titles(makes.entries(NEWEST)))
    assert view.items[0].title == "关于做好第8批惠企政策落实工作的通知"
    assert view.items[0].url == "http://www.example.gov.cn/zwgk/tzgg/art_100.html"


def test_a_pinned_old_item_does_not_hide_the_newest() -> None:
    rows = [("长期有效的办事须知（置顶）", date(2021, 3, 1)), *makes.entries(NEWEST)]
    view = look(makes.date_after_link(rows))
    assert view.newest == NEWEST
    assert "first_is_not_newest" in view.flags


def test_a_date_in_the_future_is_flagged_and_never_taken() -> None:
    rows = [("填错了日期的公告一则", date(2026, 12, 31)), *makes.entries(NEWEST)]
    view = look(makes.date_after_link(rows))
    assert view.newest == NEWEST
    assert "future_date" in view.flags
    assert (view.items[0].date, view.items[0].why) == (None, "future")


def test_the_last_believed_day_is_that_of_the_fetch_in_shanghai() -> None:
    rows = makes.entries(date(2026, 11, 21))
    evening_in_utc = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert look(makes.date_after_link(rows), evening_in_utc).newest == date(2026, 11, 21)
    assert look(makes.date_after_link(rows), evening_in_utc - timedelta(hours=2)).newest == date(2026, 11, 16)


def test_the_text_is_believed_before_the_address() -> None:
    html = makes.page("<ul><li><a href='./201811/t20181102_1.html'>示范区召开工作会议</a><span>2018-03-26</span></li>"
                      "<li><a href='./201811/t20181103_2.html'>示范区工作动态之二</a><span>2018-01-05</span></li></ul>")  # fmt: skip
    assert look(html).newest == date(2018, 3, 26)


def test_days_without_a_year_are_the_latest_that_are_past() -> None:
    html = makes.page(
        "<ul>"
        + "".join(
            f"<li><a href='a{n}.html'>第{n}号公告请各单位知悉</a><span>{day}</span></li>"
            for n, day in enumerate(("01-04", "12-30", "12-11"))
        )
        + "</ul>"
    )
    view = look(html, datetime(2026, 1, 5, 1, tzinfo=UTC))
    assert [item.date for item in view.items] == [date(2026, 1, 4), date(2025, 12, 30), date(2025, 12, 11)]


def test_a_missing_year_is_taken_from_the_address() -> None:
    html = makes.page(
        "<ul>"
        + "".join(
            f"<li><a href='./202312/t202312{day}_1.html'>第{day}号公告</a><span>[12-{day}]</span></li>"
            for day in (28, 11)
        )
        + "</ul>"
    )
    assert look(html).newest == date(2023, 12, 28)


def test_relative_days_count_from_the_fetch() -> None:
    html = makes.page(
        "<ul>"
        + "".join(
            f"<li><a href='a{n}.html'>市政府常务会议之{n}</a><span>{word}</span></li>"
            for n, word in enumerate(("3小时前", "昨天", "5天前"))
        )
        + "</ul>"
    )
    view = look(html)
    assert [item.date for item in view.items] == [date(2026, 11, 21), date(2026, 11, 20), date(2026, 11, 16)]
    assert "relative_dates" in view.flags


def test_entries_without_dates_are_undated_and_not_dated_by_the_footer() -> None:
    html = makes.page(
        "<ul>" + "".join(f"<li><a href='art_{n}.html'>关于第{n}项工作的情况说明</a></li>" for n in range(6)) + "</ul>"
    )
    view = look(html)
    assert (view.newest, len(view.items), view.dated) == (None, 6, 0)
    assert "undated" in view.flags


def test_a_day_that_a_title_speaks_of_is_not_the_day_of_publication() -> None:
    html = makes.page(
        "<ul>"
        + "".join(f"<li><a href='art_{n}.html'>关于2026年9月{n + 1}日停水的通知</a></li>" for n in range(6))
        + "</ul>"
    )
    assert look(html).newest is None


@pytest.mark.parametrize("body", ["<ul class='list'></ul>", "<ul class='list'></ul><p>暂无信息</p>", "<table></table>"])
def test_a_column_without_entries_is_blank_and_not_filled_by_navigation_and_footer(body: str) -> None:
    view = look(makes.page(body))
    assert (view.kind, len(view.items), view.newest) == (PageKind.LIST, 0, None)
    assert "blank" in view.flags


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "nonsense"])
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str) -> None:
    html = makes.date_after_link(makes.entries(NEWEST)).replace('charset="utf-8"', f'charset="{declared}"')
    view = look(html, encoding=encoding)
    assert (view.newest, view.items[0].title) == (NEWEST, "关于做好第8批惠企政策落实工作的通知")


def test_a_selector_chooses_another_list() -> None:
    html = makes.side_box_with_newer_dates(makes.entries(NEWEST))
    assert look(html, selector=".hotlist li").newest == NEWEST + timedelta(days=9)
    assert look(html, selector=".sidebar").newest == NEWEST + timedelta(days=9)


def test_of_selected_elements_within_each_other_the_outermost_are_the_entries() -> None:
    lines = "".join(
        f"<div class='e'><div class='e'><a href='/{n}.html'>{t}</a></div><i>{d}</i></div>"
        for n, (t, d) in enumerate(makes.entries(NEWEST, count=4))
    )
    view = look(makes.page(f"<div>{lines}</div>"), selector="div.e")
    assert (view.newest, len(view.items), view.dated) == (NEWEST, 4, 4)


def test_a_selector_that_is_wrong_is_said() -> None:
    html = makes.date_after_link(makes.entries(NEWEST))
    assert "selector_finds_nothing" in look(html, selector=".gone li").flags
    assert "bad_selector" in look(html, selector=":::").flags


def test_a_home_page_shows_the_newest_of_all_its_lists() -> None:
    boxes = "".join(
        f"<div class='box{n}'><h2>栏目{n}</h2><div><ul class='u{n}'>"
        + "".join(
            f"<li><a href='{n}{k}.html'>{t}</a><span>{d:%m-%d}</span></li>"
            for k, (t, d) in enumerate(makes.entries(NEWEST - timedelta(days=30 - n), count=5))
        )
        + "</ul></div></div>"
        for n in (3, 9, 1)
    )
    view = inspect_page(makes.page(boxes).encode(), URL, NOW, whole_page=True)
    assert view.newest == NEWEST - timedelta(days=21)


def test_the_summary_has_the_keys_of_the_command() -> None:
    summary = look(makes.date_after_link(makes.entries(NEWEST))).summary()
    assert summary == {"kind": "list", "newest": "2026-09-16", "items": 8, "dated": 8, "flags": []}
