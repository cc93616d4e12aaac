"""Accounts to try the demo with: an officer of the region, one of a league, a contact of a lagging agency."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingcha.house import House
from store.models import Card, User
from store.people import add_user

PASSWORD = "mingcha-demo"
ACCOUNTS = {
    "officer": ("示例·自治区督查员", "officer", "150000"),
    "league": ("示例·呼和浩特市督查员", "officer", "150100"),
    "contact": ("示例·单位联系人", "contact", None),
}
"""User name → name shown, role, region. The contact's agency is the one with most to mend on its website."""


def demo_hint() -> str:
    """Return what the sign-in page tells a visitor of the demo."""
    return f"演示账号：{'、'.join(ACCOUNTS)}；口令：{PASSWORD}"


def add_demo_accounts(house: House) -> None:
    """Add those accounts that are not there yet; called after the cards are issued."""
    with house.database.write() as session:
        there = set(session.scalars(select(User.username).where(User.username.in_(ACCOUNTS))))
        for username in ACCOUNTS.keys() - there:
            _add(session, username, house.clock())


def _add(session: Session, username: str, now: datetime) -> None:
    name, role, region_code = ACCOUNTS[username]
    add_user(
        session,
        now=now,
        username=username,
        name=name,
        role=role,
        password=PASSWORD,
        region_code=region_code,
        agency_id=None if region_code else _lagging_agency(session),
    )


def _lagging_agency(session: Session) -> int | None:
    with_columns = select(Card.agency_id).where(Card.rule == "WEB-Y", Card.state == "open")
    most = func.count().desc()
    open_cards = select(Card.agency_id).where(Card.state == "open", Card.agency_id.in_(with_columns))
    return session.scalar(open_cards.group_by(Card.agency_id).order_by(most, Card.agency_id).limit(1))
