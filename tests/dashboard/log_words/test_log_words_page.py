"""Words of places explained on the page: within the own regions, audited, and what follows from it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collectors.importing import import_requests
from dashboard.services import Services
from store import Database
from store.models import AuditEntry, LogWord, QuarantineRow, Request, RequestEvent, Source
from tests.dashboard.browsing import Visitor
from tests.dashboard.upload.test_uploading import callback_of

Visit = Callable[[str | None], Visitor]
HEAD = "申请编号,承办单位,收到日期,答复日期,办理状态\n"
LOG = f"{HEAD}W-1,呼和浩特市人民政府,2026-11-02,2026-11-19,照准\nW-2,包头市人民政府,2026-11-02,2026-11-19,照准\n"


@pytest.fixture
def log(services: Services, tmp_path: Path) -> None:
    """Two replies whose kind nobody knows, in two leagues; a row that a word keeps out."""
    path = tmp_path / "台账.csv"
    path.write_text(f"{LOG}W-3,呼和浩特市人民政府,2026-11-02,,延期公开中\n", "utf-8")
    assert services.collecting is not None
    import_requests(services.database, path, services.collecting)
    with services.database.write() as session:
        source = session.query(Source).filter(Source.key == "import:request_log").one()
        source.region_code = "150000"


def explain(visitor: Visitor, word: str, code: str, area: str) -> Any:
    place = {"type": "log-words-unknown", "word": word}
    state = [
        [{"id": place, "property": "value", "value": code}],
        [{"id": place, "property": "id", "value": place}],
        {"id": "log-words-area-unknown", "property": "value", "value": area},
    ]
    pressed = [{"id": "log-words-explain", "property": "n_clicks", "value": 1}]
    return visitor.call(callback_of(visitor, "log-words-explain"), pressed, state)  # type: ignore[arg-type]


def keep(visitor: Visitor, word: str, code: str, area: str) -> Any:
    values = {"log-words-word": word, "log-words-meaning": code, "log-words-area": area}
    state = [{"id": identity, "property": "value", "value": value} for identity, value in values.items()]
    pressed = [{"id": "log-words-keep", "property": "n_clicks", "value": 1}]
    return visitor.call(callback_of(visitor, "log-words-keep"), pressed, state)


def outcomes(kept: Database) -> dict[str, object]:
    """The kind of reply in force of each request of the log."""
    with kept.read() as session:
        rows = session.query(Request.number, RequestEvent).join(RequestEvent, RequestEvent.request_id == Request.id)
        rows = rows.filter(Request.number.like("W-%"), RequestEvent.kind == "replied").order_by(RequestEvent.id)
        return {number: event.detail.get("outcome") for number, event in rows}


@pytest.mark.usefixtures("log")
def test_words_are_listed_explained_and_the_replies_corrected_within_the_scope(visit: Visit, kept: Database) -> None:
    visitor = visit("hohhot")
    drawn = str(visitor.page("/log-words").json)
    assert "照准" in drawn
    assert "包头市" not in drawn
    answer = explain(visitor, "照准", "granted", "150100")
    assert "更正答复 1 件" in str(answer.json)
    assert outcomes(kept) == {"W-1": "granted", "W-2": None}
    with kept.read() as session:
        entry = session.query(AuditEntry).filter(AuditEntry.action == "word.keep").one()
        assert (entry.actor, entry.subject, entry.detail["word"]) == ("hohhot", "word:150100:outcome", "照准")


@pytest.mark.usefixtures("log")
def test_a_word_for_all_is_for_those_who_see_all(visit: Visit, kept: Database) -> None:
    for username in ("hohhot", "region"):
        assert explain(visit(username), "照准", "granted", "all").status_code == 404
    assert explain(visit("admin"), "照准", "granted", "all").status_code == 200
    assert outcomes(kept) == {"W-1": "granted", "W-2": "granted"}


@pytest.mark.parametrize(("username", "status"), [("contact", 403), ("nobody", 403), ("hohhot", 404)])
def test_nobody_explains_words_of_other_regions(visit: Visit, kept: Database, username: str, status: int) -> None:
    assert keep(visit(username), "照准", "granted", "150200").status_code == status
    with kept.read() as session:
        assert session.query(LogWord).count() == 0


@pytest.mark.usefixtures("log")
def test_rows_that_a_word_kept_out_are_read_again(visit: Visit, kept: Database) -> None:
    answer = keep(visit("region"), "延期公开中", "open", "150000")
    assert "重新读取隔离行 1 行" in str(answer.json)
    with kept.read() as session:
        assert session.query(Request).filter(Request.number == "W-3").count() == 1
        (row,) = session.query(QuarantineRow).filter(QuarantineRow.reason == "reply_date_missing")
        assert row.settled_at is not None


def test_a_word_can_be_taken_back_and_every_version_stays(visit: Visit, kept: Database) -> None:
    visitor = visit("hohhot")
    keep(visitor, "照准", "granted", "150100")
    with kept.read() as session:
        word = session.query(LogWord).one().id
    place = {"id": word, "type": "log-words-take-back"}
    name = next(name for name, line in visitor.app.callback_map.items() if "take-back" in str(line["inputs"][:1]))
    pressed = [[{"id": place, "property": "n_clicks", "value": 1}]]
    assert visitor.call(name, pressed).status_code == 200  # type: ignore[arg-type]
    with kept.read() as session:
        assert [(line.version, line.code) for line in session.query(LogWord).order_by(LogWord.id)] == [
            (1, "granted"),
            (2, None),
        ]


@pytest.mark.usefixtures("log")
def test_the_quarantine_page_offers_to_read_again_to_officers_of_the_scope(visit: Visit, kept: Database) -> None:
    with kept.read() as session:
        source = session.query(Source.id).filter(Source.key == "import:request_log").scalar()
    state = [{"id": "quarantine-source", "property": "data", "value": source}]
    pressed = [{"id": "quarantine-again", "property": "n_clicks", "value": 1}]
    for username, status in (("contact", 403), ("hohhot", 404), ("region", 200)):
        assert visit(username).call("quarantine-message", pressed, state).status_code == status
    assert "重新读取" in str(visit("region").page("/sources", f"?quarantine={source}").json)
