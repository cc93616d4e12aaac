"""Matters are found by their unique index, or a long log would slow down with every row that is there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from collectors.recording.by_number import matters_of
from store import Database
from store.models import Case, Request


@pytest.mark.parametrize("table", [Request, Case])
def test_sqlite_searches_and_does_not_read_the_whole_table(
    migrated_sqlite_file: Path, table: type[Request] | type[Case]
) -> None:
    database = Database(f"sqlite:///{migrated_sqlite_file}")
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        asked.append((statement, parameters))

    with database.read() as session:
        event.listen(database.engine, "before_cursor_execute", note)
        assert (
            matters_of(session, table, [(1, "a"), (2, "b")], *([Case.kind == "message"] if table is Case else [])) == []
        )
        event.remove(database.engine, "before_cursor_execute", note)
        statement, parameters = asked[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    steps = [row[-1] for row in plan]
    assert any(step.startswith(f"SEARCH {table.__tablename__} USING INDEX") for step in steps), steps
    database.dispose()
