"""The cards that a request's scenario must lead to, found by living through its days one after the other."""

from __future__ import annotations

from datetime import date

from mingcha.demo.day_count import ONE_DAY, DayCount
from mingcha.demo.expected import ExpectedCard, PlannedFault
from mingcha.demo.plan import PlannedEvent, RequestPlan
from mingcha.demo.request_scenarios import CORRECTION_NOTICE_PERIOD, OPINION_PERIOD, REPLY_PERIOD

REMIND_AT = (3, 1)
SEVERE_AFTER = 5
_BEGINS = ("received", "confirmed", "correction_received")
_ENDS = ("replied", "withdrawn", "correction_lapsed")


def request_faults(plan: RequestPlan, days: DayCount, as_of: date) -> list[PlannedFault]:
    """Every card of one request up to ``as_of``."""
    life = _Life(plan, days)
    life.live_through(as_of)
    subject = f"{plan.agency_code}/{plan.number}"
    return [
        PlannedFault(plan.agency_code, ExpectedCard(rule, "request", subject, on, colour))
        for rule, on, colour in life.faults
        if on <= as_of
    ]


class _Life:
    """One request, day after day. ``left``: working days that remain; none while no clock runs."""

    def __init__(self, plan: RequestPlan, days: DayCount) -> None:
        self.plan = plan
        self.days = days
        self.left: int | None = None
        self.pause: tuple[date, date | None] | None = None
        self.due: date | None = None
        self.faults: list[tuple[str, date, str]] = []

    def live_through(self, as_of: date) -> None:
        """Live from the first event to the end of the matter or the day ``as_of``."""
        self._late_correction()
        self._decided_against()
        day = self.plan.events[0].on
        while day <= as_of and self.due is None:
            today = [event for event in self.plan.events if event.on == day]
            if self.left is not None and self.days.works(day) and not self._stands_still(day):
                self.left -= 1
            if any(self._ends(event) for event in today):
                return
            for event in today:
                self._take(event)
            self._remind(day)
            if self.left == 0:
                self.due = day
            day += ONE_DAY
        if self.due is not None:
            self._overdue(self.due)

    def _ends(self, event: PlannedEvent) -> bool:
        return event.kind in _ENDS

    def _take(self, event: PlannedEvent) -> None:
        if event.kind in _BEGINS:
            self.left = REPLY_PERIOD
        elif event.kind == "correction_asked":
            self.left = None
        elif event.kind == "third_party_asked":
            answered = self.plan.first("third_party_answered")
            self.pause = (event.on, answered.on if answered else None)
        elif event.kind == "extended" and self.left is not None:
            if event.detail["approved"] and event.detail["applicant_told"]:
                self.left += int(str(event.detail["working_days"]))
            else:
                self.faults.append(("FOI-Y", event.on, "yellow"))

    def _stands_still(self, day: date) -> bool:
        """From the day after the question through the day of the answer, at most through the fifteenth working day."""
        if self.pause is None:
            return False
        asked, answered = self.pause
        end = self.days.after(asked, OPINION_PERIOD)
        return asked < day <= (answered if answered is not None and answered < end else end)

    def _remind(self, day: date) -> None:
        if self.left in REMIND_AT and self.days.works(day) and not self._stands_still(day):
            self.faults.append(("FOI-B", day, "blue"))

    def _overdue(self, due: date) -> None:
        reply = next((event.on for event in self.plan.events if self._ends(event)), None)
        if reply is not None and reply <= due:
            return
        self.faults.append(("FOI-Y", self.days.after(due, 1), "yellow"))
        last_of_yellow = self.days.after(due, SEVERE_AFTER)
        if reply is None or reply > last_of_yellow:
            self.faults.append(("FOI-R", self.days.after(last_of_yellow, 1), "red"))

    def _late_correction(self) -> None:
        base = next((event for event in reversed(self.plan.events) if event.kind in _BEGINS[:2]), None)
        if base is None or self.plan.first("defect_noted") is None:
            return
        asked = self.plan.first("correction_asked")
        last = self.days.after(base.on, CORRECTION_NOTICE_PERIOD)
        if asked is None or asked.on > last:
            self.faults.append(("FOI-C7", self.days.after(last, 1), "yellow"))

    def _decided_against(self) -> None:
        decision = self.plan.first("review_decided")
        if decision is not None and decision.detail["result"] == "set_aside_no_reply":
            self.faults.append(("FOI-R", decision.on, "red"))
