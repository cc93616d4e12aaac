"""Without a mail server, messages go to a folder: whole, once, and with a reason where that fails."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from alerts.channels.folder import FolderChannel
from alerts.notices import notify
from rulebook import Rulebook
from store import Database
from store.models import Delivery
from tests.alerts.test_notices import NOW, URL, deliveries, overdue


def test_a_line_left_at_sending_by_a_process_that_died_is_sent_under_the_same_message_id(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    overdue(database, rulebook)
    folder = tmp_path / "mails"
    channel = FolderChannel(folder, "mingcha@example.invalid")
    notify(database, rulebook, channel, NOW, URL)
    (first,) = folder.iterdir()
    content = first.read_bytes()
    with database.write() as session:
        session.scalars(select(Delivery)).one().state = "sending"
    assert notify(database, rulebook, channel, NOW, URL).sent == 1
    assert [path.name for path in folder.iterdir()] == [first.name]
    assert first.read_bytes() == content


def test_a_folder_that_cannot_be_written_leaves_the_mail_waiting(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    overdue(database, rulebook)
    in_the_way = tmp_path / "mails"
    in_the_way.write_text("a file, no folder")
    summary = notify(database, rulebook, FolderChannel(in_the_way, "mingcha@example.invalid"), NOW, URL)
    assert (summary.sent, summary.waiting) == (0, 1)
    assert "无法写入" in (deliveries(database)[0].last_error or "")
