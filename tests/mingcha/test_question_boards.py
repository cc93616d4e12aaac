"""A question board from the registry to its card: registered in a workbook, looked at over HTTP, evaluated."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from alerts.held_copies import held_copies
from dashboard.kept_copy import CopyKey, copies_of, find_copy
from dashboard.pages.copy.queries import copy_view
from dashboard.scope import Scope
from store import Database
from store.models import Card, CollectorRun, Finding, Source
from tests.collectors.recording.test_question_boards import FIRST, board, page
from tests.collectors.registry_files.books import workbook
from tests.collectors.web_server import answer, serving
from tests.mingcha.conftest import CommandLine

AGENCIES = [["单位名称", "单位代码", "盟市", "单位性质"], ["青城教育局", "JY", "呼和浩特市", "部门"]]
NEAR = {"MINGCHA_ALLOW_PRIVATE_ADDRESSES": "true", "MINGCHA_HOST_SPACING_SECONDS": "0"}


def register(command_line: CommandLine, folder: Path, address: str) -> None:
    sheets = {
        "单位": AGENCIES,
        "网站": [["网站名称", "网址", "主办单位"], ["教育网", f"{address}/", "青城教育局"]],
        "留言板": [["网站名称", "留言板名称", "留言板网址"], ["教育网", "咨询", f"{address}/board/"]],
    }
    (folder / "登记.xlsx").write_bytes(workbook(sheets))
    assert command_line("init").exit_code == 0
    assert command_line.json("import", "registry", folder / "登记.xlsx")["accepted"] == 3


def test_a_registered_board_is_looked_at_and_its_old_questions_get_cards(
    command_line: CommandLine, tmp_path: Path
) -> None:
    with serving() as server:
        server.paths["/board/"] = answer(200, board(FIRST), Content_Type="text/html; charset=utf-8")
        register(command_line, tmp_path, server.address)
        command_line("collect", **NEAR)
    assert "/board/" in [path for path, _ in server.asked]
    cards = command_line.json("evaluate")["cards"]
    # Question 3 waits since August: W5 (red). 1 was asked two days ago, 2 is answered.
    database = Database(f"sqlite:///{command_line.folder / 'mingcha.sqlite3'}")
    with database.read() as session:
        rows = session.execute(
            select(Card.rule, Card.title, Finding.facts)
            .join(Finding, Finding.id == Card.finding_id)
            .order_by(Card.rule)
        )
        found = [(rule, title, facts.get("asked_on")) for rule, title, facts in rows]
    database.dispose()
    assert ("WEB-R", "互动回应差：留言“关于第3个问题的咨询”", "2026-08-03") in found, cards
    assert {asked for _, _, asked in found} <= {"2026-08-03", None}


def test_a_card_opens_the_page_that_first_showed_the_question_and_the_last_one_before(
    command_line: CommandLine, tmp_path: Path
) -> None:
    html = {"Content_Type": "text/html; charset=utf-8"}
    with serving() as server:
        register(command_line, tmp_path, server.address)
        for day, rows in (("2026-11-18", FIRST[2:]), ("2026-11-19", FIRST[1:]), ("2026-11-21", FIRST)):
            server.paths["/board/"] = answer(200, board(rows), **html)
            command_line("collect", MINGCHA_AS_OF=day, **NEAR)
            if day == "2026-11-19":
                command_line("evaluate")  # as of 2026-11-20
    database = Database(f"sqlite:///{command_line.folder / 'mingcha.sqlite3'}")
    near, far = (Scope(1, "a", "", "officer", f"150000/{league}/", None) for league in ("150100", "150200"))
    with database.read() as session:
        runs = select(CollectorRun.evidence_hash).join(Source, Source.id == CollectorRun.source_id)
        pages = session.scalars(runs.where(Source.kind == "question_board").order_by(CollectorRun.id)).all()
        assert len(set(pages)) == 3 and all(pages)
        finding = session.scalars(select(Finding).where(Finding.rule == "WEB-R")).one()
        assert finding.facts["evidence_hash"] == pages[0]
        shown = copies_of(session, near, finding)
        assert [key.content_hash for key, _ in shown] == pages[:2]
        assert copies_of(session, far, finding) == []
        held = held_copies(session, datetime(2030, 1, 1, tzinfo=UTC))
        assert held == set(pages[:2])
        for key, _ in shown:
            assert CopyKey.read(key.argument) == key and find_copy(session, far, key) is None
            view = copy_view(session, near, key.argument, 7)
            assert view is not None and "WEB-R" in [card.rule for card in view.cards]
            assert view.matter == "教育网 咨询"
    database.dispose()


def test_a_card_on_a_question_opens_the_page_of_the_question_too(command_line: CommandLine, tmp_path: Path) -> None:
    html = {"Content_Type": "text/html; charset=utf-8"}
    with serving() as server:
        register(command_line, tmp_path, server.address)
        server.paths["/q/3.html"] = answer(200, page("<p>状态：办理中</p>"), **html)
        for day, rows in (("2026-11-17", FIRST), ("2026-11-19", FIRST[:2])):
            server.paths["/board/"] = answer(200, board(rows), **html)
            command_line("collect", MINGCHA_AS_OF=day, **NEAR)
    command_line("evaluate")
    database = Database(f"sqlite:///{command_line.folder / 'mingcha.sqlite3'}")
    near, far = (Scope(1, "a", "", "officer", f"150000/{league}/", None) for league in ("150100", "150200"))
    with database.read() as session:
        finding = session.scalars(select(Finding).where(Finding.rule == "WEB-R")).one()
        (key,) = [key for key, _ in copies_of(session, near, finding) if key.kind == "question"]
        assert CopyKey.read(key.argument) == key
        assert find_copy(session, far, key) is None
        view = copy_view(session, near, key.argument, 7)
        assert view is not None and view.evidence.url.endswith("/q/3.html")
        assert (view.matter, "WEB-R" in [card.rule for card in view.cards]) == ("留言“关于第3个问题的咨询”", True)
        assert key.content_hash in held_copies(session, datetime(2030, 1, 1, tzinfo=UTC))
    database.dispose()
