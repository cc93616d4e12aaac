"""An oracle for request_findings that shares no code with it: it gets up every morning and counts on its fingers.

It knows the calendar as "office open or not", the log as it stood that morning, and the numbers of the law as written
in the law. Slow on purpose.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from metrics.facts import RequestEvent

Issued = tuple[str, str, date]
Works = Callable[[date], bool]
ONE = timedelta(days=1)
ORDER = (
    "submitted confirmed received defect_noted correction_asked correction_received correction_lapsed "
    "third_party_asked third_party_answered agency_asked agency_answered extended fee_noticed fee_paid "
    "volume_period_set transferred replied withdrawn review_decided corrected_entry"
).split()


def naive_findings(events: Sequence[RequestEvent], works: Works, as_of: date) -> set[Issued]:
    issued: dict[tuple[str, str], date] = {}
    today = min((e.on for e in events), default=as_of)
    while today <= as_of:
        for rule, occurrence, on in Morning(events, works, today).findings():
            issued.setdefault((rule, occurrence), on)
        today += ONE
    return {(rule, occurrence, on) for (rule, occurrence), on in issued.items()}


class Morning:
    """One request as its file lay on the desk on one day."""

    def __init__(self, events: Sequence[RequestEvent], works: Works, today: date) -> None:
        self.works, self.today = works, today
        known = [e for e in events if e.on <= today]
        struck = [(e.detail.get("kind"), e.detail.get("on")) for e in known if e.kind == "corrected_entry"]
        log = [e for e in known if (str(e.kind), e.on.isoformat()) not in struck]
        self.log = sorted(log, key=lambda e: (e.on, ORDER.index(str(e.kind))))
        self.base = self.restart = self.noted = self.asked = self.closed = None
        self.limit, self.extra, self.waits, self.corrected, self.billed = 20, 0, None, False, False
        self.questions: list[dict] = []
        self.lines: list[Issued] = []
        for place, e in enumerate(self.log):
            self.read(e, self.log[: place + 1])

    def after(self, start: date, n: int) -> date:
        d = start
        while n > 0:
            d += ONE
            n -= self.works(d)
        return d

    def pauses(self) -> set[date]:
        out: set[date] = set()
        for q in self.questions:
            d = q["on"] + ONE
            while d <= q["end"]:
                out.add(d)
                d += ONE
        return out

    def due(self, extra: int | None = None) -> date | None:
        if self.base is None or self.waits:
            return None
        excluded = sum(1 for d in self.pauses() if d > self.base and self.works(d))
        return self.after(self.base, self.limit + (self.extra if extra is None else extra) + excluded)

    def read(self, e: RequestEvent, so_far: Sequence[RequestEvent]) -> None:
        kind, due = str(e.kind), self.due()
        if kind == "review_decided" and e.detail.get("result") == "set_aside_no_reply":
            self.lines.append(("FOI-R", f"review:{e.on}", e.on))
        if self.closed is not None:
            return
        if kind in ("submitted", "confirmed", "received"):
            self.receipt = self.find_receipt(so_far)
            self.base = self.base if self.restart else self.receipt
        elif kind == "defect_noted":
            self.noted = self.noted or e.on
        elif kind in ("replied", "withdrawn", "transferred") or (kind == "correction_lapsed" and self.waits != "fee"):
            self.closed = e.on
        elif kind.startswith(("correction", "fee")):
            self.stop_or_restart(kind, e, due is not None and e.on <= due)
        else:
            self.change_the_time(kind, e, due)

    def change_the_time(self, kind: str, e: RequestEvent, due: date | None) -> None:
        if kind.endswith("_asked") and (due is None or e.on <= due):
            self.question(kind, e)
        elif kind.endswith("_answered"):
            who, name = kind.removesuffix("_answered"), e.detail.get("consultation")
            still_open = [q for q in self.questions if q["kind"] == who and q["open"]]
            waiting = [q for q in still_open if q["name"] == name]
            waiting = waiting or [q for q in still_open if not (q["name"] and name)]
            if waiting:
                waiting[0].update(open=False, end=min(waiting[0]["end"], e.on))
        elif kind == "extended" and due is not None:
            self.extend(e)
        elif kind == "volume_period_set" and due is not None and e.on <= due and e.detail.get("applicant_told", True):
            self.limit = e.detail["working_days"]

    def find_receipt(self, so_far: Sequence[RequestEvent]) -> date | None:
        def first(kind: str) -> date | None:
            return next((e.on for e in so_far if e.kind == kind), None)

        channel = next((e.detail["channel"] for e in so_far if e.detail.get("channel")), None)
        if channel in ("internet", "fax", "post"):
            return first("confirmed")
        if channel == "registered_post":
            return first("received")
        if channel == "in_person":
            return first("submitted") or first("received")
        return first("received") or first("confirmed")

    def stop_or_restart(self, kind: str, e: RequestEvent, may_stop: bool) -> None:
        if kind == "correction_asked":
            self.asked = self.asked or e.on
            if self.base and not self.waits and not self.corrected:
                self.waits, self.corrected = "correction" if may_stop else None, True
        elif kind == "fee_noticed":
            if self.base and not self.waits:
                self.waits, self.billed = "fee" if may_stop else None, True
        elif (kind == "fee_paid" and (self.waits == "fee" or (self.base and not self.waits and not self.billed))) or (
            kind == "correction_received"
            and (self.waits == "correction" or (self.base and not self.waits and not self.corrected))
        ):
            self.corrected = self.corrected or kind == "correction_received"
            self.billed = self.billed or kind == "fee_paid"
            self.base, self.restart, self.waits, self.limit, self.extra = e.on, True, None, 20, 0

    def question(self, kind: str, e: RequestEvent) -> None:
        kind, name = kind.removesuffix("_asked"), e.detail.get("consultation")
        if not any((q["kind"], q["name"], q["on"]) == (kind, name, e.on) for q in self.questions):
            self.questions.append({"kind": kind, "name": name, "on": e.on, "end": self.after(e.on, 15), "open": True})

    def extend(self, e: RequestEvent) -> None:
        if e.on > self.due(extra=0) or e.detail.get("approved") is False or e.detail.get("applicant_told") is False:
            self.lines.append(("FOI-Y", f"extension:{e.on}", e.on))
        elif not self.extra:
            self.extra = min(20, e.detail.get("working_days", 20))

    def findings(self) -> list[Issued]:
        lines, today, due = list(self.lines), self.today, self.due()
        stopped = min((d for d in (self.asked, self.closed) if d), default=None)
        if self.noted and getattr(self, "receipt", None):
            seventh = self.after(self.receipt, 7)
            on = max(self.after(seventh, 1), self.noted)
            if today >= on and (stopped is None or stopped > max(seventh, self.noted)):
                lines.append(("FOI-C7", f"correction:{self.receipt}", on))
        if due is None:
            return lines
        still = any(q["open"] and today <= q["end"] for q in self.questions)
        if self.closed is None and not still and self.works(today) and today <= due:
            left = sum(self.works(today + ONE * i) for i in range(1, (due - today).days + 1))
            if left <= 3:
                lines.append(("FOI-B", f"before-{3 if left > 1 else 1}:{due}", today))
        for rule, last in (("FOI-Y", due), ("FOI-R", self.after(due, 5))):
            on = self.after(last, 1)
            if today >= on and (self.closed is None or self.closed > last):
                lines.append((rule, f"overdue:{due}", on))
        return lines
