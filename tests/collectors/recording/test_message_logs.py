"""Message logs become cases that hang on the site or account where the message was left."""

from __future__ import annotations

from datetime import date

from collectors.collecting import collect_sources
from collectors.importing import import_messages
from store.models import Case, CaseEvent, QuarantineRow
from tests.collectors.recording.world import SmallWorld
from tests.collectors.requests.logs import as_csv

HEADINGS = ("留言编号", "答复单位", "网站", "账号", "留言时间", "答复时间", "标题")


def message(
    number: str, agency: str = "甲市财政局", site: str = "", account: str = "", answered: str = ""
) -> list[str]:
    return [number, agency, site, account, "2026-11-02 10:00", answered, "关于入学的咨询"]


def test_a_message_becomes_a_case_and_its_answer_an_event(world: SmallWorld) -> None:
    source = world.log_source("message_log")
    world.put("1.csv", as_csv([message("L1")], HEADINGS))
    collect_sources(world.database, [source], world.context)
    world.put("2.csv", as_csv([message("L1", answered="2026-11-05")], HEADINGS))
    summary = collect_sources(world.database, [source], world.context)
    assert (summary.accepted, summary.unchanged) == (1, 0)
    (case,) = world.rows(Case)
    assert (case.kind, case.number, case.agency_id) == ("message", "L1", world.agency("150100-fin"))
    events = [(event.kind, event.happened_on) for event in world.rows(CaseEvent)]
    assert events == [("asked", date(2026, 11, 2)), ("answered", date(2026, 11, 5))]


def test_a_message_hangs_on_its_site_or_account(world: SmallWorld) -> None:
    site = world.site("http://www.edu.example.gov.cn/")
    _, account = world.account_source("http://feeds.example.gov.cn/jy")
    rows = [message("L1", "", "网站0"), message("L2", "", "", "教育发布"), message("L3", "", "", "没有这个号")]
    path = world.folder / "留言.csv"
    path.write_bytes(as_csv(rows, HEADINGS))
    summary = import_messages(world.database, path, world.context)
    assert (summary.accepted, summary.quarantined, summary.reasons) == (2, 1, {"unknown_account": 1})
    cases = {case.number: (case.site_id, case.account_id, case.agency_id) for case in world.rows(Case)}
    owner = world.agency("150100-edu")
    assert cases == {"L1": (site, None, owner), "L2": (None, account, owner)}
    assert world.rows(QuarantineRow)[0].row == 4
