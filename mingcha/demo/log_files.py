"""Which files lie in the inbox, row by row, and what must become of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mingcha.demo.log_layouts import LogLayout, layout_of
from mingcha.demo.log_rows import Cells, Fate, LogRow, broken_cells, cells_of
from mingcha.demo.plan import AgencyPlan, RequestPlan, World
from mingcha.demo.words import number_prefix_of

DAYS_BETWEEN_EXPORTS = 45
BROKEN_SHARE, REPEATED_SHARE, CONTRADICTING_SHARE, BLANK_SHARE = 0.008, 0.012, 0.003, 0.01


@dataclass(frozen=True, slots=True)
class LogFile:
    """One file of one holder. A row that is none is a blank line. Names sort in the order of the exports."""

    folder: str
    name: str
    title: str
    layout: LogLayout
    rows: tuple[LogRow | None, ...]

    def count(self, fate: Fate) -> int:
        """How many rows must end so."""
        return sum(row is not None and row.fate is fate for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Export:
    name: str
    known_on: date
    requests: Sequence[RequestPlan]


def plan_log_files(world: World) -> tuple[LogFile, ...]:
    """Every request log of the inbox, in the order in which it is read."""
    agencies = world.agency_named()
    of_holder: dict[str, list[RequestPlan]] = {holder: [] for holder in world.holders}
    for request in world.requests:
        of_holder[request.holder].append(request)
    return tuple(
        file for holder, requests in of_holder.items() for file in _files_of(world, agencies, holder, requests)
    )


def requests_folder(holder: str) -> str:
    """The folder below the inbox that a holder's request logs are put into."""
    return f"requests/{holder}"


def _files_of(
    world: World, agencies: dict[str, AgencyPlan], holder: str, requests: Sequence[RequestPlan]
) -> Iterable[LogFile]:
    layout = layout_of(holder)
    draw = Random(f"{world.seed}:{holder}:files")
    told: dict[str, Cells] = {}
    office = agencies[f"{holder}-000"].name
    exports = _exports(layout, world.as_of, requests)
    for place, export in enumerate(exports):
        tidy = list(_rows(export, agencies, layout, told))
        rows: list[LogRow | None] = [*tidy]
        if place == len(exports) - 1:
            rows = _made_untidy(draw, tidy, office, number_prefix_of(holder), world.as_of)
        title = f"{office}政府信息公开申请办理台账（演示数据（合成））"
        yield LogFile(requests_folder(holder), f"{export.name}.{layout.format}", title, layout, tuple(rows))


def _exports(layout: LogLayout, as_of: date, requests: Sequence[RequestPlan]) -> list[_Export]:
    if layout.exports == "updates":
        before = as_of - timedelta(days=DAYS_BETWEEN_EXPORTS)
        return [
            _Export(f"依申请公开台账{before:%Y%m%d}", before, requests),
            _Export(f"依申请公开台账{as_of:%Y%m%d}", as_of, requests),
        ]
    if layout.exports == "halves":
        middle = as_of - timedelta(days=182)
        first = [request for request in requests if request.events[0].on <= middle]
        second = [request for request in requests if request.events[0].on > middle]
        return [_Export("1-上半期台账", as_of, first), _Export("2-下半期台账", as_of, second)]
    return [_Export("依申请公开登记台账", as_of, requests)]


def _rows(
    export: _Export, agencies: dict[str, AgencyPlan], layout: LogLayout, told: dict[str, Cells]
) -> Iterable[LogRow]:
    for request in export.requests:
        cells = cells_of(request, agencies[request.agency_code].name, layout, export.known_on)
        if cells:
            fate = Fate.UNCHANGED if told.get(request.number) == cells else Fate.ACCEPTED
            told[request.number] = cells
            yield LogRow(cells, fate)


def _made_untidy(draw: Random, rows: list[LogRow], agency: str, prefix: str, as_of: date) -> list[LogRow | None]:
    """Rows told twice, rows that contradict an earlier one, useless rows and blank lines, each after its original."""
    untidy: list[LogRow | None] = []
    broken = 0
    for place, row in enumerate(rows):
        untidy.append(row)
        earlier = rows[draw.randrange(place + 1)]
        if draw.random() < REPEATED_SHARE:
            untidy.append(LogRow(earlier.cells, Fate.UNCHANGED))
        if draw.random() < CONTRADICTING_SHARE:
            untidy.append(LogRow({**earlier.cells, "description": f"另一事项（示例{place}）"}, Fate.QUARANTINED))
        if draw.random() < BROKEN_SHARE or place == 0:
            broken += 1
            number = f"{prefix}-{as_of.year}-9{broken:03d}"
            untidy.append(LogRow(broken_cells(draw, agency, number, as_of), Fate.QUARANTINED))
        if draw.random() < BLANK_SHARE:
            untidy.append(None)
    return untidy
