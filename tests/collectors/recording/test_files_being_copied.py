"""A file that is still being copied into the inbox is left for the next round."""

from __future__ import annotations

import os
from dataclasses import replace

from collectors.collecting import collect_sources
from collectors.log_folders import settled
from store.models import CollectorRun, Request
from tests.collectors.recording.world import SmallWorld
from tests.collectors.requests.logs import as_csv, row

GOOD = {"agency": "甲市财政局"}
WHOLE = as_csv([row(number=str(number), **GOOD) for number in range(1, 6)])


def test_a_file_that_grows_between_two_looks_is_taken_when_it_is_whole(world: SmallWorld) -> None:
    source = world.log_source()
    world.put("台账.csv", WHOLE[:200])
    path = world.folder / "inbox" / "甲市" / "台账.csv"
    just_now = world.clock().timestamp()
    os.utime(path, (just_now, just_now))
    waited: list[float] = []

    def copy_on(_seconds: float) -> None:
        path.write_bytes(WHOLE[:300])

    context = replace(world.context, settle_seconds=2.0, pause=copy_on)
    collect_sources(world.database, [source], context)
    assert world.rows(Request) == []
    assert "1 个仍在写入" in (world.rows(CollectorRun)[-1].message or "")
    path.write_bytes(WHOLE)
    os.utime(path, (just_now, just_now))
    collect_sources(world.database, [source], replace(context, pause=waited.append))
    assert waited == [2.0]
    assert len(world.rows(Request)) == 5


def test_an_old_file_is_taken_at_once(world: SmallWorld) -> None:
    path = world.folder / "a.csv"
    path.write_bytes(WHOLE)
    long_ago = world.clock().timestamp() - 3600
    os.utime(path, (long_ago, long_ago))
    waited: list[float] = []
    context = replace(world.context, settle_seconds=3599, pause=waited.append)
    assert (settled([path], context), waited) == ([path], [])
