"""Newer days of a side box, a show of pictures or a box of favourites are not those of the column."""

from __future__ import annotations

from datetime import date

import pytest

from tests.collectors.websites.looking import link, listed, look

OLD = ["2026-08-20", "2026-08-11", "2026-07-30", "2026-07-02", "2026-06-18", "2026-06-01"]
NEW = ["2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17"]


@pytest.mark.parametrize("style", ["slider", "swiper-wrapper", "carousel-inner", "focus_pic"])
def test_a_show_of_pictures_is_not_the_column(style: str) -> None:
    view = look(f'<div class="{style}">{listed(NEW, 10, "pics")}</div>{listed(OLD)}')
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 6)


def test_a_column_that_is_shown_as_a_show_of_pictures_is_read() -> None:
    assert look(f'<div class="swiper-wrapper">{listed(NEW)}</div>').newest == date(2026, 11, 20)


def test_a_heading_within_a_side_list_tells_what_it_is() -> None:
    entries = "".join(f"<li>{link(10 + n)}<span>{day}</span></li>" for n, day in enumerate(NEW))
    side = f'<div class="rt"><ul class="wz"><li class="h">热门文章</li>{entries}</ul></div>'
    view = look(f'{side}<div class="lt">{listed(OLD)}</div>')
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 6)


def test_a_column_may_be_called_as_a_side_box_is() -> None:
    view = look(f"<div><h3>推荐对象公示</h3>{listed(OLD)}</div>", title="推荐公示_某某旗人民政府")
    assert view.newest == date(2026, 8, 20)


def test_a_box_of_favourites_of_equal_make_below_the_list_is_left_out() -> None:
    own, favourites = listed(OLD), listed(NEW, 10)
    boxes = f'<div class="box"><h3>规范文件</h3>{own}</div><div class="box"><h3>热门推荐</h3>{favourites}</div>'
    view = look(f"<div>{boxes}</div>")
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 6)


def test_the_foot_of_the_page_does_not_date_the_one_entry_above_it() -> None:
    assert look(f"<p>{link(1)}</p>").newest is None


def test_the_list_that_the_page_is_called_by_goes_before_a_longer_one_under_another_name() -> None:
    side = f'<div class="more"><h3>其他栏目信息</h3>{listed(NEW * 2, 10, "sm")}</div>'
    view = look(
        f'<div class="main"><div class="hd">通知公告 <a href="/more">更多</a></div>{listed(OLD[:2])}</div>{side}'
    )
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 2)


def test_a_box_that_is_called_as_what_the_column_is_part_of_does_not_go_before_it() -> None:
    side = f'<div class="more"><h3>政务公开</h3>{listed(NEW[:2], 10, "sm")}</div>'
    view = look(f'<div class="main">{listed(OLD)}</div>{side}', title="通知公告_政务公开_某某旗人民政府")
    assert (view.newest, len(view.items)) == (date(2026, 8, 20), 6)
