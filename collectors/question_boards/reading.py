"""Questions on a board's page: asked when, answered when or not.

Only what the page says counts. An entry whose state is not told (boards that show answered letters only, with one day)
proves nothing and is left out; so is an answered one without the day of its answer, unless it was seen unanswered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from collectors.decoding import decode, storable
from collectors.websites.dates.date_forms import dates_alone, dates_in_prose
from collectors.websites.dates.date_pieces import is_only_a_date
from collectors.websites.dates.entry_dates import Piece, resolve
from collectors.websites.inspect import inspect_page
from collectors.websites.lists.choosing import ReadPage, base_address, read_page
from collectors.websites.lists.entries import EntryTexts, entry_texts
from collectors.websites.page_view import Notes, PageKind
from metrics.facts import CheckOutcome
from metrics.law_days import law_day
from store.models.base import fingerprint

_ASKED: Final = re.compile(r"提问|来信|写信|咨询|留言|提交|信件|发表|投诉|申请|反映")
_ANSWERED: Final = re.compile(r"答复|回复|办结|反馈|回答")
_OPEN: Final = re.compile(
    r"未(?:答复|回复|办结|处理|反馈)|待(?:答复|回复|办理|处理|受理)|(?:办理|处理|受理|转办)中|已(?:受理|转办|交办|分办)"
)
_DONE: Final = re.compile(r"已(?:答复|回复|办结|办理|处理|反馈|解决|回答)|答复完毕|办理完成")
_EMPTY_ANSWER: Final = re.compile(r"(?:答复|回复|办结|反馈)(?:时间|日期)\s*[:：]?\s*(?:无|暂无|--?|—+)?\s*$")
_TAIL: Final = 12
_LONGEST_NUMBER: Final = 120


@dataclass(frozen=True)
class Question:
    """One question. `number` tells it apart on its site: its address, where it has one. `is_answered` without a day:
    the page says that an answer was given, but not when."""

    number: str
    title: str
    asked_on: date
    answered_on: date | None
    is_answered: bool


@dataclass(frozen=True)
class BoardView:
    """What a board's page shows. `untold`: entries whose state or day of asking the page does not tell."""

    outcome: CheckOutcome
    questions: tuple[Question, ...] = ()
    untold: int = 0
    detail: str = ""


def read_board(body: bytes, url: str, fetched_at: datetime, content_type: str | None = None) -> BoardView:
    """The questions of a page. Never raises; a page that is no list has the outcome that says what it is."""
    view = inspect_page(body, url, fetched_at, content_type)
    if view.kind is not PageKind.LIST:
        return BoardView(view.outcome, detail=view.detail)
    today = law_day(fetched_at)
    page, base = _parsed(decode(body, content_type)[0], url, today)
    if page is None or page.chosen is None:
        return BoardView(CheckOutcome.OK)
    entries = entry_texts(page.chosen, page.table, base)
    read = [_question(entry, today) for entry in entries if len(entry.title) > 1]
    questions = {question.number: question for question in reversed(read) if question}
    return BoardView(
        CheckOutcome.OK, tuple(questions.values())[::-1], untold=sum(question is None for question in read)
    )


def answer_shown(body: bytes, fetched_at: datetime, content_type: str | None = None) -> tuple[bool, date | None]:
    """Whether the page of one question shows an answer, and the day of it where it is told."""
    today = law_day(fetched_at)
    page, _ = _parsed(decode(body, content_type)[0], "", today)
    if page is None:
        return False, None
    pieces = [Piece(text.text, False) for text in page.root.texts()]
    days = [day for kind, day in _days(pieces, today) if kind == "answered"]
    is_open = any(_OPEN.search(piece.text) for piece in pieces if len(piece.text) <= _TAIL)
    is_done = any(_DONE.search(piece.text) for piece in pieces if len(piece.text) <= _TAIL)
    return (bool(days) or is_done) and not (is_open and not days), max(days, default=None)


def _parsed(text: str, url: str, today: date) -> tuple[ReadPage | None, str]:
    try:
        parser = LexborHTMLParser(text)
    except (SelectolaxError, ValueError, RuntimeError):
        return None, url
    base = base_address(parser, url)
    return read_page(parser, text, base, today, None, Notes()), base


def _question(entry: EntryTexts, today: date) -> Question | None:
    days = list(_days(entry.pieces, today))
    asked = next((day for kind, day in days if kind == "asked"), None)
    asked = asked or next((day for kind, day in days if kind == ""), None)
    answered = max((day for kind, day in days if kind == "answered"), default=None)
    done = _state(entry.pieces)
    if asked is None or (answered is None and done is None):
        return None
    is_answered = answered is not None or done is True
    return Question(_number(entry, asked), storable(entry.title), asked, answered, is_answered)


def _state(pieces: list[Piece]) -> bool | None:
    """Whether the entry calls itself answered; None where it says nothing of it."""
    words = [piece for piece in pieces if not piece.in_title]
    if any(_DONE.search(piece.text) for piece in words):
        return True
    is_open = any(_OPEN.search(piece.text) or _EMPTY_ANSWER.search(piece.text) for piece in words)
    return False if is_open else None


def _days(pieces: list[Piece], today: date) -> Iterator[tuple[str, date]]:
    """Days of an entry, each with what it is the day of: asked, answered, or nothing said."""
    before = ""
    for piece in pieces:
        if piece.in_title:
            continue
        forms = dates_alone(piece.text) if is_only_a_date(piece.text) else dates_in_prose(piece.text)
        end = 0
        for form in forms:
            day = resolve(form, None, today)
            label = piece.heading + (piece.text[end : form.start].strip() or before)[-_TAIL:]
            end = form.end
            if day and day <= today:
                yield _kind(label), day
        before = "" if forms else piece.text


def _kind(label: str) -> str:
    last = {"asked": -1, "answered": -1}
    for kind, form in (("asked", _ASKED), ("answered", _ANSWERED)):
        last[kind] = max((match.end() for match in form.finditer(label)), default=-1)
    if max(last.values()) < 0:
        return ""
    return "answered" if last["answered"] > last["asked"] else "asked"


def _number(entry: EntryTexts, asked: date) -> str:
    if entry.url.startswith("http") and len(entry.url) <= _LONGEST_NUMBER:
        return storable(entry.url)
    return fingerprint(entry.url or f"{asked}|{entry.title}")
