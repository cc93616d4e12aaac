"""Questions of a board over real HTTP: open, answered, gone from the page."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from collectors.collecting import collect_sources
from collectors.question_boards.looking import PAGES
from collectors.recording.kept_files import read_copy
from store.models import Case, CaseEvent, CollectorRun, Evidence, QuestionPage, Source
from tests.collectors.recording.world import SmallWorld
from tests.collectors.web_server import WebServer, answer
from tests.collectors.websites import makes

Row = tuple[int, str, str, str]
FIRST: list[Row] = [
    (1, "2026-11-18", "", "未答复"),
    (2, "2026-11-10", "2026-11-12", "已答复"),
    (3, "2026-08-03", "", "办理中"),
]


def board(rows: list[Row]) -> bytes:
    head = "<tr><th>标题</th><th>提问时间</th><th>答复时间</th><th>状态</th></tr>"
    lines = "".join(
        f"<tr><td><a href='/q/{n}.html'>关于第{n}个问题的咨询</a></td><td>{asked}</td><td>{answered}</td>"
        f"<td>{state}</td></tr>"
        for n, asked, answered, state in rows
    )
    return makes.page(f"<table>{head}{lines}</table>").encode()


def page(words: str) -> bytes:
    return makes.page(f"<h1>关于医保的咨询</h1><p>提问时间：2026-08-03</p>{words}").encode()


def collect(world: SmallWorld, server: WebServer, rows: list[Row], source: int | None = None) -> int:
    server.paths["/board/"] = answer(200, board(rows), Content_Type="text/html; charset=utf-8")
    if source is None:
        site = world.site(server.address)
        with world.database.write() as session:
            made = Source(
                key="board", name="留言", kind="question_board", location=f"{server.address}/board/", site_id=site
            )
            made.every_minutes = 60
            session.add(made)
            session.flush()
            source = made.id
    collect_sources(world.database, [source], world.context)
    return source


def log(world: SmallWorld) -> dict[int, dict[str, date]]:
    """By the number of a question its days; a later entry of a kind stands for an earlier one."""
    numbers = {case.id: int(case.number.rsplit("/", 1)[1][:-5]) for case in world.rows(Case)}
    days: dict[int, dict[str, date]] = {number: {} for number in numbers.values()}
    for event in world.rows(CaseEvent):
        days[numbers[event.case_id]][event.kind] = event.happened_on
    return days


def test_questions_become_cases_of_the_site(world: SmallWorld, server: WebServer) -> None:
    collect(world, server, FIRST)
    assert log(world) == {
        1: {"asked": date(2026, 11, 18)},
        2: {"asked": date(2026, 11, 10), "answered": date(2026, 11, 12)},
        3: {"asked": date(2026, 8, 3)},
    }
    assert all(case.site_id and case.kind == "message" for case in world.rows(Case))
    (run,) = world.rows(CollectorRun)
    assert (run.outcome, run.rows, run.accepted) == ("ok", 3, 3)


def test_a_second_look_at_the_same_page_brings_nothing_new(world: SmallWorld, server: WebServer) -> None:
    source = collect(world, server, FIRST)
    before = log(world)
    world.clock.move(hours=25)
    collect(world, server, FIRST, source)
    assert log(world) == before
    assert len(world.rows(CaseEvent)) == 4


def test_an_answer_without_a_day_counts_from_the_last_look_that_saw_it_open(
    world: SmallWorld, server: WebServer
) -> None:
    source = collect(world, server, FIRST)
    for _ in range(2):
        world.clock.move(days=20)
        collect(world, server, [(1, "2026-11-18", "", "已答复"), (9, "2026-01-05", "", "已答复"), *FIRST[1:]], source)
    days = log(world)
    assert days[1] == {"asked": date(2026, 11, 18), "answered": date(2026, 11, 20)}, (
        "not twenty days late by our own absence"
    )
    assert 9 not in days, "when it was answered is not known, so nothing is said of it"


def test_an_open_question_that_left_the_page_is_looked_up_on_its_own(world: SmallWorld, server: WebServer) -> None:
    source = collect(world, server, FIRST)
    world.clock.move(hours=25)
    html = {"Content_Type": "text/html; charset=utf-8"}
    server.paths["/q/3.html"] = answer(200, page("<p>答复时间：2026-11-20</p><p>您好，现答复如下。</p>"), **html)
    collect(world, server, FIRST[:2], source)
    assert log(world)[3] == {"asked": date(2026, 8, 3), "answered": date(2026, 11, 20)}


def test_of_many_open_questions_that_left_the_page_each_has_its_turn(world: SmallWorld, server: WebServer) -> None:
    many = [(number, "2026-08-03", "", "办理中") for number in range(3, 2 * PAGES + 3)]
    source = collect(world, server, [*many, FIRST[1]])
    html = {"Content_Type": "text/html; charset=utf-8"}
    server.paths |= {f"/q/{number}.html": answer(200, page("<p>状态：办理中</p>"), **html) for number, *_ in many}
    asked: set[str] = set()
    for _ in range(12):
        world.clock.move(hours=25)
        server.asked.clear()
        collect(world, server, [FIRST[1]], source)
        opened = [path for path, _ in server.asked if path.startswith("/q/")]
        assert len(opened) == PAGES
        asked |= set(opened)
    assert len(asked) == len(many)


def test_an_error_page_in_the_place_of_the_board_changes_nothing(world: SmallWorld, server: WebServer) -> None:
    source = collect(world, server, FIRST)
    before = log(world)
    world.clock.move(hours=25)
    server.paths["/board/"] = answer(200, "<title>404</title><h1>页面不存在</h1>".encode())
    collect_sources(world.database, [source], world.context)
    assert log(world) == before
    assert world.rows(CollectorRun)[-1].outcome == "soft_error_page"


def test_the_page_of_a_question_is_kept_first_once_a_week_and_when_it_is_answered(
    world: SmallWorld, server: WebServer
) -> None:
    html = {"Content_Type": "text/html; charset=utf-8"}
    source = collect(world, server, FIRST)
    open_page, answered = "<p>状态：办理中</p><p>浏览 {} 次</p>", "<p>答复时间：2026-12-01</p><p>您好，现答复如下。</p>"
    for look in range(12):
        words = open_page.format(look) if look < 11 else answered
        server.paths["/q/3.html"] = answer(200, page(words), **html)
        collect(world, server, FIRST[:2], source)
        world.clock.move(days=1)
    kept = world.rows(QuestionPage)
    assert [(row.seen_at.day, row.is_answered) for row in kept] == [(20, False), (27, False), (1, True)]
    with world.database.read() as session:
        (case_id,) = {row.case_id for row in kept}
        assert session.get_one(Case, case_id).number.endswith("/q/3.html")
        files = {row.content_hash: row.file for row in session.scalars(select(Evidence))}
    shown = read_copy(world.folder / "evidence", files[kept[0].evidence_hash])
    assert "浏览 0 次" in shown.content.decode()
    assert shown.request_line == "GET /q/3.html HTTP/1.1"
