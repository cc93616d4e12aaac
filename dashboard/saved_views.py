"""Filters of a page that a user keeps under a name of his own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from store.models import SavedView

LONGEST_NAME = 40
LONGEST_QUERY = 1000
MOST_VIEWS = 30


def views_of(session: Session, scope: Scope, page: str) -> Sequence[SavedView]:
    """Return the user's views of the page at this address, by name."""
    query = select(SavedView).where(SavedView.user_id == scope.user_id, SavedView.page == page)
    return session.scalars(query.order_by(SavedView.name)).all()


def keep_view(session: Session, scope: Scope, page: str, name: str, query: str) -> str | None:
    """Keep ``query`` under ``name``, in place of what had that name; returns why not, in words, or none."""
    name = " ".join(name.split())
    if not name:
        return "请先填写视图名称。"
    if len(name) > LONGEST_NAME:
        return f"视图名称不能超过 {LONGEST_NAME} 个字。"
    if len(query) > LONGEST_QUERY:
        return "条件过长，请缩短查找的文字。"
    mine = (SavedView.user_id == scope.user_id, SavedView.page == page)
    session.execute(delete(SavedView).where(*mine, SavedView.name == name))
    if (session.scalar(select(func.count()).select_from(SavedView).where(*mine)) or 0) >= MOST_VIEWS:
        return f"最多保存 {MOST_VIEWS} 个视图，请先删除不用的。"
    session.add(SavedView(user_id=scope.user_id, page=page, name=name, query=query))
    return None


def drop_view(session: Session, scope: Scope, view_id: int) -> None:
    """Forget a view of this user; one of another user stays."""
    session.execute(delete(SavedView).where(SavedView.id == view_id, SavedView.user_id == scope.user_id))
