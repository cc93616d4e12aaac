"""Times of maintenance (rule MAINT): looks within them prove nothing, and the limits run on.

A fault that began before or during the maintenance is proved by the first look after it, with its true day; nothing is
hidden, it is only seen later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar


class Look(Protocol):
    """Anything seen at a moment (UTC)."""

    @property
    def checked_at(self) -> datetime:
        """When it was seen."""


AnyLook = TypeVar("AnyLook", bound=Look)


@dataclass(frozen=True, slots=True)
class Maintenance:
    """From ``starts_at`` up to, but not including, ``ends_at`` (UTC)."""

    starts_at: datetime
    ends_at: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether ``moment`` lies within."""
        return self.starts_at <= moment < self.ends_at


def counted(looks: Iterable[AnyLook], windows: Sequence[Maintenance]) -> list[AnyLook]:
    """The looks outside all ``windows``, in their order: those that count for or against the site."""
    return [look for look in looks if not any(window.covers(look.checked_at) for window in windows)]
