"""The fee for processing information (条例 第四十二条; 国办函〔2020〕109号): by count or by pages, never both."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class FeeStep:
    """Pieces (requests or pages) number ``first`` through ``last``, at ``each`` yuan; 0 where they are free."""

    first: int
    last: int
    each: int

    @property
    def yuan(self) -> int:
        """What these pieces cost."""
        return (self.last - self.first + 1) * self.each


@dataclass(frozen=True, slots=True)
class Fee:
    """``rule``: id of the tiers used; ``pieces``: how many there are; ``steps``: how the sum came about."""

    rule: str
    pieces: int
    steps: tuple[FeeStep, ...]

    @property
    def yuan(self) -> int:
        """The whole fee."""
        return sum(step.yuan for step in self.steps)


def fee_by_count(count: int, rulebook: Rulebook) -> Fee:
    """按件计收: ``count`` requests of one applicant in one calendar month. ValueError below 0.

    Up to 10 free; 11 to 30 100 yuan each; from 31 on each further ten costs 100 yuan more each (excess progressive).
    """
    return _fee("A42-count", count, _count_tiers(rulebook))


def fee_by_pages(pages: int, rulebook: Rulebook) -> Fee:
    """按量计收: ``pages`` of one request. ValueError below 0.

    Up to 30 free; 31 to 100 10 yuan each; 101 to 200 20 yuan; from 201 on 40 yuan (excess progressive).
    """
    return _fee("A42-pages", pages, _page_tiers(rulebook))


def _fee(rule: str, pieces: int, tiers: Iterator[tuple[int | None, int]]) -> Fee:
    """``tiers``: through which piece (None: without end) at how many yuan each, the cheapest first."""
    if pieces < 0:
        raise ValueError(f"数量不能为负：{pieces}")
    steps: list[FeeStep] = []
    done = 0
    for through, each in tiers:
        if done >= pieces:
            break
        last = pieces if through is None else min(through, pieces)
        steps.append(FeeStep(done + 1, last, each))
        done = last
    return Fee(rule, pieces, tuple(steps))


def _count_tiers(rulebook: Rulebook) -> Iterator[tuple[int | None, int]]:
    free, through, each, step, more = (
        rulebook.limit("A42-count", name)
        for name in ("free_count", "first_tier_count", "first_tier_yuan", "step_count", "step_yuan")
    )
    yield free, 0
    while True:
        yield through, each
        through, each = through + step, each + more


def _page_tiers(rulebook: Rulebook) -> Iterator[tuple[int | None, int]]:
    limits = {
        name: rulebook.limit("A42-pages", name)
        for name in (
            "free_pages",
            "first_tier_pages",
            "first_tier_yuan",
            "second_tier_pages",
            "second_tier_yuan",
            "third_tier_yuan",
        )
    }
    yield limits["free_pages"], 0
    yield limits["first_tier_pages"], limits["first_tier_yuan"]
    yield limits["second_tier_pages"], limits["second_tier_yuan"]
    yield None, limits["third_tier_yuan"]
