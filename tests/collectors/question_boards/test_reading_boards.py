"""Which questions a board's page shows, and what it leaves untold."""

from __future__ import annotations

from datetime import UTC, date, datetime

from collectors.question_boards.reading import BoardView, answer_shown, read_board
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
URL = "http://www.example.gov.cn/hd/"
ROWS = (
    ("关于医保报销比例的咨询", "2026-11-18", "", "未答复"),
    ("小区供暖温度不达标怎么办", "2026-11-10", "2026-11-12", "已答复"),
    ("公交线路调整后如何换乘", "2026-08-03", "", "办理中"),
    ("请问落户需要哪些材料", "2026-07-01", "2026-07-20", "已答复"),
)


def read(body: str) -> BoardView:
    return read_board(makes.page(body).encode(), URL, NOW, "text/html; charset=utf-8")


def seen(view: BoardView) -> list[tuple[str, date, date | None, bool]]:
    return [(q.title, q.asked_on, q.answered_on, q.is_answered) for q in view.questions]


def table() -> str:
    head = "<tr><th>标题</th><th>提问时间</th><th>答复时间</th><th>状态</th></tr>"
    lines = "".join(
        f"<tr><td><a href='/q/{n}.html'>{title}</a></td><td>{asked}</td><td>{answered or '--'}</td>"
        f"<td>{state}</td></tr>"
        for n, (title, asked, answered, state) in enumerate(ROWS)
    )
    return f"<table>{head}{lines}</table>"


TRUTH = [
    (title, date.fromisoformat(asked), date.fromisoformat(answered) if answered else None, bool(answered))
    for title, asked, answered, _ in ROWS
]


def test_a_table_with_both_days_and_states() -> None:
    view = read(table())
    assert (view.outcome, seen(view), view.untold) == (CheckOutcome.OK, TRUTH, 0)
    assert view.questions[0].number == "http://www.example.gov.cn/q/0.html"


def test_lines_with_labels() -> None:
    lines = "".join(
        f"<li><a href='/q/{n}.html'>{title}</a><p>来信时间：{asked}</p><p>回复时间：{answered or '暂无'}</p></li>"
        for n, (title, asked, answered, _) in enumerate(ROWS)
    )
    assert seen(read(f"<ul class='list'>{lines}</ul>")) == TRUTH


def test_one_day_and_a_state_tell_that_it_is_open_or_that_it_was_answered_some_time() -> None:
    lines = "".join(
        f"<li><a href='/q/{n}.html'>{title}</a><span>{asked}</span><em>{state}</em></li>"
        for n, (title, asked, _, state) in enumerate(ROWS)
    )
    assert seen(read(f"<ul class='list'>{lines}</ul>")) == [
        (title, asked, None, is_answered) for title, asked, _, is_answered in TRUTH
    ]


def test_a_board_that_shows_one_day_and_no_state_proves_nothing() -> None:
    lines = "".join(
        f"<li><a href='/q/{n}.html'>{title}</a><span>{asked}</span></li>" for n, (title, asked, *_) in enumerate(ROWS)
    )
    view = read(f"<ul class='list'>{lines}</ul>")
    assert (view.outcome, view.questions, view.untold) == (CheckOutcome.OK, (), 4)


def test_an_error_page_is_no_board() -> None:
    view = read_board(b"<html><title>404</title><body>page not found</body></html>", URL, NOW)
    assert (view.outcome, view.questions) == (CheckOutcome.SOFT_ERROR_PAGE, ())


def test_the_page_of_a_question_shows_its_answer_with_its_day_or_none() -> None:
    def page(words: str) -> bytes:
        return makes.page(f"<h1>关于医保的咨询</h1><p>提问时间：2026-11-01</p>{words}").encode()

    assert answer_shown(page("<p>答复时间：2026-11-05</p><p>您好，现答复如下。</p>"), NOW) == (True, date(2026, 11, 5))
    assert answer_shown(page("<b>已答复</b><p>您好。</p>"), NOW) == (True, None)
    assert answer_shown(page("<b>办理中</b>"), NOW) == (False, None)
    assert answer_shown(page(""), NOW) == (False, None)
