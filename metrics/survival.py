"""How long something takes while some of it is not over yet: Kaplan and Meier's estimate, in exact fractions."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Step:
    """One duration at which something ended. ``at_risk``: how many lasted at least so long, ended or not.

    ``left``: share expected to last longer than ``days``.
    """

    days: int
    at_risk: int
    ended: int
    left: Fraction


@dataclass(frozen=True, slots=True)
class Survival:
    """The estimate. ``observed_through``: the longest duration seen, ended or not; None of nothing."""

    steps: tuple[Step, ...]
    ended: int
    open: int
    observed_through: int | None

    @property
    def median(self) -> float | None:
        """The duration that half of all last; None of nothing, and where it is not reached.

        Where exactly half is left from one end to the next, halfway between the two, as the plain median has it.
        """
        for place, step in enumerate(self.steps):
            if step.left < HALF:
                return step.days
            if step.left == HALF:
                following = self.steps[place + 1 : place + 2]
                return (step.days + following[0].days) / 2 if following else None
        return None


def kaplan_meier(ended: Mapping[int, int], still_open: Mapping[int, int]) -> Survival:
    """From how many ended after so many days, and how many have lasted so many days without ending.

    One that has lasted n days stands in the count of every end up to n, those of day n among them, and of none after.
    Source: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958), 457–481.
    """
    at_risk = sum(ended.values()) + sum(still_open.values())
    left = Fraction(1)
    steps = []
    for days in sorted(ended.keys() | still_open.keys()):
        here = ended.get(days, 0)
        if here:
            left *= Fraction(at_risk - here, at_risk)
            steps.append(Step(days, at_risk, here, left))
        at_risk -= here + still_open.get(days, 0)
    longest = max((days for numbers in (ended, still_open) for days, n in numbers.items() if n), default=None)
    return Survival(tuple(steps), sum(ended.values()), sum(still_open.values()), longest)
