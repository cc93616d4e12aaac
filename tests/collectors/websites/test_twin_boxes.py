"""Of boxes side by side those are read that the page shows as its own."""

from __future__ import annotations

from datetime import date

from tests.collectors.websites.looking import listed, look

OLD = ["2026-08-20", "2026-08-11", "2026-07-30", "2026-07-02"]
NEW = ["2026-09-16", "2026-09-10", "2026-09-01"]
PATH = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zc/">政策文件</a></div>'
SITE = "某某旗人民政府"


def beside(left: str, right: str) -> str:
    return (
        f'<div class="left"><div class="box"><h2>{left}</h2>{listed(OLD)}</div></div>'
        f'<div class="right"><div class="box"><h2>{right}</h2>{listed(NEW, 4)}</div></div>'
    )


def test_two_boxes_of_equal_make_are_read_both() -> None:
    view = look(beside("通知", "公告"))
    assert (view.newest, len(view.items)) == (date(2026, 9, 16), 7)


def test_a_box_that_the_page_is_not_called_by_is_another_column() -> None:
    view = look(beside("政策文件", "工作动态"), title="政策文件_某某旗人民政府")
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 4)


def test_the_path_to_a_page_says_how_it_is_called() -> None:
    view = look(PATH + beside("政策文件", "工作动态"), title=SITE)
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 4)


def test_a_box_that_every_page_of_the_site_has_is_none_of_this_page() -> None:
    view = look(beside("规划计划", "最新信息"), title=SITE)
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 4)


def test_a_list_without_a_heading_has_no_twin() -> None:
    side = f'<div class="right"><h2>部门动态</h2>{listed(NEW, 4)}</div>'
    view = look(f'<div class="left">{listed(OLD)}</div>{side}', title=SITE)
    assert view.newest == date(2026, 8, 20)
