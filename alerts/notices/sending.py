"""Sends what waits in the ledger and writes down the fate of each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError
from typing import Any

from sqlalchemy import func, or_, select, update

from alerts.channels import Channel, ChannelUnavailable, Connection, MessageRefused
from alerts.channels.mail import build_message
from alerts.notices.sender import only_sender
from store import Database
from store.models import Delivery, Notice

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
OPEN_STATES = ("waiting", "sending")
"""A line that stands at "sending" while nobody sends was left there by a process that died; it is sent again under
the same message id."""


@dataclass
class Sent:
    """What a round of sending did."""

    sent: int = 0
    failed: int = 0


def send_waiting(database: Database, channel: Channel, now: datetime) -> Sent:
    """Send every line of ``channel`` whose time has come; nothing while another process is sending."""
    round_ = Sent()
    with only_sender(database) as mine:
        due = _due(database, channel, now) if mine else []
        if not due:
            return round_
        done = 0
        try:
            with channel.open() as connection:
                for delivery_id in due:
                    _send_one(database, channel, connection, delivery_id, now, round_)
                    done += 1
        except ChannelUnavailable as problem:
            _postpone(database, due[done:], str(problem), now)
    return round_


def still_waiting(database: Database, channel: Channel) -> int:
    """How many lines have not met their fate yet."""
    with database.read() as session:
        open_lines = Delivery.state.in_(OPEN_STATES), Delivery.channel == channel.name
        return session.scalar(select(func.count()).select_from(Delivery).where(*open_lines)) or 0


def _due(database: Database, channel: Channel, now: datetime) -> Sequence[int]:
    with database.read() as session:
        return session.scalars(
            select(Delivery.id)
            .where(
                Delivery.state.in_(OPEN_STATES),
                Delivery.channel == channel.name,
                or_(Delivery.next_attempt_at.is_(None), Delivery.next_attempt_at <= now),
            )
            .order_by(Delivery.id)
        ).all()


def _send_one(
    database: Database, channel: Channel, connection: Connection, delivery_id: int, now: datetime, round_: Sent
) -> None:
    with database.write() as session:
        delivery = session.scalars(
            select(Delivery).where(Delivery.id == delivery_id).with_for_update(key_share=True)
        ).one()
        if delivery.state not in OPEN_STATES:
            return
        delivery.state = "sending"
        delivery.attempts += 1
        notice = session.get_one(Notice, delivery.notice_id)
    try:
        _hand_over(connection, notice, delivery, channel.sender)
    except MessageRefused as problem:
        lost = problem.permanent or delivery.attempts >= MOST_ATTEMPTS
        pause = min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
        fate = {"state": "failed"} if lost else {"state": "waiting", "next_attempt_at": now + pause}
        _write_down(database, [delivery_id], last_error=str(problem), **fate)
        round_.failed += lost
    else:
        _write_down(database, [delivery_id], state="sent", sent_at=now, next_attempt_at=None, last_error=None)
        round_.sent += 1


def _hand_over(connection: Connection, notice: Notice, delivery: Delivery, sender: str) -> None:
    try:
        connection.send(build_message(notice, delivery, sender))
    except (ValueError, IndexError, MessageError) as error:
        raise MessageRefused(f"收件地址“{delivery.address}”不是有效的邮箱地址", permanent=True) from error


def _postpone(database: Database, ids: Sequence[int], reason: str, now: datetime) -> None:
    """The channel is down: everything waits, however long; no message is given up for a fault that is not its own."""
    _write_down(database, ids, state="waiting", last_error=reason, next_attempt_at=now + FIRST_PAUSE)


def _write_down(database: Database, ids: Sequence[int], **fate: Any) -> None:
    with database.write() as session:
        session.execute(update(Delivery).where(Delivery.id.in_(ids), Delivery.state.in_(OPEN_STATES)).values(**fate))
