"""An agency is told once of each card, by a mail that says all it needs to know; every line's fate is kept."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from alerts import rectification
from alerts.channels.smtp import SmtpChannel
from alerts.evaluation import evaluate
from alerts.notices import notify
from rulebook import Rulebook
from store import Database
from store.models import AuditEntry, Card, Delivery, Notice
from tests import factories as make
from tests.alerts import worlds
from tests.alerts.mail_server import MailServer, mail_server

DAY = date(2026, 8, 31)
NOW = make.at(DAY)
URL = "http://mingcha.example.invalid"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def overdue(database: Database, rulebook: Rulebook, *, contacts: int = 1, agencies: int = 1) -> None:
    with database.write() as session:
        for i in range(agencies):
            agency = make.make_agency(session, f"示例教育局{i}", contacts=contacts)
            make.make_request(session, agency, f"2026-{i}", ("received", date(2026, 7, 1)))
    evaluate(database, rulebook, DAY, NOW)


def deliveries(database: Database) -> list[Delivery]:
    with database.read() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))


def test_one_mail_for_each_contact_lists_the_cards_of_the_agency(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook, contacts=2)
    summary = notify(database, rulebook, server.channel(), NOW, URL)
    assert (summary.notices, summary.sent, summary.failed, summary.waiting) == (1, 2, 0, 0)
    first, second = server.received
    assert first["Subject"] == "【明察】示例教育局0：红牌 1 张、黄牌 1 张"
    assert {first["To"].addresses[0].display_name, second["To"].addresses[0].display_name} == {"联系人1", "联系人2"}
    assert first["Message-ID"] != second["Message-ID"]
    assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/html"]


def test_the_mail_says_what_is_wrong_by_which_rule_on_what_evidence_and_until_when(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook)
    notify(database, rulebook, server.channel(), NOW, URL)
    with database.read() as session:
        red = session.scalars(select(Card).where(Card.colour == "red")).one()
    for part in server.received[0].iter_parts():
        said = part.get_content()
        for words in (
            "■ 红牌",
            "▲ 黄牌",
            "依申请公开严重逾期未答复：申请 2026-0",
            "中华人民共和国政府信息公开条例",
            "国务院令第711号",
            "第三十三条",
            "2026-07-29",
            "2026-08-06",
            f"{red.rectify_by}（含当日）前",
            "3 个工作日内登录系统提出申诉",
            f"{URL}/card/{red.id}",
            red.number,
        ):
            assert words in said, words


def test_notifying_again_sends_nothing_and_a_new_card_brings_a_new_notice(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook)
    notify(database, rulebook, server.channel(), NOW, URL)
    again = notify(database, rulebook, server.channel(), NOW, URL)
    assert (again.notices, again.sent) == (0, 0)
    with database.write() as session:
        agency = session.scalars(select(make.Agency)).one()
        make.make_request(session, agency, "2026-new", ("received", date(2026, 7, 20)))
    evaluate(database, rulebook, DAY, NOW)
    third = notify(database, rulebook, server.channel(), NOW, URL)
    assert (third.notices, third.sent) == (1, 1)
    assert "2026-new" in server.received[1].get_body(("plain",)).get_content()


def test_cards_of_a_day_still_to_come_are_told_of_when_it_comes(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    with database.write() as session:
        make.make_request(session, make.make_agency(session, contacts=1), "2026-1", ("received", date(2026, 8, 25)))
    evaluate(database, rulebook, DAY + timedelta(days=60), NOW)
    assert notify(database, rulebook, server.channel(), NOW, URL).notices == 0
    assert notify(database, rulebook, server.channel(), NOW + timedelta(days=60), URL).notices == 1


def test_two_processes_that_notify_at_once_send_each_notice_once(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook, agencies=6)
    both = Barrier(2)

    def one_process(_: int) -> None:
        own = Database(database.engine.url.render_as_string(hide_password=False))
        both.wait()
        notify(own, rulebook, server.channel(), NOW, URL)
        own.dispose()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one_process, range(2)))
    notify(database, rulebook, server.channel(), NOW, URL)  # whatever the one that could not send has left
    ids = [message["Message-ID"] for message in server.received]
    assert len(ids) == len(set(ids)) == 6
    with database.read() as session:
        assert len(session.scalars(select(Notice)).all()) == 6


def test_a_server_that_is_down_leaves_the_mail_waiting_with_a_reason_and_later_it_goes_out_once(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook)
    with socket.socket() as taken:  # bound and not listening: nobody else can open this port meanwhile
        taken.bind(("127.0.0.1", 0))
        dead = SmtpChannel("127.0.0.1", taken.getsockname()[1], "mingcha@example.invalid", seconds=5)
        down = notify(database, rulebook, dead, NOW, URL)
    assert (down.notices, down.sent, down.failed, down.waiting) == (1, 0, 0, 1)
    line = deliveries(database)[0]
    assert line.state == "waiting"
    assert line.last_error is not None and "拒绝连接" in line.last_error
    too_early = notify(database, rulebook, server.channel(), NOW + timedelta(minutes=1), URL)
    assert (too_early.sent, too_early.waiting) == (0, 1)
    later = NOW + timedelta(hours=1)
    assert notify(database, rulebook, server.channel(), later, URL).sent == 1
    assert notify(database, rulebook, server.channel(), later + timedelta(hours=1), URL).sent == 0
    line = deliveries(database)[0]
    assert (line.state, line.sent_at, line.last_error) == ("sent", later, None)
    assert len(server.received) == 1


def test_a_mailbox_that_does_not_exist_fails_in_words_and_the_other_contact_is_told(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook, contacts=2)
    with database.read() as session:
        bad = session.scalars(select(make.Contact.email).order_by(make.Contact.id)).first()
    assert bad is not None
    server.refusals[bad] = "550 no such mailbox"
    summary = notify(database, rulebook, server.channel(), NOW, URL)
    assert (summary.sent, summary.failed, summary.waiting) == (1, 1, 0)
    line = deliveries(database)[0]
    assert (line.state, line.last_error) == ("failed", "收件地址被拒绝（550 no such mailbox）")


def test_a_mailbox_that_is_busy_is_tried_with_growing_pauses_and_given_up_in_the_end(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook)
    server.refusals[deliveries_address(database)] = "451 try later"
    moment, pauses = NOW, []
    while True:
        notify(database, rulebook, server.channel(), moment, URL)
        line = deliveries(database)[0]
        if line.state == "failed":
            break
        assert line.next_attempt_at is not None
        pauses.append(line.next_attempt_at - moment)
        moment = line.next_attempt_at
    assert pauses == sorted(pauses) and pauses[0] < pauses[-1]
    assert line.attempts == 8


def deliveries_address(database: Database) -> str:
    with database.read() as session:
        return session.scalars(select(make.Contact.email)).one()


def test_an_agency_without_contacts_is_noted_in_the_ledger_and_the_audit_trail(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook, contacts=0)
    summary = notify(database, rulebook, server.channel(), NOW, URL)
    assert (summary.notices, summary.sent, summary.failed) == (1, 0, 1)
    line = deliveries(database)[0]
    assert (line.state, line.last_error) == ("failed", "该单位没有登记有效的联系人，通知无法送达")
    with database.read() as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["notice_without_contact"]


def test_an_address_that_is_none_fails_and_does_not_stop_the_others(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook, contacts=2)
    with database.write() as session:
        first = session.scalars(select(make.Contact).order_by(make.Contact.id)).first()
        assert first is not None
        first.email = "没有 邮箱\r\nBcc: x@example.invalid"
    summary = notify(database, rulebook, server.channel(), NOW, URL)
    assert (summary.sent, summary.failed) == (1, 1)
    assert "不是有效的邮箱地址" in (deliveries(database)[0].last_error or "")


def test_an_urged_card_is_told_of_again_once(database: Database, rulebook: Rulebook, server: MailServer) -> None:
    overdue(database, rulebook)
    notify(database, rulebook, server.channel(), NOW, URL)
    with database.read() as session:
        red = session.scalars(select(Card.id).where(Card.colour == "red")).one()
    rectification.urge(database, red, "officer", "", NOW)
    rectification.urge(database, red, "officer", "请抓紧", NOW)
    assert notify(database, rulebook, server.channel(), NOW, URL).sent == 1
    assert notify(database, rulebook, server.channel(), NOW, URL).sent == 0
    assert server.received[1]["Subject"] == "【明察】示例教育局0：督办 1 件"
    assert {reason for *_, reason, _, _ in worlds.notices_of(database)} == {"issued", "urged-1", "urged-2"}


def test_a_card_that_lapsed_before_anybody_was_told_is_not_told_of(
    database: Database, rulebook: Rulebook, server: MailServer
) -> None:
    overdue(database, rulebook)
    notify(database, rulebook, server.channel(), NOW, URL)
    assert "蓝牌" not in server.received[0].get_body(("plain",)).get_content()
