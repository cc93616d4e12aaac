"""A span of days, its first and its last among them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` through ``last``; ValueError where it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"统计期止于 {self.last}，早于起始日 {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last
