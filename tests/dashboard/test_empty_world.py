"""Before the first source, the first run and the first card: every page says that nothing is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.security import generate_password_hash

from dashboard.application import create_application
from dashboard.page import all_pages
from dashboard.services import Services
from store import Database
from store.models import User
from store.registry import load_regions
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import NOW, PASSWORD

if TYPE_CHECKING:
    from rulebook import Rulebook


@pytest.fixture
def visitor(migrated_sqlite_file: Path, tmp_path: Path, rulebook: Rulebook) -> Iterator[Visitor]:
    """The officer of the region over a database that holds the divisions and this account."""
    file = tmp_path / "empty.sqlite3"
    file.write_bytes(migrated_sqlite_file.read_bytes())
    database = Database(f"sqlite:///{file}")
    load_regions(database)
    kept = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1000")
    with database.write() as session:
        session.add(User(username="region", name="督查员", password_hash=kept, role="officer", region_code="150000"))
    services = Services(database, lambda: rulebook, lambda: NOW, "empty" * 8, tmp_path / "evidence")
    yield Visitor(create_application(services), "region")
    database.dispose()


def test_every_page_is_drawn_and_none_fails(visitor: Visitor) -> None:
    for page in all_pages():
        if not page.takes_argument:
            answer = visitor.page(page.path)
            assert answer.status_code == 200
            assert "页面出错" not in str(answer.json), page.path


@pytest.mark.parametrize(
    ("path", "search", "words"),
    [
        ("/", "", ["尚未评估", "从这里开始", "mingcha import registry", "无数据", "没有即将到期的事项"]),
        ("/sources", "", ["您的范围内没有数据来源", "没有运行异常的来源", "没有无法使用的数据行"]),
        ("/sources", "?list=all", ["没有符合条件的来源"]),
        ("/sources", "?answer=stale", ["没有这样的栏目"]),
    ],
)
def test_what_is_not_known_is_said_and_not_shown_as_healthy(
    visitor: Visitor, path: str, search: str, words: list[str]
) -> None:
    shown = str(visitor.page(path, search).json)
    for expected in words:
        assert expected in shown
    assert "✓ 无牌" not in shown
