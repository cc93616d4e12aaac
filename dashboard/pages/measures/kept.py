"""What was counted from the logs, kept until they have something new: a year takes seconds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.services import Services
from store.models import Agency, Request, RequestEvent

Counted = TypeVar("Counted")


class Kept(Generic[Counted]):
    """The last ``most`` results by what they were asked of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[Any, ...], Counted] = OrderedDict()
        self._lock = Lock()

    def get(
        self, session: Session, services: Services, asked: tuple[Any, ...], count: Callable[[], Counted]
    ) -> Counted:
        """Return what ``count`` finds for ``asked``, or found under the same logs, agencies and law before."""
        key = (*_state(session, services), *asked)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        counted = count()
        with self._lock:
            self._kept[key] = counted
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return counted


def _state(session: Session, services: Services) -> tuple[Any, ...]:
    """Logs are only ever appended, so their newest entry tells one state from another."""
    rulebook = services.rulebook
    newest = session.execute(
        select(
            select(func.max(RequestEvent.id)).scalar_subquery(),
            select(func.max(Request.id)).scalar_subquery(),
            select(func.count(Agency.id)).scalar_subquery(),
        )
    ).one()
    return (services.database.url, *newest, rulebook.fingerprint, rulebook.calendar.version)
