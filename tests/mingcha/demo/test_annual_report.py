"""The tables counted from the demo world's logs, read from real files, are those of its generator."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from collectors.collecting import collect_sources
from collectors.context import CollectContext
from collectors.fetching import FetchLimits
from metrics.annual_report import audit
from mingcha.demo.annual_report_truth import expected_counts, expected_unconfirmed
from mingcha.demo.files import write_inbox
from mingcha.demo.plan import World
from mingcha.demo.registry import load_world
from mingcha.demo.world import generate_world
from reports.annual_report import count_report, export_annual_report, read_report
from rulebook import Rulebook
from store import Database
from store.models import Source

AS_OF = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
YEARS = (2024, 2025, 2026)


@pytest.fixture(scope="module")
def world() -> World:
    return generate_world(seed=3, as_of=AS_OF, scale=0.2)


@pytest.fixture
def logs(database: Database, world: World, tmp_path: Path) -> Iterator[Database]:
    """The registry of the world and its request logs, without its websites."""
    write_inbox(world, tmp_path / "inbox")
    load_world(database, world, "http://127.0.0.1:9")
    with database.read() as session:
        sources = list(session.scalars(select(Source.id).where(Source.kind == "request_log")))
    collect_sources(
        database, sources, CollectContext(tmp_path / "inbox", tmp_path / "evidence", lambda: NOW, FetchLimits())
    )
    yield database


def test_the_tables_are_those_of_the_generator(logs: Database, world: World, rulebook: Rulebook) -> None:
    for year in YEARS:
        counted = count_report(logs, rulebook, year, AS_OF)
        numbers = {tuple(place): number for place, number in counted.report.cells.items() if number}
        assert numbers == dict(expected_counts(world, year)), year
        assert counted.requests.unconfirmed == expected_unconfirmed(world, year)
    # The year that is compared must hold something of everything.
    told = expected_counts(world, 2026)
    assert min(told[3, row, "总计"] for row in ("新收", "上年结转", "(六)1逾期不补正", "(六)3其他", "结转下年度")) > 0
    assert told[4, "行政复议", "总计"] > 0
    assert told[3, "新收", "商业企业"] > 0


def test_the_tables_of_each_region_and_agency_are_those_of_the_generator(
    logs: Database, world: World, rulebook: Rulebook
) -> None:
    codes = [agency.code for agency in world.agencies if agency.region_code.startswith("1501")]
    counted = count_report(logs, rulebook, 2026, AS_OF, region="150100")
    numbers = {tuple(place): number for place, number in counted.report.cells.items() if number}
    assert numbers == dict(expected_counts(world, 2026, codes))
    busiest = max(world.agencies, key=lambda agency: sum(r.agency_code == agency.code for r in world.requests)).code
    counted = count_report(logs, rulebook, 2026, AS_OF, agency=busiest)
    numbers = {tuple(place): number for place, number in counted.report.cells.items() if number}
    assert numbers == dict(expected_counts(world, 2026, [busiest])) != {}


@pytest.mark.parametrize("kind", [".xlsx", ".docx"])
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_tables_pass_their_own_audit(
    logs: Database, rulebook: Rulebook, tmp_path: Path, kind: str, form: str
) -> None:
    path = tmp_path / f"report{kind}"
    summary = export_annual_report(logs, rulebook, 2026, AS_OF, path, form=form)
    assert summary["ok"]
    previous = count_report(logs, rulebook, 2025, AS_OF, form=form)
    log = count_report(logs, rulebook, 2026, AS_OF, form=form).requests
    found = audit(read_report(path, rulebook), rulebook, previous=previous.report, log=log)
    assert [check for check in found.checks if not check.where.startswith("表2 ")] == []
    assert summary["new"] > 100
