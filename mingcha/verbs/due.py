"""``mingcha due``: a due day and how it came about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import click

from dashboard.words import REQUEST_STANDINGS
from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.regional_days import RegionalDays
from metrics.request_clock import explain_due, request_state
from metrics.working_days import DayLine
from mingcha.command_line import WrongUse
from mingcha.event_words import read_event
from mingcha.house import House, open_house
from mingcha.output import Day, answer, json_option
from mingcha.regions import find_region

_LONG_AFTER = timedelta(days=1000)


@click.command()
@click.argument("received", type=Day())
@click.option(
    "--event", "events", multiple=True, metavar="KIND=DATE[,KEY=VALUE…]", help="What happened since; repeatable."
)
@click.option("--as-of", type=Day(), help="What was known by this day; else everything that is told.")
@click.option("--region", metavar="CODE", help="The region whose own days off count too.")
@json_option
def verb(received: date, events: tuple[str, ...], as_of: date | None, region: str | None, as_json: bool) -> None:
    """Say on which day the reply to a request RECEIVED on a day is due, day by day."""
    try:
        log = [RequestEvent(RequestEventKind.RECEIVED, received), *map(read_event, events)]
    except ValueError as error:
        raise WrongUse(str(error)) from error
    path = find_region(region).path if region is not None else ""
    result = _due(open_house(), RequestFacts(id=0, agency_id=0, events=log), as_of, path)
    answer(as_json, {key: result[key] for key in ("due", "provisional", "days")}, lambda: _words(result))


def _due(house: House, facts: RequestFacts, as_of: date | None, region_path: str) -> dict[str, Any]:
    rulebook = house.rulebook
    working_days = RegionalDays(rulebook.calendar).of(region_path)
    try:
        # A consultation nobody answered ends by itself; long after everything that was told it has.
        until = as_of or max(event.on for event in facts.events) + _LONG_AFTER
        state = request_state(facts, rulebook, working_days, until)
        lines = explain_due(facts, rulebook, working_days, until)
    except (ValueError, OverflowError) as error:
        raise WrongUse(str(error)) from error
    return {"due": state.due, "provisional": state.provisional, "days": [_line(line) for line in lines], "state": state}


def _line(line: DayLine) -> dict[str, Any]:
    return {"date": line.date, "counts": line.counts, "why": line.why}


def _words(result: dict[str, Any]) -> str:
    if result["due"] is None:
        return f"没有答复期限：{REQUEST_STANDINGS[result['state'].state]}"
    count = 0
    lines = []
    for day in result["days"]:
        count += day["counts"]
        lines.append(f"{day['date']}  {count if day['counts'] else '–':>3}  {day['why']}")
    provisional = "  暂定：所跨年度的节假日安排尚未公布" if result["provisional"] else ""
    return "\n".join([*lines, f"答复期限 {result['due']}{provisional}"])
