"""Days that a list as a whole tells, and numbers that are none."""

from __future__ import annotations

from datetime import date

from tests.collectors.websites.gallery.samples import NEWEST, TITLES, Gallery, Row, joined, page, rows

GALLERY = Gallery()


def _listed(form: str, entries: list[Row]) -> str:
    return f"<ul>{joined([form.format(n=n, t=t, d=d) for n, t, d in entries])}</ul>"


@GALLERY(items=5)
def days_beneath_months_in_english() -> str:
    september = _listed("<li><b>{d:%d}</b><a href='/{n}.html'>{t}</a></li>", rows(3))
    august = _listed("<li><b>{d:%d}</b><a href='/{n}.html'>{t}</a></li>", rows(2, date(2026, 8, 29), skip=3))
    return page(f"<div><h3>September 2026</h3>{september}<h3>Aug. 2026</h3>{august}</div>")


@GALLERY(newest=date(2026, 11, 21), items=6)
def times_of_today_above_days_of_this_week() -> str:
    shown = ("10:32", "09:15", "08:02:11", "11-20", "11-20", "11-18")
    lines = [
        f"<li><a href='/t/{n}.html'>{t}</a><span>{at}</span></li>" for at, (n, t, _) in zip(shown, rows(6), strict=True)
    ]
    return page(f"<ul>{joined(lines)}</ul>")


@GALLERY(newest=date(2026, 9, 13), items=6)
def time_of_day_above_days_long_past() -> str:
    listed = _listed("<li><a href='/t/{n}.html'>{t}</a><span>{d}</span></li>", rows(6))
    return page(listed.replace(str(NEWEST), "10:32"))


@GALLERY(items=6)
def day_at_the_end_of_every_title() -> str:
    return page(_listed("<li><a href='/t/{n}.html'>{t} {d.month}月{d.day}日</a></li>", rows(6)))


@GALLERY(newest=None, items=6)
def day_at_the_end_of_some_titles() -> str:
    listed = _listed("<li><a href='/t/{n}.html'>{t} {d.month}月{d.day}日</a></li>", rows(5))
    return page(listed.replace("</ul>", f"<li><a href='/t/1.html'>{TITLES[12]}</a></li></ul>"))


@GALLERY(items=9)
def day_above_all_that_was_published_on_it() -> str:
    days = [(d, rows(3, skip=3 * n)) for n, (_, _, d) in enumerate(rows(3))]
    boxes = [
        f"<h4>{d}</h4>" + joined([f"<p><a href='/t/{n}-{d:%d}.html'>{t}</a></p>" for n, t, _ in entries])
        for d, entries in days
    ]
    return page(f"<span>2026-11-21</span>{joined(boxes)}")


@GALLERY(items=6)
def day_and_time_run_together() -> str:
    return page(_listed("<li><a href='/t/{n}.html'>{t}</a><span>{d:%Y%m%d}101500</span></li>", rows(6)))


@GALLERY(items=6)
def last_updated_in_every_entry() -> str:
    return page(
        "<div>"
        + joined(
            [f"<div class='it'><a href='/t/{n}.html'>{t}</a><small>最后更新：{d}</small></div>" for n, t, d in rows(6)]
        )
        + "</div>"
    )


@GALLERY(newest=None, items=14)
def contents_of_an_issue_numbered_beneath_year_and_month() -> str:
    lines = [f"<li><a href='/zfgb/2026/10/{n}.html'>{TITLES[n]}（政办发〔2026〕{n}号）</a></li>" for n in range(14)]
    return page(f"<h2>2026年第10期目录</h2><ul>{joined(lines)}</ul>")
