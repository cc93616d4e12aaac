"""What stands in a column of a table is believed by what the column is called."""

from __future__ import annotations

from datetime import date

import pytest

from tests.collectors.websites.looking import link, look


def table(names: list[str], *columns: list[str]) -> str:
    head = "".join(f"<th>{name}</th>" for name in names)
    return f"<table><tr>{head}</tr>{rows(*columns)}</table>"


def rows(*columns: list[str]) -> str:
    lines = zip(*columns, strict=True)
    cells = ("".join(f"<td>{cell}</td>" for cell in (line[0], link(n), *line[1:])) for n, line in enumerate(lines))
    return "".join(f"<tr>{line}</tr>" for line in cells)


NUMBERS = ["1-8", "1-9", "1-10", "1-11"]
DAYS = ["2026-09-16", "2026-09-10", "2026-08-30", "2026-08-02"]


def test_the_number_of_a_request_is_no_day() -> None:
    view = look(table(["申请编号", "申请内容"], NUMBERS))
    assert (len(view.items), view.newest) == (4, None)


def test_the_number_of_a_request_does_not_hide_the_day_of_its_reply() -> None:
    view = look(table(["申请编号", "申请内容", "答复日期"], NUMBERS, DAYS))
    assert [str(item.date) for item in view.items] == DAYS


def test_a_number_that_looks_like_a_whole_day_gives_way_to_the_column_of_days() -> None:
    view = look(table(["编 号", "标 题", "时 间"], [f"2026-10-{n}" for n in range(1, 5)], [day[5:] for day in DAYS]))
    assert [str(item.date) for item in view.items] == DAYS


def test_a_whole_day_in_a_column_of_another_name_is_better_than_none() -> None:
    assert look(table(["名称", "标题", "备注"], ["甲", "乙", "丙", "丁"], DAYS)).newest == date(2026, 9, 16)


@pytest.mark.parametrize(
    "head",
    [
        "<table><tr><td>序号</td><td>标题</td><td>成文日期</td><td>发布日期</td></tr></table>",
        "<table><tbody><tr><td>序号</td><td>标题</td><td>成文日期</td><td>发布日期</td></tr></tbody></table>",
    ],
)
def test_headings_in_a_table_of_their_own_name_the_columns_of_the_next(head: str) -> None:
    written = ["2026-06-01", "2026-05-01", "2026-04-01", "2026-03-01"]
    view = look(f"{head}<table>{rows(['1', '2', '3', '4'], written, DAYS)}</table>")
    assert [str(item.date) for item in view.items] == DAYS


def test_the_day_of_publication_counts_before_that_of_issue() -> None:
    issued = ["2026-03-01", "2026-10-02", "2026-03-03", "2026-03-04"]
    view = look(table(["索引号", "名称", "发文日期", "发布日期"], ["a", "b", "c", "d"], issued, DAYS))
    assert [str(item.date) for item in view.items] == DAYS


def test_the_day_of_issue_is_taken_where_no_other_is_told() -> None:
    assert look(table(["索引号", "名称", "发文日期"], ["a", "b", "c", "d"], DAYS)).newest == date(2026, 9, 16)


def test_the_months_of_a_report_are_no_day() -> None:
    entries = "".join(f"<li>{link(n)}<span>(1-{10 - n}月)</span></li>" for n in range(4))
    assert look(f"<ul>{entries}</ul>").newest is None


def test_headings_that_sort_the_table_are_no_entry() -> None:
    names = "".join(
        f'<th><a href="?by={n}">{name}</a></th>' for n, name in enumerate(["序号", "标题", "修改时间", "时间"])
    )
    changed = [f"2026-11-{n:02}" for n in (9, 8, 7, 6)]
    view = look(f"<table><tr>{names}</tr>{rows(['1', '2', '3', '4'], changed, DAYS)}</table>")
    assert [str(item.date) for item in view.items] == DAYS


def test_entries_in_cells_for_headings_are_entries() -> None:
    cells = "".join(f"<tr><th>{link(n)}</th><th>{day}</th></tr>" for n, day in enumerate(DAYS))
    assert [str(item.date) for item in look(f"<table>{cells}</table>").items] == DAYS


def test_a_row_without_cells_is_read_without_harm() -> None:
    empty = '<tr onclick="go(1)" title="关于公布民办幼儿园年检结果的公示"></tr>'
    assert look(f"<table>{empty * 3}</table>").newest is None


def test_a_log_of_requests_without_titles_is_a_list_of_its_days() -> None:
    names = "".join(f"<th>{name}</th>" for name in ["受理编号", "申请人", "申请时间", "状态", "答复时间"])
    lines = "".join(
        f'<tr><td><a href="v{n}.html">2026-{n}-{n + 11}</a></td><td>公民</td><td>2026-10-0{n + 1}</td><td>已办结</td>'
        f"<td>{day}</td></tr>"
        for n, day in enumerate(DAYS)
    )
    assert look(f"<table><tr>{names}</tr>{lines}</table>").newest == date(2026, 9, 16)


def test_a_form_above_the_table_does_not_name_its_columns() -> None:
    form = "<table><tr><td>发布时间</td><td>从</td><td>到</td></tr></table>"
    issued = ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"]
    shown = table(["索引号", "名称", "成文日期", "发布日期"], ["a", "b", "c", "d"], issued, DAYS)
    assert [str(item.date) for item in look(form + shown).items] == DAYS
