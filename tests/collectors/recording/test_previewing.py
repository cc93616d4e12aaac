"""What an officer is shown of a file before anything is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors import previewing
from collectors.previewing import Preview, preview_log
from collectors.recording.agencies import TellLimit
from collectors.recording.jobs import Job, load_job
from collectors.tables import Content
from collectors.tables.profile import NOT_USED, PERSONAL, Profile
from store.models import CollectorRun, QuarantineRow, Request, RequestEvent, Source
from tests.collectors.recording.world import SmallWorld
from tests.collectors.requests.logs import HEADINGS, as_csv, as_xlsx, row

GOOD = {"agency": "甲市财政局"}
NOTHING = Profile()


def preview(world: SmallWorld, body: bytes, profile: Profile = NOTHING, **job: object) -> Preview:
    source = world.log_source()
    with world.database.read() as session:
        seen = replace(load_job(session, source), profile=profile, **job)  # type: ignore[arg-type]
    return preview_log(world.database, seen, Content(body), "台账.csv", world.context)


def fields(shown: Preview) -> dict[str, str]:
    return {column.heading: column.field for column in shown.columns}


def test_columns_rows_problems_and_the_account_are_shown_and_nothing_is_written(world: SmallWorld) -> None:
    rows = [row(**GOOD), row(number="2", received="2026-02-30", **GOOD), row(number="3", agency="无此局")]
    shown = preview(world, as_csv(rows))
    assert fields(shown)["收到日期"] == "received"
    assert next(column.samples for column in shown.columns if column.field == "outcome") == ("予以公开",)
    assert [(line.row, line.number, line.outcome) for line in shown.rows] == [
        (2, "2026-001", "granted"),
        (3, "", ""),
        (4, "", ""),
    ]
    assert shown.rows[0].events == (("received", "2026-03-02"), ("replied", "2026-03-20"))
    assert [(problem.row, problem.reason) for problem in shown.problems] == [
        (3, "impossible_date"),
        (4, "unknown_agency"),
    ]
    assert shown.account == {
        "rows": 3,
        "accepted": 1,
        "unchanged": 0,
        "quarantined": 2,
        "reasons": {"impossible_date": 1, "unknown_agency": 1},
    }
    for table in (Request, RequestEvent, QuarantineRow, CollectorRun):
        assert world.rows(table) == []
    assert [source.health for source in world.rows(Source)] == ["new"]


def test_a_file_that_nobody_can_recognise_shows_its_headings_to_be_assigned(world: SmallWorld) -> None:
    body = "某市台账\n单号,谁办的,日期（收）,日期（复）,来人\n甲1,甲市财政局,2026-03-02,,张三\n".encode()
    shown = preview(world, body)
    assert "缺少列" in shown.error
    assert fields(shown) == dict.fromkeys(("单号", "谁办的", "日期(收)", "日期(复)", "来人"), NOT_USED)
    said = {"单号": "number", "谁办的": "agency", "日期(收)": "received", "日期(复)": "replied", "来人": PERSONAL}
    mended = preview_log(world.database, job_with(world, Profile(said)), Content(body), "台账.csv", world.context)
    assert (mended.error, fields(mended)) == ("", said)
    assert mended.account is not None
    assert mended.account["accepted"] == 1


def job_with(world: SmallWorld, profile: Profile) -> Job:
    with world.database.read() as session:
        return replace(load_job(session, world.rows(Source)[0].id), profile=profile)


def test_a_column_about_a_person_is_shown_without_what_is_in_it(world: SmallWorld) -> None:
    body = as_csv([[*row(**GOOD), "张三"]], [*HEADINGS, "申请人姓名"])
    shown = preview(world, body)
    assert fields(shown)["申请人姓名"] == PERSONAL
    assert "张三" not in str(shown)


def test_words_that_no_table_knows_are_counted(world: SmallWorld) -> None:
    rows = [row(number=str(number), outcome="照准", **GOOD) for number in range(3)]
    shown = preview(world, as_csv([*rows, row(number="9", **GOOD)]))
    assert shown.words == {"照准": 3}
    assert not preview_log(
        world.database,
        job_with(world, Profile(words={"outcome": {"照准": "granted"}})),
        Content(as_csv(rows)),
        "台账.csv",
        world.context,
    ).words


def test_rows_beyond_the_scope_are_shown_as_such(world: SmallWorld) -> None:
    shown = preview(world, as_csv([row(**GOOD)]), limit=TellLimit(region_path="150000/150200/"))
    assert [problem.reason for problem in shown.problems] == ["out_of_scope"]


def test_a_file_too_large_to_be_tried_is_still_read(world: SmallWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "LARGEST_TRIED", 10)
    shown = preview(world, as_csv([row(**GOOD)]))
    assert (shown.account, shown.read) == (None, 1)


def test_workbooks_are_shown_too(world: SmallWorld) -> None:
    shown = preview(world, as_xlsx([row(**GOOD)], above=[["2026年台账"]]))
    assert shown.account is not None
    assert shown.account["accepted"] == 1


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4", b"\x00\x01\x02", b"[]", b"{", b"a"])
def test_what_is_no_table_is_said_so(world: SmallWorld, body: bytes) -> None:
    assert preview(world, body).error


def test_who_looks_may_stop_it(world: SmallWorld) -> None:
    def stop(_rows: int) -> None:
        raise InterruptedError

    source = world.log_source()
    with world.database.read() as session:
        job = load_job(session, source)
    with pytest.raises(InterruptedError):
        preview_log(world.database, job, Content(as_csv([row(**GOOD)])), "a.csv", world.context, stop)
    assert world.rows(Request) == []
