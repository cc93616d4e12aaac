"""One look at a question board: its page, and the pages of questions that were open and no longer stand on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from collectors.fetching import Fetched
from collectors.question_boards.reading import Question, answer_shown, read_board
from collectors.recording.jobs import Job
from collectors.recording.looks import Sight
from collectors.recording.questions import OpenedPage
from collectors.websites.wrong.foreign_pages import elsewhere
from metrics.facts import CheckOutcome
from metrics.look_times import share_of

PAGES: Final = 10
"""How many questions that have left the board's page are opened for one look."""


@dataclass(frozen=True)
class BoardLook:
    """What was seen: the questions on the page, and the pages of single questions that were opened behind it."""

    sight: Sight
    message: str
    questions: tuple[Question, ...] = ()
    pages: tuple[OpenedPage, ...] = ()


def look_at_board(job: Job, fetched: Fetched, now: datetime, fetch: Callable[[str], Fetched]) -> BoardLook:
    """Judge one answer. Open questions that have left the page are looked at on pages of their own."""
    sight = Sight(fetched.outcome, now, status=fetched.status, elapsed_ms=fetched.elapsed_ms)
    if elsewhere(job.location, fetched.final_url):
        sight = replace(sight, outcome=CheckOutcome.FOREIGN_PAGE)
    if sight.outcome is not CheckOutcome.OK:
        return BoardLook(sight, fetched.detail or sight.outcome.words)
    view = read_board(fetched.body, fetched.final_url, now, fetched.content_type)
    sight = replace(sight, outcome=view.outcome, items=len(view.questions) + view.untold, dated=len(view.questions))
    if not view.outcome.seen:
        return BoardLook(sight, view.detail or view.outcome.words)
    shown = {question.number for question in view.questions}
    gone = [number for number in job.open_questions if number not in shown and number.startswith("http")]
    pages = tuple(_pages(_some_of(gone, now), fetch, now))
    waiting = sum(not question.is_answered for question in view.questions)
    words = f"共 {sight.items} 条留言，其中 {waiting} 条尚未答复，{view.untold} 条看不出是否答复"
    return BoardLook(sight, words, view.questions, pages)


def _some_of(numbers: list[str], now: datetime) -> list[str]:
    """Others at each look: of many that stay unanswered, the first would always stand before the rest."""
    return sorted(numbers, key=lambda number: share_of(number, now.isoformat()))[:PAGES]


def _pages(numbers: list[str], fetch: Callable[[str], Fetched], now: datetime) -> Iterator[OpenedPage]:
    for number in numbers:
        page = fetch(number)
        if page.outcome is CheckOutcome.OK and not elsewhere(number, page.final_url):
            is_answered, day = answer_shown(page.body, now, page.content_type)
            yield OpenedPage(number, page, is_answered, day)
