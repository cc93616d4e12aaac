"""What was not understood is understood later: words explained, the registry or a profile mended."""

from __future__ import annotations

from datetime import date

from collectors.collecting import collect_sources
from collectors.reading_again import read_quarantine_again
from collectors.recording.explained_words import explain_replies, unknown_words
from collectors.recording.log_words import keep_word
from collectors.recording.profiles import keep_profile
from collectors.tables.profile import Profile
from store.models import Agency, CollectorRun, QuarantineRow, Request, RequestEvent
from store.models.facts import REVIEW_AT_ONCE
from tests.collectors.recording.world import START, SmallWorld
from tests.collectors.requests.logs import as_csv, as_xlsx, row

GOOD = {"agency": "甲市财政局"}


def collect(world: SmallWorld, *rows: list[str], body: bytes | None = None) -> int:
    source = world.log_source()
    world.put("台账.csv", as_csv(rows) if body is None else body)
    collect_sources(world.database, [source], world.context)
    return source


def explain(world: SmallWorld, word: str, code: str, area: str = "all") -> int:
    with world.database.write() as session:
        keep_word(session, area=area, field="outcome", word=word, code=code, actor="officer", now=START)
        return explain_replies(session, START)


def standing(world: SmallWorld) -> list[tuple[str, date, object]]:
    entries = world.rows(RequestEvent)
    corrected = {entry.corrects_id for entry in entries}
    return [(e.kind, e.happened_on, e.detail.get("outcome")) for e in entries if e.id not in corrected]


def waiting(world: SmallWorld) -> list[tuple[str, str, int]]:
    return [(row.file, row.reason, row.row) for row in world.rows(QuarantineRow) if row.settled_at is None]


def test_unknown_words_are_listed_with_their_requests(world: SmallWorld) -> None:
    collect(
        world,
        *[row(number=str(n), outcome=word, **GOOD) for n, word in enumerate(("照准", "照准", "驳还", "予以公开"))],
    )
    with world.database.read() as session:
        assert [(line.words, line.region_code, line.requests) for line in unknown_words(session)] == [
            ("照准", "150100", 2),
            ("驳还", "150100", 1),
        ]
        assert unknown_words(session, Request.agency_id == 0) == []


def test_a_word_that_is_explained_corrects_the_replies_and_deletes_nothing(world: SmallWorld) -> None:
    source = collect(world, row(outcome="照准", **GOOD), row(number="2", outcome="驳还", **GOOD))
    before = len(world.rows(RequestEvent))
    with world.database.write() as session:
        session.query(Request).update({"next_review_on": None})
    assert explain(world, "照准", "granted") == 1
    assert ("replied", date(2026, 3, 20), "granted") in standing(world)
    assert len(world.rows(RequestEvent)) == before + 1
    assert [request.next_review_on for request in world.rows(Request)] == [REVIEW_AT_ONCE, None]
    run = world.rows(CollectorRun)[-1]
    assert (run.source_id, run.accepted) == (source, 1)
    assert "照准" in (run.message or "")
    assert explain(world, "照准", "granted") == 0


def test_a_word_can_mean_that_the_matter_ended_otherwise(world: SmallWorld) -> None:
    collect(world, row(outcome="不要了", **GOOD))
    assert explain(world, "不要了", "withdrawn") == 1
    assert ("withdrawn", date(2026, 3, 20), None) in standing(world)


def test_a_word_of_one_region_explains_nothing_elsewhere(world: SmallWorld) -> None:
    collect(world, row(outcome="照准", **GOOD))
    assert explain(world, "照准", "granted", "150200") == 0
    assert explain(world, "照准", "granted", "150100") == 1


def test_the_next_reading_of_the_same_rows_says_nothing_new(world: SmallWorld) -> None:
    source = collect(world, row(outcome="照准", **GOOD), row(number="2", outcome="不要了", **GOOD))
    explain(world, "照准", "granted")
    explain(world, "不要了", "withdrawn")
    known = standing(world)
    world.put("again.xlsx", as_xlsx([row(outcome="照准", **GOOD), row(number="2", outcome="不要了", **GOOD)]))
    summary = collect_sources(world.database, [source], world.context)
    assert (summary.accepted, summary.unchanged) == (0, 2)
    assert standing(world) == known


def test_a_row_that_only_a_word_kept_out_is_taken_in_once_the_word_is_explained(world: SmallWorld) -> None:
    # 延期公开 holds 公开: taken for an answer without a day, until somebody says that it is none.
    source = collect(world, row(replied="", outcome="延期公开中", **GOOD))
    assert waiting(world) == [("台账.csv", "reply_date_missing", 2)]
    assert read_quarantine_again(world.database, source, world.context) == 0
    explain(world, "延期公开中", "open")
    assert read_quarantine_again(world.database, source, world.context, ["reply_date_missing"]) == 1
    assert waiting(world) == []
    assert [request.number for request in world.rows(Request)] == ["2026-001"]
    assert read_quarantine_again(world.database, source, world.context) == 0


def test_rows_wait_for_the_registry_and_keep_their_place_when_another_fault_appears(world: SmallWorld) -> None:
    source = collect(
        world, row(**GOOD), row(number="2", agency="丙局"), row(number="3", agency="丙局", received="2026-02-30")
    )
    assert [reason for _, reason, _ in waiting(world)] == ["unknown_agency", "impossible_date"]
    with world.database.write() as session:
        session.add(Agency(code="c", name="丙局", region_code="150100", kind="department"))
    assert read_quarantine_again(world.database, source, world.context) == 1
    assert waiting(world) == [("台账.csv", "impossible_date", 4)]


def test_a_profile_lets_rows_be_read_that_could_not_be(world: SmallWorld) -> None:
    source = collect(world, row(received="03/04/2026", replied="04/05/2026", **GOOD))
    assert [reason for _, reason, _ in waiting(world)] == ["ambiguous_date"]
    with world.database.write() as session:
        keep_profile(session, source, Profile(day_first=True), "officer", START)
    assert read_quarantine_again(world.database, source, world.context) == 1
    assert standing(world)[0][:2] == ("received", date(2026, 4, 3))


def test_what_its_source_has_told_of_since_is_not_undone(world: SmallWorld) -> None:
    source = collect(world, row(agency="丙局", replied="", outcome="办理中"))
    with world.database.write() as session:
        session.add(Agency(code="c", name="丙局", region_code="150100", kind="department"))
    world.put("2.csv", as_csv([row(agency="丙局")]))
    collect_sources(world.database, [source], world.context)
    known = standing(world)
    read_quarantine_again(world.database, source, world.context)
    assert standing(world) == known
    assert waiting(world) == []


def test_a_row_that_contradicts_another_stays_for_a_person(world: SmallWorld) -> None:
    source = collect(world, row(**GOOD), row(received="2026-03-05", **GOOD))
    assert read_quarantine_again(world.database, source, world.context) == 0
    assert [reason for _, reason, _ in waiting(world)] == ["repeated_id"]


def test_days_and_numbers_of_a_workbook_are_the_same_row_again(world: SmallWorld) -> None:
    body = as_xlsx([[17, "丙局", "当面", date(2026, 3, 2), date(2026, 3, 20), "予以公开", "x"]])
    source = collect(world, body=body)
    kept = len(world.rows(QuarantineRow))
    assert read_quarantine_again(world.database, source, world.context) == 0
    assert len(world.rows(QuarantineRow)) == kept == 1
    with world.database.write() as session:
        session.add(Agency(code="c", name="丙局", region_code="150100", kind="department"))
    assert read_quarantine_again(world.database, source, world.context) == 1
    assert standing(world)[0][:2] == ("received", date(2026, 3, 2))
    assert [request.number for request in world.rows(Request)] == ["17"]


def test_a_row_that_came_again_mended_leaves_quarantine_and_others_stay(world: SmallWorld) -> None:
    bad = [row(number=number, received="2026-02-30", **GOOD) for number in ("1", "2")]
    source = collect(world, *bad)
    assert read_quarantine_again(world.database, source, world.context) == 0
    world.clock.move(hours=1)
    world.put("mended.csv", as_csv([row(number="1", **GOOD)]))
    collect_sources(world.database, [source], world.context)
    assert read_quarantine_again(world.database, source, world.context) == 1
    assert waiting(world) == [("台账.csv", "impossible_date", 3)]
