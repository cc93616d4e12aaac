"""What can become of one application: each scenario writes the events that make its planned outcome.

The periods named here (7, 15 and 20 working days: 条例 第三十条, 第三十二条, 第三十三条) are the generator's own
statement of the law, not read from the rulebook: the world's truth is what the product is held against.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from mingcha.demo.day_count import ONE_DAY, DayCount
from mingcha.demo.plan import PlannedEvent as Event

Scenario = Callable[[Random, DayCount, date], list[Event]]

REPLY_PERIOD = 20
CORRECTION_NOTICE_PERIOD = 7
OPINION_PERIOD = 15
CORRECTION_TIME = 15

OUTCOMES = (
    ["granted"] * 40 + ["granted_in_part"] * 12 + ["not_held"] * 18 + ["public_already"] * 12
    + ["process_material"] * 4 + ["petition_or_complaint"] * 4 + ["internal_matters"] * 3 + ["third_party_rights"] * 2
    + ["repeated"] * 2 + ["would_have_to_be_made"] * 2 + ["enforcement_files"] * 2
)  # fmt: skip


def _reply(draw: Random, on: date) -> Event:
    return Event("replied", on, {"outcome": draw.choice(OUTCOMES)})


def prompt(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Answered well before anybody has to remind."""
    return [_reply(draw, days.after(base, draw.randint(3, 16)))]


def close_to_the_limit(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Answered in the last days, the due day included: reminded, not late."""
    return [_reply(draw, days.after(base, draw.choice((17, 18, 18, 19, 19, 20, 20))))]


def corrected(draw: Random, days: DayCount, base: date) -> list[Event]:
    """A defect, told in time, mended by the applicant, and the full period anew."""
    told = days.after(base, draw.randint(1, CORRECTION_NOTICE_PERIOD))
    return _correction(draw, days, base, told) + _answer_of_correction(draw, days, told)


def correction_told_late(draw: Random, days: DayCount, base: date) -> list[Event]:
    """A noted defect that the applicant heard of only after the seventh working day."""
    told = days.after(base, draw.randint(CORRECTION_NOTICE_PERIOD + 1, 11))
    return _correction(draw, days, base, told) + _answer_of_correction(draw, days, told)


def correction_never_came(draw: Random, days: DayCount, base: date) -> list[Event]:
    """The applicant let the time for the correction pass: abandoned."""
    told = days.after(base, draw.randint(1, CORRECTION_NOTICE_PERIOD))
    until = days.after(told, CORRECTION_TIME)
    return [*_correction(draw, days, base, told), Event("correction_lapsed", days.after(until, 1))]


def third_party_answered(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Somebody else's rights are touched; his opinion comes within his fifteen working days."""
    asked = days.after(base, draw.randint(3, 9))
    answered = days.after(asked, draw.randint(4, OPINION_PERIOD - 1))
    return [
        Event("third_party_asked", asked),
        Event("third_party_answered", answered),
        _reply(draw, days.after(answered, draw.randint(2, 9))),
    ]


def third_party_silent(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Asked, and never heard of: the clock runs again after the fifteenth working day."""
    asked = days.after(base, draw.randint(3, 9))
    return [
        Event("third_party_asked", asked),
        _reply(draw, days.after(asked, OPINION_PERIOD + draw.randint(2, 9))),
    ]


def extended(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Approved and told before the first due day, answered within the longer period."""
    extension = days.after(base, draw.randint(12, 18))
    return [
        Event("extended", extension, {"working_days": 20, "approved": True, "applicant_told": True}),
        _reply(draw, days.after(base, draw.randint(21, 40))),
    ]


def extended_without_approval(draw: Random, days: DayCount, base: date) -> list[Event]:
    """The applicant was told of an extension that nobody approved: it changes nothing."""
    return _void_extension(draw, days, base, approved=False)


def extended_without_notice(draw: Random, days: DayCount, base: date) -> list[Event]:
    """An extension that the applicant never heard of: it changes nothing."""
    return _void_extension(draw, days, base, approved=True)


def a_little_late(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Answered one to five working days after the due day."""
    return [_reply(draw, days.after(base, REPLY_PERIOD + draw.randint(1, 5)))]


def late_on_a_weekend(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Answered on the first day off after the due day: late, although no working day has passed."""
    due = days.after(base, REPLY_PERIOD)
    weekend = due + ONE_DAY
    while days.works(weekend):
        weekend += ONE_DAY
    return [_reply(draw, weekend)]


def very_late(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Answered long after the due day."""
    return [_reply(draw, days.after(base, REPLY_PERIOD + draw.randint(6, 30)))]


def forgotten(_draw: Random, _days: DayCount, _base: date) -> list[Event]:
    """Never answered."""
    return []


def set_aside_on_review(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Not answered; the applicant went to review, which ordered an answer."""
    due = days.after(base, REPLY_PERIOD)
    filed = days.after(due, draw.randint(7, 15))
    decided = days.after(filed, draw.randint(20, 40))
    return [
        Event("review_filed", filed),
        Event("review_decided", decided, {"result": "set_aside_no_reply"}),
        _reply(draw, days.after(decided, draw.randint(3, 12))),
    ]


def upheld_on_review(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Answered in time; the applicant went to review and lost."""
    replied = days.after(base, draw.randint(5, 16))
    filed = days.after(replied, draw.randint(7, 30))
    return [
        _reply(draw, replied),
        Event("review_filed", filed),
        Event("review_decided", days.after(filed, draw.randint(20, 40)), {"result": "upheld"}),
    ]


def withdrawn(draw: Random, days: DayCount, base: date) -> list[Event]:
    """Taken back by the applicant."""
    return [Event("withdrawn", days.after(base, draw.randint(1, 12)))]


def _correction(draw: Random, days: DayCount, base: date, told: date) -> list[Event]:
    noted = min(told, days.after(base, draw.randint(1, 5)))
    until = days.after(told, CORRECTION_TIME)
    return [Event("defect_noted", noted), Event("correction_asked", told, {"until": until.isoformat()})]


def _answer_of_correction(draw: Random, days: DayCount, told: date) -> list[Event]:
    received = days.after(told, draw.randint(2, CORRECTION_TIME - 3))
    return [Event("correction_received", received), _reply(draw, days.after(received, draw.randint(4, 16)))]


def _void_extension(draw: Random, days: DayCount, base: date, approved: bool) -> list[Event]:
    detail = {"working_days": 20, "approved": approved, "applicant_told": not approved}
    replied = days.after(base, draw.choice((19, 20, 22, 24, 28, 33)))
    return [Event("extended", days.after(base, draw.randint(12, 17)), detail), _reply(draw, replied)]


FAULTLESS: dict[Scenario, float] = {
    prompt: 62, close_to_the_limit: 17, corrected: 4.5, correction_never_came: 0.8, third_party_answered: 2.2,
    third_party_silent: 0.8, extended: 3.4, upheld_on_review: 0.8, withdrawn: 1.5,
}  # fmt: skip
FAULTY: dict[Scenario, float] = {
    a_little_late: 4.2, very_late: 2.0, forgotten: 0.5, late_on_a_weekend: 0.2, correction_told_late: 0.45,
    extended_without_approval: 0.25, extended_without_notice: 0.2, set_aside_on_review: 0.2,
}  # fmt: skip


def choose_scenario(draw: Random, lag: float) -> Scenario:
    """A scenario for an agency that is ``lag`` times as often at fault as most."""
    scenarios = [*FAULTLESS, *FAULTY]
    weights = [*FAULTLESS.values(), *(weight * lag for weight in FAULTY.values())]
    return draw.choices(scenarios, weights)[0]
