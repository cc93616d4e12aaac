"""Lists that leave the year out: told by headings between the entries, or by the order of the whole list."""

from __future__ import annotations

from datetime import date

from tests.collectors.websites.gallery.samples import Gallery, Row, joined, page, rows

GALLERY = Gallery()


def _lines(entries: list[Row], mark: str = "") -> str:
    return joined([f"<li>{mark}<a href='/n/{n}.html'>{t}</a><span>{d:%m-%d}</span></li>" for n, t, d in entries])


def _under_years(entries: list[Row], heading: str, line: str) -> str:
    parts, year = [], 0
    for n, t, d in entries:
        if d.year != year:
            year = d.year
            parts.append(heading.format(year=year))
        parts.append(line.format(n=n, t=t, d=d))
    return joined(parts)


@GALLERY(items=12)
def years_as_rows_of_the_table() -> str:
    lines = _under_years(
        rows(12, step=60),
        "<tr><td colspan=3><b>{year}年</b></td></tr>",
        "<tr><td>·</td><td><a href='/a/{n}.pdf'>{t}</a></td><td>{d:%m-%d}</td></tr>",
    )
    return page(f"<table class='tb'>{lines}</table>")


@GALLERY(newest=date(2025, 9, 16), items=12)
def years_as_headings_none_of_them_this_year() -> str:
    lines = _under_years(
        rows(12, newest=date(2025, 9, 16), step=60),
        "<li class='y'>{year}年度</li>",
        "<li><a href='/n/{n}.html'>{t}</a><span>{d:%m-%d}</span></li>",
    )
    return page(f"<ul class='list'>{lines}</ul>")


@GALLERY(items=10)
def a_menu_of_years_above_the_list_is_no_heading() -> str:
    menu = (
        "<div class='years'><a href='?y=2026'>2026年</a><a href='?y=2025'>2025年</a><a href='?y=2024'>2024年</a></div>"
    )
    return page(f"<div class='main'>{menu}<ul class='list'>{_lines(rows(10))}</ul></div>")


@GALLERY(newest=date(2026, 3, 20), items=9)
def days_go_down_over_the_turn_of_the_year() -> str:
    # 03-20, 02-08, 12-30, 11-20 …: the twentieth of November is last year's, though this year's is past already.
    return page(f"<ul class='list'>{_lines(rows(9, newest=date(2026, 3, 20), step=40))}</ul>")


@GALLERY(newest=date(2026, 3, 20), items=9)
def two_neighbours_in_the_wrong_order_hide_no_turn_of_the_year() -> str:
    entries = rows(9, newest=date(2026, 3, 20), step=40)
    entries[0] = (entries[0][0], entries[0][1], date(2026, 3, 18))
    entries[1:1] = [(entries[0][0] - 1, "关于公示拟表彰名单的公告", date(2026, 3, 20))]
    return page(f"<ul class='list'>{_lines(entries[:9])}</ul>")


@GALLERY(items=10)
def pinned_first_entries_do_not_turn_the_year() -> str:
    pinned = _lines(rows(2, newest=date(2026, 3, 1), skip=12), "<em class='zd'>置顶</em>")
    return page(f"<ul class='list'>{pinned}{_lines(rows(8))}</ul>")


@GALLERY(items=10)
def older_numbers_above_newer_ones_are_pinned_though_nothing_says_so() -> str:
    pinned = [(17 - n, t, d) for n, (_, t, d) in enumerate(rows(3, newest=date(2026, 3, 1), skip=12))]
    return page(f"<ul class='list'>{_lines(pinned)}{_lines(rows(7))}</ul>")


@GALLERY(items=6)
def an_unsorted_list_tells_no_years_by_its_order() -> str:
    entries = rows(6, step=20)
    return page(f"<ul class='list'>{_lines([entries[n] for n in (3, 1, 5, 0, 4, 2)])}</ul>")


@GALLERY(newest=date(2026, 9, 13), items=10)
def a_month_still_to_come_under_the_heading_of_this_year() -> str:
    entries = rows(10)
    entries[0] = (entries[0][0], entries[0][1], date(2026, 12, 5))
    return page(f"<div class='list'><h3>2026年</h3><ul>{_lines(entries)}</ul></div>")
