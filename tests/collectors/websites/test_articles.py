"""What makes a page an article, and which of its lines tells its day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
SENTENCE = "为深入贯彻落实有关决策部署，进一步提升服务水平，经研究决定，现就有关事项通知如下。"


def look(body: str) -> PageView:
    html = makes.page(body).replace("<title>通知公告", "<title>关于做好秋季造林工作的通知")
    return inspect_page(html.encode(), "http://www.example.gov.cn/a/1.html", NOW)


def test_paragraphs_that_stand_each_in_an_element_of_its_own_are_one_text() -> None:
    text = "".join(f"<div><span>{SENTENCE}</span></div>" for _ in range(12))
    others = "".join(
        f"<li><a href='b{n}.html'>{title}</a><span>{day}</span></li>"
        for n, (title, day) in enumerate(makes.entries(date(2026, 11, 10), 4))
    )
    head = "<h1>关于做好秋季造林工作的通知</h1><div>2026-09-16　来源：市政府办公室</div>"
    view = look(f"{head}<div class='con'>{text}</div><ul>{others}</ul>")
    assert (view.kind, view.newest) == (PageKind.DETAIL, date(2026, 9, 16))


def test_a_day_behind_the_words_published_on_goes_before_one_in_the_text() -> None:
    lead = "<p><b>2026年9月14日</b></p>"
    head = f"<h1>第三届论坛举行</h1><h4>发表于<span>2026-09-16 21:30</span>|<span>1164次阅读</span></h4>{lead}"
    view = look(head + f"<div>{f'<p>{SENTENCE}</p>' * 9}</div>")
    assert (view.kind, view.newest) == (PageKind.DETAIL, date(2026, 9, 16))
