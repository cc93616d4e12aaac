"""A question board from the registry to its card: registered in a workbook, looked at over HTTP, evaluated."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from store import Database
from store.models import Card, Finding
from tests.collectors.recording.test_question_boards import FIRST, board
from tests.collectors.registry_files.books import workbook
from tests.collectors.web_server import answer, serving
from tests.mingcha.conftest import CommandLine

AGENCIES = [["单位名称", "单位代码", "盟市", "单位性质"], ["青城教育局", "JY", "呼和浩特市", "部门"]]
NEAR = {"MINGCHA_ALLOW_PRIVATE_ADDRESSES": "true", "MINGCHA_HOST_SPACING_SECONDS": "0"}


def test_a_registered_board_is_looked_at_and_its_old_questions_get_cards(
    command_line: CommandLine, tmp_path: Path
) -> None:
    with serving() as server:
        server.paths["/board/"] = answer(200, board(FIRST), Content_Type="text/html; charset=utf-8")
        sheets = {
            "单位": AGENCIES,
            "网站": [["网站名称", "网址", "主办单位"], ["教育网", f"{server.address}/", "青城教育局"]],
            "留言板": [["网站名称", "留言板名称", "留言板网址"], ["教育网", "咨询", f"{server.address}/board/"]],
        }
        (tmp_path / "登记.xlsx").write_bytes(workbook(sheets))
        assert command_line("init").exit_code == 0
        assert command_line.json("import", "registry", tmp_path / "登记.xlsx")["accepted"] == 3
        command_line("collect", **NEAR)
    assert "/board/" in [path for path, _ in server.asked]
    cards = command_line.json("evaluate")["cards"]
    # Question 3 waits since August: W5 (red). 1 was asked two days ago, 2 is answered.
    database = Database(f"sqlite:///{command_line.folder / 'mingcha.sqlite3'}")
    with database.read() as session:
        rows = session.execute(
            select(Card.rule, Finding.facts).join(Finding, Finding.id == Card.finding_id).order_by(Card.rule)
        )
        found = [(rule, facts.get("asked_on")) for rule, facts in rows]
    database.dispose()
    assert ("WEB-R", "2026-08-03") in found, cards
    assert {asked for _, asked in found} <= {"2026-08-03", None}
