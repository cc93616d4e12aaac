"""What an officer said of a source decides how its log is read, whichever way it comes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from collectors.collecting import collect_sources
from collectors.recording.log_words import WordRefused, keep_word, words_of_region
from collectors.recording.profiles import keep_default_agency, keep_profile, own_profile
from collectors.tables.profile import NOT_USED, PERSONAL, Profile
from store.models import AuditEntry, QuarantineRow, Request, RequestEvent, Source, SourceProfile
from tests.collectors.recording.world import START, SmallWorld

ODD = "单号,谁办的,日期（收）,日期（复）,结论,来人\n甲1,甲市财政局,03/04/2026,09/04/2026,照准,张三\n"
SAID = Profile(
    headings={
        "单号": "number",
        "谁办的": "agency",
        "日期(收)": "received",
        "日期(复)": "replied",
        "结论": "outcome",
        "来人": PERSONAL,
    },
    day_first=True,
    words={"outcome": {"照准": "granted"}},
)


def save(world: SmallWorld, source: int, profile: Profile) -> int | None:
    with world.database.write() as session:
        return keep_profile(session, source, profile, "officer", START)


def explain(session: Session, word: str, code: str | None, area: str = "all") -> bool:
    kept = keep_word(session, area=area, field="outcome", word=word, code=code, actor="officer", now=START)
    return kept is not None


def replies(world: SmallWorld) -> list[tuple[date, str | None]]:
    return [(e.happened_on, e.detail.get("outcome")) for e in world.rows(RequestEvent) if e.kind == "replied"]


def test_a_log_that_nobody_could_recognise_is_read_by_its_profile(world: SmallWorld) -> None:
    source = world.log_source()
    save(world, source, SAID)
    world.put("台账.csv", ODD.encode())
    summary = collect_sources(world.database, [source], world.context)
    assert (summary.rows, summary.accepted, summary.quarantined) == (1, 1, 0)
    (request,) = world.rows(Request)
    assert (request.number, request.agency_id) == ("甲1", world.agency("150100-fin"))
    assert replies(world) == [(date(2026, 4, 9), "granted")]


def test_a_profile_goes_before_what_would_be_recognised(world: SmallWorld) -> None:
    source = world.log_source()
    save(world, source, Profile({"收到日期": NOT_USED, "登记日期": "received"}))
    world.put("a.csv", "申请编号,承办单位,收到日期,登记日期,答复日期\n1,甲市财政局,2026-03-02,2026-03-04,\n".encode())
    collect_sources(world.database, [source], world.context)
    assert [(e.kind, e.happened_on) for e in world.rows(RequestEvent)] == [("received", date(2026, 3, 4))]


def test_a_column_said_to_be_personal_is_hidden_in_quarantine(world: SmallWorld) -> None:
    source = world.log_source()
    save(world, source, SAID)
    world.put("台账.csv", ODD.replace("03/04/2026", "31/04/2026").encode())
    collect_sources(world.database, [source], world.context)
    (row,) = world.rows(QuarantineRow)
    assert (row.field, row.reason) == ("日期（收）", "impossible_date")
    assert "张三" not in str(row.raw)


def test_every_version_of_a_profile_is_kept_with_who_and_when(world: SmallWorld) -> None:
    source = world.log_source()
    assert save(world, source, SAID) == 1
    assert save(world, source, SAID) is None
    assert save(world, source, Profile()) == 2
    assert [(row.version, row.actor, row.at) for row in world.rows(SourceProfile)] == [
        (1, "officer", START),
        (2, "officer", START),
    ]
    assert [entry.action for entry in world.rows(AuditEntry)] == ["source.profile", "source.profile"]
    with world.database.read() as session:
        assert own_profile(session, source) == Profile()


def test_a_new_profile_makes_the_next_answer_be_asked_for_in_full(world: SmallWorld) -> None:
    source = world.log_source()
    with world.database.write() as session:
        session.get_one(Source, source).etag = '"1"'
    save(world, source, SAID)
    assert world.source(source).etag is None


def test_rows_without_an_agency_belong_to_the_one_that_was_said(world: SmallWorld) -> None:
    source = world.log_source()
    with world.database.write() as session:
        assert keep_default_agency(session, source, world.agency("150100-fin"), "officer", START)
        assert not keep_default_agency(session, source, world.agency("150100-fin"), "officer", START)
    world.put("a.csv", "申请编号,收到日期,答复日期\n1,2026-03-02,\n".encode())
    collect_sources(world.database, [source], world.context)
    assert [request.agency_id for request in world.rows(Request)] == [world.agency("150100-fin")]


def test_a_word_of_the_place_goes_before_the_shipped_one_only_where_it_was_said(world: SmallWorld) -> None:
    with world.database.write() as session:
        assert explain(session, "已 办结", "granted", "150100")
        assert not explain(session, "已 办结", "granted", "150100")
    for place, region in (("甲市", "150100"), ("乙市", "150200")):
        source = world.log_source(region=region, location=place)
        body = "申请编号,承办单位,收到日期,答复日期,办理状态\n1,教育局,2026-03-02,2026-03-20,已办结\n"
        world.put("a.csv", body.encode(), place)
        collect_sources(world.database, [source], world.context)
    assert replies(world) == [(date(2026, 3, 20), "granted"), (date(2026, 3, 20), None)]


def test_the_nearer_region_knows_better_and_a_word_can_be_taken_back(world: SmallWorld) -> None:
    with world.database.write() as session:
        explain(session, "照准", "granted")
        explain(session, "照准", "granted_in_part", "150100")
        assert words_of_region(session, "150100") == {"outcome": {"照准": "granted_in_part"}}
        assert words_of_region(session, "150200") == {"outcome": {"照准": "granted"}}
        explain(session, "照准", None, "150100")
        assert words_of_region(session, "150100") == {"outcome": {"照准": "granted"}}
    assert len(world.rows(AuditEntry)) == 3


@pytest.mark.parametrize(
    ("word", "code", "area"), [(" ", "granted", "all"), ("词" * 201, "granted", "all"), ("照准", "nonsense", "all"),
                               ("照准", "granted", "999999")]
)  # fmt: skip
def test_a_word_that_cannot_be_kept_is_refused(world: SmallWorld, word: str, code: str, area: str) -> None:
    with world.database.write() as session, pytest.raises(WordRefused):
        explain(session, word, code, area)
