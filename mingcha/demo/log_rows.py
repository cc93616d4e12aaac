"""A request as one row of its holder's log, and rows that nobody can use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from mingcha.demo.log_layouts import LogLayout, word_for
from mingcha.demo.plan import PlannedEvent, RequestPlan

Cell = str | int | date
Cells = Mapping[str, Cell]

_FLAGS = {True: "是", False: "否"}
_ENDS = ("replied", "withdrawn", "correction_lapsed")


class Fate(StrEnum):
    """What must become of a row."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class LogRow:
    """The cells of one row by field, and its fate."""

    cells: Cells
    fate: Fate


def cells_of(plan: RequestPlan, agency_name: str, layout: LogLayout, known_on: date) -> dict[str, Cell]:
    """The row of a request as its log stood on ``known_on``; empty if it had not come yet."""
    events = [event for event in plan.events if event.on <= known_on]
    if not events:
        return {}
    cells: dict[str, Cell] = {
        "number": plan.number,
        "agency": agency_name,
        "description": plan.description,
        "applicant": "示例申请人",
    }
    if layout.names_channel:
        cells["channel"] = word_for("channel", plan.channel, plan.holder)
    if layout.names_applicant:
        cells["applicant_kind"] = word_for("applicant", plan.applicant, plan.holder)
    for event in events:
        _write_event(cells, event, layout, plan.holder)
    if "outcome" not in cells:
        cells["outcome"] = word_for("outcome", _end_of(events), plan.holder)
    return cells


def _write_event(cells: dict[str, Cell], event: PlannedEvent, layout: LogLayout, holder: str) -> None:
    detail = event.detail
    if event.kind == "confirmed" and not layout.names_channel:
        cells["received"] = event.on  # a log without channels gives one day of receipt
        return
    cells[event.kind] = event.on
    if event.kind == "correction_asked":
        cells["correction_until"] = date.fromisoformat(str(detail["until"]))
    elif event.kind == "extended":
        cells["extension_approved"] = _FLAGS[bool(detail["approved"])]
        cells["applicant_told"] = _FLAGS[bool(detail["applicant_told"])]
        cells["extension_days"] = int(str(detail["working_days"]))
    elif event.kind == "replied":
        cells["outcome"] = word_for("outcome", str(detail["outcome"]), holder)
    elif event.kind == "review_decided":
        cells["review_result"] = word_for("review_result", str(detail["result"]), holder)


def _end_of(events: list[PlannedEvent]) -> str:
    ends = [event.kind for event in events if event.kind in _ENDS]
    return ends[0] if ends else "open"


def broken_cells(draw: Random, agency_name: str, number: str, as_of: date) -> dict[str, Cell]:
    """A row with one mistake that makes it useless: no number, an impossible day, an agency nobody knows …"""
    received = as_of - timedelta(days=draw.randint(40, 300))
    cells: dict[str, Cell] = {
        "number": number,
        "agency": agency_name,
        "description": f"某事项（示例{number}）",
        "applicant": "示例申请人",
        "received": received,
        "replied": received + timedelta(days=12),
        "outcome": "予以公开",
    }
    mistakes: list[dict[str, Cell]] = [
        {"number": ""},
        {"received": f"{received.year}-02-30"},
        {"replied": f"{received.year}年13月5日"},
        {"agency": "不存在的单位（示例）"},
        {"received": "三月初"},
        {"replied": as_of + timedelta(days=60)},
        {"replied": received - timedelta(days=9)},
        {"received": date(1926, received.month, min(received.day, 28)).isoformat()},
    ]
    return {**cells, **draw.choice(mistakes)}
