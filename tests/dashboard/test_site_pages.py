"""Websites, one website, one column: what is seen of them, where the numbers lead, and who may see what."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from collectors import websites
from dashboard.column_answers import column_answers
from dashboard.components import live_link
from dashboard.page import Visit
from dashboard.pages.column.layout import layout as column_layout
from dashboard.pages.column.looks import block_of_looks
from dashboard.pages.column.queries import column_exists, column_view
from dashboard.pages.site.layout import layout as site_layout
from dashboard.pages.site.queries import site_exists, site_view
from dashboard.pages.sites.layout import layout as sites_layout
from dashboard.pages.sites.queries import block_of_sites, count_states
from dashboard.pages.sources import columns
from dashboard.pages.sources.layout import layout as sources_layout
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.site_filter import SiteFilter
from dashboard.words import LOOK_FLAGS
from store import Database
from store.models import (
    AuditEntry,
    Card,
    Case,
    CaseEvent,
    Finding,
    LookWish,
    MaintenanceWindow,
    Site,
    SiteCheck,
    SiteColumn,
    Source,
)
from tests import factories as make
from tests.dashboard.browsing import Visitor, parts, words
from tests.dashboard.small_world import NOW, TODAY, SmallWorld, build_small_world

if TYPE_CHECKING:
    from rulebook import Rulebook

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)
HOHHOT = Scope(2, "hohhot", "", "officer", "150000/150100/", None)
EVERYTHING = {"startRow": 0, "endRow": 100}


def maintenance_around_now(site: int, reason: str) -> MaintenanceWindow:
    hour = timedelta(hours=1)
    return MaintenanceWindow(
        site_id=site, starts_at=NOW - hour, ends_at=NOW + hour, reason=reason, entered_by="region", entered_at=NOW
    )


def test_the_lists_and_views_are_the_same_on_both_databases(
    database: Database, rulebook: Rulebook, tmp_path: Path
) -> None:
    world = build_small_world(database, tmp_path / "evidence")
    services = Services(database, lambda: rulebook, lambda: NOW, "s" * 40, tmp_path / "evidence")
    with database.read() as session:
        block = block_of_sites(session, PROVINCE, SiteFilter(region="150200"), EVERYTHING, services)
        view = site_view(session, PROVINCE, services, world.site)
        column = column_view(session, PROVINCE, rulebook, TODAY, world.column)
        looks = block_of_looks(session, rulebook, world.column, EVERYTHING)
        counts = count_states(session, PROVINCE, SiteFilter(), services)
        assert not site_exists(session, HOHHOT, str(world.site))
        assert not column_exists(session, HOHHOT, str(world.column))
        assert site_view(session, HOHHOT, services, world.site) is None
        assert column_view(session, HOHHOT, rulebook, TODAY, world.column) is None
        other = block_of_sites(session, HOHHOT, SiteFilter(), EVERYTHING, services)
    (row,) = block["rowData"]
    assert (row["state_name"], row["columns"], row["stale"], row["failed"], row["unchecked"]) == (
        "▲ 栏目有牌",
        4,
        "1",
        "1",
        "1",
    )
    assert [day["sign"] for day in row["access"]] == ["✓", "✓", "○", "▲", "✕", "✓", "·"]
    assert counts == {"columns": len(world.agency_ids)}
    assert all(line["agency"] != row["agency"] for line in other["rowData"])
    assert view is not None
    assert view.visits[TODAY - timedelta(days=4)].unsaid == 25
    assert column is not None
    assert (len(column.updates), column.copies[0].content_hash) == (6, world.copy_hash)
    assert looks["rowCount"] == 1
    assert looks["rowData"][0]["href"] == f"/copy/{world.copy}"


def test_a_site_with_a_red_card_is_failed_and_names_the_rule(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    with kept.write() as session:
        card = session.get_one(Card, world.yellow_card)
        finding = session.get_one(Finding, card.finding_id)
        card.rule, finding.subject_kind, finding.subject_id = "WEB-R", "site", world.site
        finding.facts = {"rule_id": "W4a", "columns": [world.column], "threshold": 5}
    with kept.read() as session:
        block = block_of_sites(session, PROVINCE, SiteFilter(), EVERYTHING, services)
    first = block["rowData"][0]
    assert (first["href"], first["state_name"], first["veto"]) == (f"/site/{world.site}", "■ 单项否决", "W4a")
    assert first["veto_in_full"] == f"W4a {services.rulebook.rules['W4a'].title}"
    drawn = site_layout(Visit(services, PROVINCE, str(world.site)))
    assert "■ 成立" in words(drawn)
    assert f"/card/{world.yellow_card}" in [getattr(part, "href", None) for part in parts(drawn)]


def test_a_site_tells_its_rules_its_visits_and_its_columns_by_answer(services: Services, world: SmallWorld) -> None:
    text = words(site_layout(Visit(services, PROVINCE, str(world.site))))
    assert "近一周访问 150 次，打不开 26 次（17.3%）；有的日子不足 20 次，不作判定" in text
    assert "1 个 （达到 5 个成立）" in text
    assert "○ 不作自动判定" in text
    assert text.index("栏目：▲ 超期") < text.index("栏目：✕ 检查失败") < text.index("栏目：○ 未检查")
    assert "最近更新 2026-02-01，超过 184 天，自 2026-08-05 起" in text


def test_a_number_of_columns_leads_to_them_and_a_look_at_the_home_page_to_what_it_kept(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    with kept.write() as session:
        source = make.make_source(session, "site_home", site_id=world.site)
        look = {"outcome": "ok", "checked_at": NOW, "items": 4, "dated": 4, "evidence_hash": world.copy_hash}
        session.add(SiteCheck(site_id=world.site, run_id=make.make_run(session, source, TODAY).id, **look))
    drawn = site_layout(Visit(services, PROVINCE, str(world.site)))
    hrefs = [part.href for part in parts(drawn) if getattr(part, "href", None)]
    assert "#columns-stale" in hrefs
    assert f"/copy/site-{world.site}-{world.copy_hash}" in hrefs


def test_a_page_outside_opens_in_a_tab_of_its_own_and_what_is_no_web_address_is_no_link() -> None:
    way = live_link("https://www.example.gov.cn/xxgk/")
    assert (way.href, way.target, way.rel) == ("https://www.example.gov.cn/xxgk/", "_blank", "noopener noreferrer")
    assert live_link("javascript:alert(1)") == "javascript:alert(1)"


def test_times_of_maintenance_stand_before_the_columns_only_where_there_are_any(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    def told() -> str:
        return words(site_layout(Visit(services, PROVINCE, str(world.site))))

    assert told().index("栏目：▲ 超期") < told().index("没有登记维护期")
    with kept.write() as session:
        session.add(maintenance_around_now(world.site, "机房搬迁"))
    assert told().index("机房搬迁") < told().index("栏目：")


def test_a_sites_question_boards_tell_their_last_look_and_open_questions(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    assert "留言板" not in words(site_layout(Visit(services, PROVINCE, str(world.site))))
    with kept.write() as session:
        agency = session.get_one(Site, world.site).agency_id
        board = Source(
            kind="question_board", key="b", name="局长信箱", location="http://a.invalid/x/", every_minutes=60
        )
        board.site_id, board.agency_id, board.last_run_at, board.last_message = world.site, agency, NOW, "共 2 条留言"
        session.add(board)
        session.flush()
        for number in ("1", "2"):
            case = Case(kind="message", agency_id=agency, source_id=board.id, site_id=world.site, number=number)
            session.add(case)
            session.flush()
        answered = CaseEvent(
            case_id=case.id, kind="answered", happened_on=TODAY, detail={}, recorded_at=NOW, fingerprint="f"
        )
        session.add(answered)
    text = words(site_layout(Visit(services, PROVINCE, str(world.site))))
    assert "局长信箱 http://a.invalid/x/ 2026-11-20 09:00 共 2 条留言 2 1 " in text


def test_times_of_maintenance_and_retired_columns_are_told(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    with kept.write() as session:
        session.add(maintenance_around_now(world.site, "机房停电"))
        column = session.get_one(SiteColumn, world.column)
        column.retired_on, column.retired_reason, column.active = TODAY, "职能划转", False
    text = words(site_layout(Visit(services, PROVINCE, str(world.site))))
    assert "进行中 机房停电" in text
    assert "栏目：－ 已停用" in text
    told = words(column_layout(Visit(services, PROVINCE, str(world.column))))
    assert "已于 2026-11-20 停用（职能划转；经办：—），不再检查，历史保留。" in told


def test_a_look_during_announced_maintenance_proves_nothing(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    """The third column's only look failed; the first column's only look showed it to be stale."""
    with kept.write() as session:
        session.add(maintenance_around_now(world.site, "升级"))
    with kept.read() as session:
        which = SiteColumn.site_id == world.site
        answers = column_answers(session, PROVINCE, services.rulebook, TODAY, which)
        others = column_answers(session, PROVINCE, services.rulebook, TODAY, SiteColumn.site_id == world.site - 1)
    assert [str(line.state.answer) for line in answers] == ["not_checked"] * 4
    assert [str(line.state.answer) for line in others] == ["stale", "fresh", "check_failed", "not_checked"]


def test_a_column_tells_rhythm_silence_and_limit_and_shows_every_day(services: Services, world: SmallWorld) -> None:
    drawn = column_layout(Visit(services, PROVINCE, str(world.column)))
    text = words(drawn)
    assert "中位数 7 天" in text
    assert "292 天，2026-02-01 至今" in text
    assert "292 天　▲ 超过期限" in text
    squares = [_class(part) for part in parts(drawn) if "heat-day" in _class(part)]
    assert sum("heat-updated" in name for name in squares) == 6 + 1, "six days and the sample of the legend"
    assert sum("heat-over_limit" in name for name in squares) == 108 + 1, "from 2026-08-05 to 2026-11-20"
    titles = [getattr(part, "title", "") for part in parts(drawn) if "heat-updated" in _class(part)]
    assert "2026-02-01　2 条" in titles
    assert f"/copy/{world.copy}" in [getattr(part, "href", None) for part in parts(drawn)]


def test_a_fresh_column_says_when_it_turns_stale(services: Services, world: SmallWorld) -> None:
    text = words(column_layout(Visit(services, PROVINCE, str(world.column + 1))))
    assert "如无新内容，2026-12-02 起超期（还有 12 天）" in text


def test_a_column_that_was_never_looked_at_claims_nothing(services: Services, world: SmallWorld) -> None:
    text = words(column_layout(Visit(services, PROVINCE, str(world.column + 3))))
    assert "从未检查：不等于没有问题。" in text
    assert "尚未见到有日期的信息" in text


@pytest.mark.parametrize("username", ["hohhot", "contact", "nobody"])
def test_what_belongs_to_another_league_is_a_404(
    visit: Callable[[str], Visitor], world: SmallWorld, username: str
) -> None:
    visitor = visit(username)
    for address in (f"/site/{world.site}", f"/column/{world.column}"):
        assert visitor.get(address).status_code == 404
        assert visitor.page(address).status_code == 404
    asked = {"id": "column-looks", "property": "getRowsRequest", "value": EVERYTHING}
    assert visitor.call("column-looks.getRowsResponse", [asked], [_state("column-id", world.column)]).status_code == 404
    assert _press(visitor, world.column).status_code == 404


@pytest.mark.parametrize("argument", ["999999", "0", "-1", "x", "99999999999999999999"])
def test_what_never_was_is_a_404(visit: Callable[[str], Visitor], argument: str) -> None:
    for page in ("site", "column"):
        assert visit("admin").get(f"/{page}/{argument}").status_code == 404


def test_an_officer_wishes_for_a_look_once_and_the_page_waits_for_it(
    visit: Callable[[str], Visitor], kept: Database, world: SmallWorld
) -> None:
    source = _watched(kept, world.column)
    visitor = visit("region")
    for _ in range(2):
        answer = _press(visitor, world.column)
        assert answer.status_code == 200
        assert "正在等待采集" in answer.text.encode().decode("unicode_escape")
    with kept.read() as session:
        (wish,) = session.scalars(select(LookWish)).all()
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action == "look.wish")).all()
    assert (wish.source_id, wish.wished_by, wish.card_id) == (source, "region", None)
    assert [(line.actor, line.subject) for line in lines] == [("region", f"column:{world.column}")]
    seen = _watch(visitor, world.column, "something else")
    assert seen.status_code == 200
    assert "children" not in _watch(visitor, world.column, _mark_in(seen)).text, "nothing new, nothing drawn"


def test_a_contact_cannot_wish_for_a_look(visit: Callable[[str], Visitor], kept: Database, world: SmallWorld) -> None:
    with kept.read() as session:
        query = select(SiteColumn.id).join(Finding, Finding.subject_id == SiteColumn.id)
        own = session.scalars(
            query.where(Finding.subject_kind == "column", Finding.agency_id == world.agency_ids["150100"])
        ).first()
    assert own is not None
    _watched(kept, own)
    assert _press(visit("contact"), own).status_code == 403
    assert "再看一次" not in visit("contact").page(f"/column/{own}").text.encode().decode("unicode_escape")


def test_without_a_site_the_list_says_what_is_missing(services: Services) -> None:
    nobody = Scope(9, "nobody", "", "officer", None, None)
    text = words(sites_layout(Visit(services, nobody)))
    assert "还没有登记网站" in text


def test_all_columns_of_an_answer_can_be_reached(
    services: Services, world: SmallWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "COLUMNS_SHOWN", 5)
    seen: list[str] = []
    for page in range(1, 6):
        drawn = sources_layout(Visit(services, PROVINCE, None, {"answer": "stale", "page": str(page)}))
        addresses = [str(getattr(part, "href", "")) for part in parts(drawn)]
        seen += [address for address in addresses if address.startswith("/column/")]
        assert ("/sources?answer=stale&page=2" in addresses) == (page in (1, 3))
    assert len(seen) == len(set(seen)) == len(world.agency_ids)
    beyond = sources_layout(Visit(services, PROVINCE, None, {"answer": "stale", "page": "99"}))
    assert "第 5 / 5 页" in words(beyond)


def test_every_flag_of_the_page_reader_has_words() -> None:
    found: set[str] = set()
    for file in Path(websites.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            if name == "notes.add" or name == "view_of_nothing":
                found |= {one.value for one in node.args if isinstance(one, ast.Constant) and len(str(one.value)) > 3}
    flags = {flag for flag in found if isinstance(flag, str) and re.fullmatch("[a-z_]+", flag)}
    assert len(flags) > 6
    assert flags - LOOK_FLAGS.keys() == set()


def _class(part: Any) -> str:
    return str(getattr(part, "className", ""))


def _watched(kept: Database, column_id: int) -> int:
    with kept.write() as session:
        source = Source(key="c", kind="column", name="c", location="http://a.invalid/", every_minutes=60)
        source.site_column_id = column_id
        session.add(source)
        session.flush()
        return source.id


def _state(identity: str, value: Any) -> dict[str, Any]:
    return {"id": identity, "property": "data", "value": value}


def _press(visitor: Visitor, column_id: int) -> Any:
    pressed = {"id": "column-look-again", "property": "n_clicks", "value": 1}
    return _call(visitor, "column-look-again.n_clicks", [pressed], [_state("column-id", column_id)])


def _watch(visitor: Visitor, column_id: int, seen: str) -> Any:
    ticked = {"id": "column-watch", "property": "n_intervals", "value": 1}
    state = [_state("column-id", column_id), _state("column-seen", seen)]
    return _call(visitor, "column-watch.n_intervals", [ticked], state)


def _call(visitor: Visitor, changed: str, inputs: list[Any], state: list[Any]) -> Any:
    """Several callbacks write to the page; the one that is meant is known by its input."""
    identity = changed.split(".")[0]
    output = next(
        name for name, line in visitor.app.callback_map.items() if [one["id"] for one in line["inputs"]] == [identity]
    )
    return visitor.call(output, inputs, state)


def _mark_in(answer: Any) -> str:
    """The mark that the drawn page carries for its next question."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("id") == "column-seen":
                found.append(node["data"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(answer.text))
    return found[0]
