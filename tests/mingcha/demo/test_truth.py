"""The whole main job on a small world, held against what its generator knows: no card missing, none too many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from alerts.evaluation import evaluate
from collectors.collecting import CollectSummary, collect_sources
from collectors.context import CollectContext
from collectors.fetching import FetchLimits
from mingcha.demo.answers import FETCH_SECONDS
from mingcha.demo.comparison import actual_cards, compare_with_truth
from mingcha.demo.files import write_inbox
from mingcha.demo.log_files import LogFile, plan_log_files
from mingcha.demo.log_rows import Fate
from mingcha.demo.message_files import plan_message_files
from mingcha.demo.plan import World
from mingcha.demo.registry import load_world
from mingcha.demo.server import WorldServer, serve_world
from mingcha.demo.truth import expected_card_list
from mingcha.demo.visits import record_world_visits
from mingcha.demo.world import generate_world
from rulebook import Rulebook
from store import Database
from store.models import CollectorRun, QuarantineRow, Request, Source, SourceFile

AS_OF = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


@dataclass
class Scene:
    """A world that is served, its database and what a round of collecting came to."""

    world: World
    server: WorldServer
    database: Database
    context: CollectContext

    def collect(self) -> CollectSummary:
        with self.database.read() as session:
            sources = list(session.scalars(select(Source.id)))
        record_world_visits(self.database, self.world)
        return collect_sources(self.database, sources, self.context)


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    world = generate_world(seed=2, as_of=AS_OF, scale=0.1)
    write_inbox(world, tmp_path / "inbox")
    limits = FetchLimits(
        whole_answer_seconds=FETCH_SECONDS, host_spacing_seconds=0, host_concurrency=8, allow_private=True
    )
    context = CollectContext(tmp_path / "inbox", tmp_path / "evidence", lambda: NOW, limits)
    with serve_world(world) as server:
        load_world(database, world, server.base_url)
        yield Scene(world, server, database, context)


def behaviours(world: World) -> list[str]:
    columns = [column.behaviour for site in world.sites for column in site.columns]
    return [*columns, *(s.home_behaviour for s in world.sites), *(a.behaviour for a in world.accounts)]


def log_files(world: World) -> list[LogFile]:
    return [*plan_log_files(world), *plan_message_files(world)]


def test_the_cards_are_exactly_those_of_the_truth(scene: Scene, rulebook: Rulebook) -> None:
    scene.collect()
    summary = evaluate(scene.database, rulebook, AS_OF, NOW)
    comparison = compare_with_truth(scene.database, scene.world)
    assert summary.problems == []
    assert (comparison.missing, comparison.unexpected) == ((), ())
    assert comparison.cards == len(expected_card_list(scene.world)) > 100


def test_every_row_of_every_log_ends_as_planned_and_every_request_is_there_once(scene: Scene) -> None:
    scene.collect()
    with scene.database.read() as session:
        runs = session.execute(
            select(Source.location, SourceFile.name, CollectorRun)
            .join(CollectorRun, CollectorRun.id == SourceFile.run_id)
            .join(Source, Source.id == SourceFile.source_id)
        )
        marked = {(folder, name): (run.accepted, run.unchanged, run.quarantined) for folder, name, run in runs}
        totals = session.execute(
            select(
                func.sum(CollectorRun.accepted), func.sum(CollectorRun.unchanged), func.sum(CollectorRun.quarantined)
            )
            .join(Source, Source.id == CollectorRun.source_id)
            .where(Source.kind.in_(("request_log", "message_log")))
        ).one()
        quarantine = session.execute(
            select(Source.location, QuarantineRow.file, func.count())
            .join(Source, Source.id == QuarantineRow.source_id)
            .group_by(Source.location, QuarantineRow.file)
        )
        numbers = sorted(session.scalars(select(Request.number)))
        # A workbook of several sheets names the sheet behind the file.
        set_aside = {(folder, file.partition("［")[0]): count for folder, file, count in quarantine}
    planned = {(file.folder, file.name): tuple(file.count(fate) for fate in Fate) for file in log_files(scene.world)}
    assert {key: planned[key] for key in marked} == marked
    assert tuple(totals) == tuple(sum(counts) for counts in zip(*planned.values(), strict=True))
    assert numbers == sorted(request.number for request in scene.world.requests)
    assert set_aside == {key: counts[-1] for key, counts in planned.items() if counts[-1]}


def test_evaluating_week_after_week_ends_in_the_same_cards_as_once(scene: Scene, rulebook: Rulebook) -> None:
    scene.collect()
    for weeks in range(20, -1, -4):
        evaluate(scene.database, rulebook, AS_OF - timedelta(weeks=weeks), NOW)
    comparison = compare_with_truth(scene.database, scene.world)
    assert (comparison.missing, comparison.unexpected) == ((), ())


def test_a_second_round_changes_no_card_and_finds_every_page_unmodified(scene: Scene, rulebook: Rulebook) -> None:
    scene.collect()
    evaluate(scene.database, rulebook, AS_OF, NOW)
    before = sorted(actual_cards(scene.database))
    second = scene.collect()
    evaluate(scene.database, rulebook, AS_OF, NOW)
    assert sorted(actual_cards(scene.database)) == before
    assert (second.accepted, second.quarantined) == (0, 0)
    assert second.outcomes["not_modified"] == sum(answers in ("ok", "slow") for answers in behaviours(scene.world))


def test_the_world_on_another_port_is_the_same_world(scene: Scene, rulebook: Rulebook) -> None:
    scene.collect()
    with serve_world(scene.world) as moved:
        load_world(scene.database, scene.world, moved.base_url)
        with scene.database.read() as session:
            web = select(Source.location).where(Source.location.startswith("http"))
            assert all(location.startswith(moved.base_url) for location in session.scalars(web))
        scene.collect()
        evaluate(scene.database, rulebook, AS_OF, NOW)
        assert compare_with_truth(scene.database, scene.world).agrees
