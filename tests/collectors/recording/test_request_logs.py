"""Request logs from a watched folder: taken in once, corrected by newer exports, never doubled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectors import log_folders
from collectors.collecting import CollectSummary, collect_sources
from collectors.importing import import_requests
from collectors.recording.jobs import Job
from collectors.recording.log_files import FileCount
from collectors.tables import Content
from store import Database
from store.models import Agency, CollectorRun, QuarantineRow, Request, RequestEvent, Source, SourceFile
from store.models.facts import REVIEW_AT_ONCE
from tests.collectors.recording.world import SmallWorld
from tests.collectors.requests.logs import as_csv, as_xlsx, row

GOOD = {"agency": "甲市财政局"}


def collect(world: SmallWorld, source: int) -> CollectSummary:
    return collect_sources(world.database, [source], world.context)


def standing(world: SmallWorld) -> list[tuple[str, date]]:
    """Kinds and days of the entries that no other corrects."""
    entries = world.rows(RequestEvent)
    corrected = {entry.corrects_id for entry in entries}
    kept = [entry for entry in entries if entry.id not in corrected and entry.kind != "corrected_entry"]
    return [(entry.kind, entry.happened_on) for entry in kept]


def test_a_log_becomes_requests_and_events_with_a_run_record(world: SmallWorld) -> None:
    source = world.log_source()
    world.put("台账.csv", as_csv([row(**GOOD), row(number="", **GOOD)]))
    summary = collect(world, source)
    assert (summary.rows, summary.accepted, summary.unchanged, summary.quarantined) == (2, 1, 0, 1)
    (request,) = world.rows(Request)
    assert (request.number, request.agency_id, request.next_review_on) == (
        "2026-001",
        world.agency("150100-fin"),
        REVIEW_AT_ONCE,
    )
    assert standing(world) == [("received", date(2026, 3, 2)), ("replied", date(2026, 3, 20))]
    (run,) = world.rows(CollectorRun)
    assert (run.outcome, run.rows, run.accepted, run.quarantined) == ("partly", 2, 1, 1)
    (bad,) = world.rows(QuarantineRow)
    assert (bad.file, bad.row, bad.field, bad.reason) == ("台账.csv", 3, "申请编号", "number_missing")
    assert bad.raw["承办单位"] == "甲市财政局"


def test_a_file_already_taken_in_is_unchanged_even_under_another_name(world: SmallWorld) -> None:
    source = world.log_source()
    world.put("a.csv", as_csv([row(**GOOD)]))
    collect(world, source)
    world.put("b.csv", as_csv([row(**GOOD)]))
    summary = collect(world, source)
    assert dict(summary.outcomes) == {"unchanged": 1}
    assert len(world.rows(SourceFile)) == 1
    assert len(world.rows(RequestEvent)) == 2


def test_a_newer_export_appends_what_is_new(world: SmallWorld) -> None:
    source = world.log_source()
    world.put("1.csv", as_csv([row(replied="", outcome="办理中", **GOOD)]))
    collect(world, source)
    world.put("2.xlsx", as_xlsx([row(**GOOD)]))
    summary = collect(world, source)
    assert (summary.accepted, summary.unchanged) == (1, 0)
    assert standing(world) == [("received", date(2026, 3, 2)), ("replied", date(2026, 3, 20))]
    assert len(world.rows(RequestEvent)) == 2


def test_a_changed_day_corrects_the_entry_and_deletes_nothing(world: SmallWorld) -> None:
    source = world.log_source()
    for number, day in enumerate(("2026-03-20", "2026-03-25", "2026-03-20")):
        world.put(f"{number}.csv", as_csv([row(replied=day, **GOOD)]) + b"\n" * number)
        collect(world, source)
    assert standing(world) == [("received", date(2026, 3, 2)), ("replied", date(2026, 3, 20))]
    assert len(world.rows(RequestEvent)) == 4


def test_an_entry_that_vanished_is_struck_out_and_may_come_back(world: SmallWorld) -> None:
    source = world.log_source()
    for number, (day, outcome) in enumerate((("2026-03-20", "予以公开"), ("", "办理中"), ("2026-03-20", "予以公开"))):
        world.put(f"{number}.csv", as_csv([row(replied=day, outcome=outcome, **GOOD)]) + b"\n" * number)
        collect(world, source)
        replied = ("replied", date(2026, 3, 20))
        assert (replied in standing(world)) is bool(day)
    kinds = [entry.kind for entry in world.rows(RequestEvent)]
    assert kinds == ["received", "replied", "corrected_entry", "replied"]


def test_a_file_without_a_column_says_nothing_of_what_that_column_told(world: SmallWorld) -> None:
    source = world.log_source()
    headings = ("申请编号", "承办单位", "收到日期", "答复日期")
    cells = ["1", "甲市财政局", "2026-03-02", ""]
    world.put("1.csv", as_csv([[*cells, "2026-03-09"]], (*headings, "征求第三方意见日期")))
    world.put("2.csv", as_csv([cells], headings))
    collect(world, source)
    assert ("third_party_asked", date(2026, 3, 9)) in standing(world)


def test_of_namesakes_the_one_of_the_logs_own_league_is_meant(world: SmallWorld) -> None:
    for region in ("150100", "150200"):
        source = world.log_source(region=region, location=region)
        world.put("台账.csv", as_csv([row(agency="教育局")]), region)
        collect(world, source)
    owners = [request.agency_id for request in world.rows(Request)]
    assert owners == [world.agency("150100-edu"), world.agency("150200-edu")]


def test_an_unknown_agency_is_set_aside_and_taken_in_once_the_registry_knows_it(world: SmallWorld) -> None:
    source = world.log_source()
    world.put("台账.csv", as_csv([row(agency="新设局"), row(number="2", **GOOD)]))
    first = collect(world, source)
    assert (first.accepted, first.quarantined) == (1, 1)
    again = collect(world, source)
    assert (again.accepted, again.unchanged, again.quarantined) == (0, 2, 0)
    with world.database.write() as session:
        session.add(Agency(code="new", name="新设局", region_code="150100", kind="department"))
    mended = collect(world, source)
    assert (mended.accepted, mended.unchanged) == (1, 1)
    assert len(world.rows(QuarantineRow)) == 1


def test_an_older_export_that_waits_for_the_registry_never_undoes_a_newer_one(world: SmallWorld) -> None:
    source = world.log_source()
    waiting = row(agency="新设局", number="2", replied="", outcome="办理中")
    world.put("1.csv", as_csv([row(replied="", outcome="办理中", **GOOD), waiting]))
    collect(world, source)
    world.put("2.csv", as_csv([row(**GOOD)]))
    for _ in range(3):
        collect(world, source)
        assert standing(world) == [("received", date(2026, 3, 2)), ("replied", date(2026, 3, 20))]
    assert len(world.rows(RequestEvent)) == 2


def test_of_two_exports_that_waited_the_newer_one_counts(world: SmallWorld) -> None:
    source = world.log_source()
    for number, replied in enumerate(("", "2026-03-20")):
        world.put(f"{number}.csv", as_csv([row(agency="新设局", replied=replied, outcome="")]))
        collect(world, source)
    assert world.rows(Request) == []
    with world.database.write() as session:
        session.add(Agency(code="new", name="新设局", region_code="150100", kind="department"))
    for _ in range(2):
        collect(world, source)
        assert standing(world) == [("received", date(2026, 3, 2)), ("replied", date(2026, 3, 20))]
    assert len(world.rows(RequestEvent)) == 2


def test_an_entry_changed_then_struck_out_may_come_back_as_it_first_was(world: SmallWorld) -> None:
    source = world.log_source()
    for number, replied in enumerate(("2026-03-20", "2026-03-25", "", "2026-03-20")):
        world.put(f"{number}.csv", as_csv([row(replied=replied, outcome="", **GOOD)]) + b"\n" * number)
        collect(world, source)
    assert standing(world) == [("received", date(2026, 3, 2)), ("replied", date(2026, 3, 20))]


def test_a_number_without_end_is_kept_in_quarantine(world: SmallWorld) -> None:
    source = world.log_source()
    cells = '"申请编号": "1", "承办单位": "没有的局", "收到日期": "2026-03-02", "答复日期": "", "件数": 1e999'
    world.put("1.json", f"[{{{cells}}}]".encode())
    summary = collect(world, source)
    assert (summary.quarantined, summary.failing) == (1, 0)
    assert world.rows(QuarantineRow)[0].raw["件数"] == "inf"


def test_a_file_that_breaks_the_writing_does_not_stop_the_files_after_it(
    world: SmallWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = world.log_source()
    world.put("1.csv", as_csv([row(**GOOD)]))
    world.put("2.csv", as_csv([row(number="2", **GOOD)]))
    written = log_folders.record_file

    def breaks_on_the_first(
        database: Database, job: Job, content: Content, name: str, *rest: Any, **how: Any
    ) -> FileCount:
        if name == "1.csv":
            raise ZeroDivisionError("broken")
        return written(database, job, content, name, *rest, **how)

    monkeypatch.setattr(log_folders, "record_file", breaks_on_the_first)
    summary = collect(world, source)
    assert (summary.accepted, summary.failing) == (1, 1)
    assert "1.csv" in (world.rows(CollectorRun)[0].message or "")
    monkeypatch.undo()
    assert collect(world, source).accepted == 1


def test_an_unreadable_file_is_a_failed_run_and_the_others_go_on(world: SmallWorld) -> None:
    source = world.log_source()
    world.put("1-坏.xlsx", b"PK\x03\x04 broken")
    world.put("2.csv", as_csv([row(**GOOD)]))
    world.put(".hidden.csv", b"not looked at")
    summary = collect(world, source)
    assert (summary.accepted, summary.failing) == (1, 1)
    assert [run.outcome for run in world.rows(CollectorRun)] == ["failed", "ok"]
    assert "1-坏.xlsx" in world.rows(CollectorRun)[0].message


def test_a_missing_folder_is_a_failure_of_its_source(world: SmallWorld) -> None:
    source = world.log_source(location="消失")
    (world.folder / "inbox" / "消失").rmdir()
    collect(world, source)
    assert world.source(source).health == "failing"


def test_an_import_by_hand_is_counted_and_harmless_twice(world: SmallWorld) -> None:
    path = world.folder / "手工.csv"
    path.write_bytes(as_csv([row(**GOOD), row(**GOOD), row(number="2", received="2026-02-30", **GOOD)]))
    tried = import_requests(world.database, path, world.context, dry_run=True)
    assert (world.rows(Request), world.rows(Source)) == ([], [])
    first = import_requests(world.database, path, world.context)
    assert tried == first
    assert first.summary() == {
        "rows": 3, "accepted": 1, "unchanged": 1, "quarantined": 1, "reasons": {"impossible_date": 1},
    }  # fmt: skip
    second = import_requests(world.database, path, world.context)
    assert (second.rows, second.accepted, second.unchanged, second.quarantined) == (3, 0, 3, 0)


def test_a_log_that_names_no_agency_is_kept_for_an_officer_to_assign(world: SmallWorld) -> None:
    path = world.folder / "log.csv"
    path.write_bytes(as_csv([("1", "2026-03-02", "2026-03-20")], ("identifier", "date_accepted", "date")))
    import_requests(world.database, path, world.context)
    (request,) = world.rows(Request)
    with world.database.read() as session:
        holder = session.get_one(Agency, request.agency_id)
        assert (holder.code, holder.active) == ("unassigned", False)


def test_characters_that_no_database_keeps_spoil_nothing(world: SmallWorld) -> None:
    path = world.folder / "log.json"
    cells = '"承办单位": "甲市财政局", "收到日期": "2026-03-02", "答复日期": ""'
    halves, zeros = '"申请编号": "1\\ud800", "申请内容": "a\\u0000b"', '"申请编号": "\\u0000", "\\u0000x": 1'
    path.write_text(f"[{{{halves}, {cells}}}, {{{zeros}, {cells}}}]")
    summary = import_requests(world.database, path, world.context)
    assert (summary.rows, summary.rows) == (2, summary.accepted + summary.unchanged + summary.quarantined)
