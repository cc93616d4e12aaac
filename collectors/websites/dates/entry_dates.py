"""The date of one list entry, and why that one.

Order of trust: a date that stands alone beside the title; a date in a short line with other words; one at the edge of
the title; one in an attribute; one in the article's address. A date inside the words of a title or of a summary is what
the article is about, not when it was published.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from collectors.websites.dates.date_forms import (
    DateForm,
    bracketed_days,
    dates_alone,
    dates_in_prose,
    plain_digits,
    relative_day,
)
from collectors.websites.dates.date_pieces import (
    DATE_ATTRIBUTES,
    IN_PROSE,
    NEUTRAL,
    goes_on_as_prose,
    is_only_a_date,
    is_only_signs,
    rank_of_label,
)
from collectors.websites.dates.moments import day_of_moment
from collectors.websites.dates.url_dates import date_in_url
from collectors.websites.lists.table_headings import names_a_date
from collectors.websites.tree import Node

TIME_OF_DAY: Final = "time"
"""Why an entry has no date that shows a time of day and nothing else."""
_TIME: Final = re.compile(r"[\[(]?(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?[\])]?")
_EDGE: Final = re.compile(r"^[\s\[\]()【】|:,，。·-]*$")
_SHORT_LINE: Final = 80


@dataclass(frozen=True)
class Dated:
    """A date (None when there is none to be believed) with its reason."""

    day: date | None
    why: str
    without_year: bool = False
    """Whether the page leaves the year out, so that the list as a whole has to tell it."""


@dataclass(frozen=True)
class Piece:
    """One text of an entry: whether it is the title's, and what its table column is called."""

    text: str
    in_title: bool
    heading: str = ""


@dataclass(frozen=True)
class _Candidate:
    form: DateForm
    rank: int


def date_of_entry(pieces: list[Piece], nodes: Iterable[Node], url: str, today: date, day_first: bool = False) -> Dated:
    """The publication date of an entry as seen on `today`. A day after `today` is reported as "future", never taken.

    `day_first`: other entries of the list show that 05/09/2026 is the fifth of September.
    """
    address_day = date_in_url(url)
    for why, candidates in (
        ("text", _standing_alone(pieces)),
        ("line", _in_short_lines(pieces)),
        ("title", _at_title_edges(pieces)),
    ):
        best = _best(candidates, address_day, today, day_first)
        if best:
            found, without_year = best
            return Dated(found, why, without_year) if found <= today else Dated(None, "future")
    relative = _relative(pieces, today) or _attribute(nodes)
    if relative:
        return Dated(relative, "relative") if relative <= today else Dated(None, "future")
    if address_day:
        return Dated(address_day, "url") if address_day <= today else Dated(None, "future")
    has_time = any(_TIME.fullmatch(piece.text) for piece in pieces if not piece.in_title)
    return Dated(None, TIME_OF_DAY if has_time else "none")


def _standing_alone(pieces: list[Piece]) -> Iterator[_Candidate]:
    """Runs of neighbouring pieces that are only parts of dates, so that 16 above 2026-09 is one date."""
    run: list[Piece] = []
    before = ""
    for piece in [*pieces, Piece("end", False)]:
        if is_only_a_date(piece.text):
            run.append(piece)
            continue
        if run and is_only_signs(piece.text):
            run.append(piece)
            continue
        if run:
            yield from _from_run(run, before)
        before = "" if piece.in_title else piece.text
        run = []


def _from_run(run: list[Piece], before: str) -> Iterator[_Candidate]:
    headings = {piece.heading for piece in run if piece.heading}
    if len(headings) > 1:
        for piece in run:
            yield from _under_heading(piece.text, piece.heading)
        return
    heading = next(iter(headings), "")
    if heading and not names_a_date(heading):
        yield from _under_heading(" ".join(piece.text for piece in run), heading)
        return
    text = " ".join(piece.text for piece in run)
    forms = dates_alone(text)
    for form in forms:
        words = text[: form.start]
        label = heading + (words if any(char.isalpha() for char in words) else before + words)
        yield _Candidate(form, rank_of_label(label))


def _under_heading(text: str, heading: str) -> Iterator[_Candidate]:
    """In a column that bears another name 1-10 is a number and 2026-03-01 the last to be believed."""
    is_named = names_a_date(heading)
    for form in dates_alone(text):
        if is_named or form.year is not None or "月" in text:
            yield _Candidate(form, rank_of_label(heading) if is_named else IN_PROSE)


def _in_short_lines(pieces: list[Piece]) -> Iterator[_Candidate]:
    for piece in pieces:
        if piece.in_title:
            continue
        for form in dates_in_prose(piece.text):
            rank = rank_of_label(piece.text[: form.start])
            if rank == NEUTRAL and goes_on_as_prose(piece.text[form.end :]):
                rank = IN_PROSE
            if len(piece.text) <= _SHORT_LINE or rank not in (NEUTRAL, IN_PROSE):
                yield _Candidate(form, rank)


def _at_title_edges(pieces: list[Piece]) -> Iterator[_Candidate]:
    for piece in pieces:
        if not piece.in_title:
            continue
        for form in (*dates_in_prose(piece.text), *bracketed_days(piece.text)):
            head, tail = piece.text[: form.start], piece.text[form.end :]
            at_end = _EDGE.match(re.sub(r"\d{1,2}:\d\d(?::\d\d)?", "", tail)) is not None
            # 2026年9月16日 before a title is what it is about (a daily report); 2026-09-16 is when it was put there.
            in_figures = (
                not head.strip() and tail[:1] in (" ", "|", ":", ",", "]") and "年" not in piece.text[: form.end]
            )
            if (
                in_figures
                or head.strip() in ("[", "(", "【")
                or (at_end and head[-1:] in (" ", "(", "[", "【", ":", "|"))
            ):
                yield _Candidate(form, rank_of_label(head))


def _best(
    candidates: Iterable[_Candidate], address_day: date | None, today: date, day_first: bool
) -> tuple[date, bool] | None:
    """The first of the best rank that is not in the future; a future one only if there is nothing else. With it,
    whether its year had to be guessed."""
    days: list[tuple[int, date, bool]] = []
    for candidate in candidates:
        form = candidate.form
        if day_first and form.order_unsure:
            form = replace(form, month=form.day, day=form.month)
        day = resolve(form, address_day, today)
        if day:
            days.append((candidate.rank, day, form.year is None and address_day is None))
    if not days:
        return None
    top = min(rank for rank, _, _ in days)
    best = [(day, guessed) for rank, day, guessed in days if rank == top]
    return next((found for found in best if found[0] <= today), best[0])


def resolve(form: DateForm, address_day: date | None, today: date) -> date | None:
    """The calendar day. A missing year is that of the article's address, else the latest that is not in the future."""
    if form.year is not None:
        return form.on()
    if address_day:
        near = [day for year in (-1, 0, 1) if (day := form.on(address_day.year + year))]
        near = [day for day in near if day <= today] or near
        return min(near, key=lambda day: abs((day - address_day).days), default=None)
    past = (form.on(today.year - back) for back in range(9))
    return next((day for day in past if day and day <= today), None)


def _relative(pieces: list[Piece], today: date) -> date | None:
    short = (piece.text for piece in pieces if len(piece.text) <= 24 and not piece.in_title)
    return next((day for text in short if (day := relative_day(text, today))), None)


def _dates_in_hint(given: str, node: Node) -> Sequence[DateForm]:
    """Dates in the words that show beside the pointer: called so, or all that they have more than the title."""
    if "时间" in given or "日期" in given:
        return dates_in_prose(plain_digits(given))
    shown = node.words()
    if not shown or not given.startswith(shown):
        return ()
    more = plain_digits(given[len(shown) :])
    return dates_in_prose(more) if is_only_a_date(more) else ()


def _attribute(nodes: Iterable[Node]) -> date | None:
    for top in nodes:
        for node in top.walk():
            for name in DATE_ATTRIBUTES & node.attributes.keys():
                day = day_of_moment(plain_digits(node.attributes[name][:40]))
                if day:
                    return day
            given = node.attributes.get("title", "")
            if given and (forms := _dates_in_hint(given[:500], node)):
                return forms[-1].on()
    return None
