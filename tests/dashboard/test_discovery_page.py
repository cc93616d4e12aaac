"""Proposals are decided by officers, within their scope, many at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from collectors.discovery.wishes import claim_next, tell_progress
from store import Database
from store.models import AuditEntry, ColumnProposal, DiscoveryRun, Site, SiteColumn
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import NOW, SmallWorld

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def proposals(kept: Database, world: SmallWorld) -> Iterator[dict[str, int]]:
    """A proposal for Hohhot and one for Baotou: id by region."""
    with kept.write() as session:
        ids = {}
        for region in ("150100", "150200"):
            site = session.scalars(select(Site).where(Site.agency_id == world.agency_ids[region])).first()
            assert site is not None
            proposal = ColumnProposal(
                site_id=site.id,
                url=f"https://{region}.example.invalid/czyjs/",
                name="财政预决算",
                category="other",
                confidence=0.9,
                found_in="navigation",
                items=6,
                found_at=NOW,
                state="proposed",
            )
            session.add(proposal)
            session.flush()
            ids[region] = proposal.id
    yield ids


def decide(visitor: Visitor, button: str, ids: list[int], category: str | None = None) -> int:
    buttons = [{"id": f"discovery-{name}", "property": "n_clicks"} for name in ("confirm", "reject")]
    inputs = [{**one, "value": 1 if one["id"].endswith(button) else None} for one in buttons]
    state = [
        {"id": "discovery-grid", "property": "selectedRows", "value": [{"id": id_} for id_ in ids]},
        {"id": "discovery-category", "property": "value", "value": category},
        {"id": "discovery-filter", "property": "data", "value": None},
    ]
    changed = f"discovery-{button}.n_clicks"
    return visitor.call("discovery-message", inputs, state, changed=changed).status_code


def states(kept: Database, proposals: dict[str, int]) -> dict[int, str]:
    with kept.read() as session:
        rows = session.execute(select(ColumnProposal.id, ColumnProposal.state))
        return {id_: state for id_, state in rows if id_ in proposals.values()}


def test_an_officer_confirms_within_the_own_league_only(
    visit: Visit, kept: Database, proposals: dict[str, int]
) -> None:
    assert decide(visit("hohhot"), "confirm", list(proposals.values()), "statistics") == 200
    assert states(kept, proposals) == {proposals["150100"]: "confirmed", proposals["150200"]: "proposed"}
    with kept.read() as session:
        column = session.scalars(select(SiteColumn).where(SiteColumn.name == "财政预决算")).one()
        assert column.category == "statistics"


def test_an_officer_rejects(visit: Visit, kept: Database, proposals: dict[str, int]) -> None:
    assert decide(visit("region"), "reject", list(proposals.values())) == 200
    assert set(states(kept, proposals).values()) == {"rejected"}
    assert decide(visit("region"), "confirm", list(proposals.values())) == 200
    assert set(states(kept, proposals).values()) == {"rejected"}, "what was decided stays"


def test_the_supervised_side_decides_nothing(visit: Visit, kept: Database, proposals: dict[str, int]) -> None:
    assert decide(visit("contact"), "confirm", list(proposals.values())) == 403
    assert set(states(kept, proposals).values()) == {"proposed"}
    assert "财政预决算" not in visit("contact").page("/discovery").text


def test_the_page_lists_what_waits_in_scope(visit: Visit, proposals: dict[str, int]) -> None:
    del proposals
    assert "150200.example.invalid" in visit("region").page("/discovery").text
    assert "150200.example.invalid" not in visit("hohhot").page("/discovery").text


def test_the_page_of_one_site_lists_its_own(visit: Visit, kept: Database, proposals: dict[str, int]) -> None:
    with kept.read() as session:
        site = session.get_one(ColumnProposal, proposals["150200"]).site_id
    text = told(visit("region").page("/discovery", f"?site={site}"))
    assert "150200.example.invalid" in text
    assert "150100.example.invalid" not in text
    beyond = told(visit("hohhot").page("/discovery", f"?site={site}"))
    assert "栏目发现：" not in beyond, "the name of another league's site is not told"


def test_a_discovery_is_wished_for_once_and_stopped(visit: Visit, kept: Database, world: SmallWorld) -> None:
    officer = visit("region")
    assert "请先选择网站" in told(start(officer, None))
    assert "等待采集进程开始" in told(start(officer, world.site))
    assert "该网站已在查找中" in told(start(officer, world.site))
    assert "■ 已停止" in told(stop(officer, world.site))
    with kept.read() as session:
        (run,) = session.scalars(select(DiscoveryRun)).all()
        lines = session.scalars(select(AuditEntry).where(AuditEntry.subject == f"site:{world.site}")).all()
    assert (run.budget, run.wished_by, run.stop_asked_by, run.outcome) == (40, "region", "region", "stopped")
    assert [(line.actor, line.action) for line in lines] == [
        ("region", "site.discovery_wished"),
        ("region", "site.discovery_stopped"),
    ]


def test_progress_is_told_and_the_end_draws_what_was_found(visit: Visit, kept: Database, world: SmallWorld) -> None:
    officer = visit("region")
    drawn = json.loads(start(officer, world.site).text)
    with kept.write() as session:
        run = claim_next(session, NOW)
        assert run is not None
        tell_progress(session, run.id, 12, 5)
    begun = watch(officer, value_of(drawn, "discovery-seen"), run.id)
    assert "已访问 12 次（最多 40 次），找到列表页 5 个" in told(begun)
    mark = value_of(json.loads(begun.text), "discovery-seen")
    with kept.write() as session:
        tell_progress(session, run.id, 13, 6)
    answer = watch(officer, mark, run.id)
    assert "已访问 13 次" in told(answer)
    assert "discovery-runs" not in answer.text, "the rest of the page stays as it is"
    with kept.write() as session:
        ended = session.get_one(DiscoveryRun, run.id)
        ended.finished_at, ended.outcome, ended.found, ended.new = NOW, "done", 6, 4
    selecting = watch(officer, mark, run.id, empty=False)
    assert "新提出 4 个" in told(selecting)
    assert "page-content" not in selecting.text, "rows that somebody selects stay selected"
    assert "page-content" in watch(officer, mark, run.id, empty=True).text


@pytest.mark.parametrize(("username", "status"), [("hohhot", 404), ("nobody", 404), ("contact", 403)])
def test_nobody_begins_or_stops_what_lies_beyond(
    visit: Visit, kept: Database, world: SmallWorld, username: str, status: int
) -> None:
    start(visit("region"), world.site)
    stranger = visit(username)
    assert start(stranger, world.site).status_code == status
    assert stop(stranger, world.site).status_code == status
    with kept.read() as session:
        assert session.scalars(select(DiscoveryRun.stop_asked_at)).all() == [None]
    assert "等待采集进程" not in told(stranger.page("/discovery"))


def test_sites_are_found_by_name_or_address_within_the_scope(visit: Visit, kept: Database, world: SmallWorld) -> None:
    with kept.read() as session:
        site = session.get_one(Site, world.site)
    for typed in (site.name, site.home_url, f"{site.name}（{site.home_url}）"):
        assert site.home_url in search(visit("region"), typed)
        assert site.home_url not in search(visit("hohhot"), typed)
    with kept.write() as session:
        session.get_one(Site, world.site).retired_on = NOW.date()
    assert site.home_url not in search(visit("region"), site.name)


def told(answer: Any) -> str:
    return str(answer.text.encode().decode("unicode_escape"))


def start(visitor: Visitor, site: int | None) -> Any:
    state = [
        {"id": "discovery-site", "property": "value", "value": str(site) if site else None},
        {"id": "discovery-budget", "property": "value", "value": 40},
        {"id": "discovery-filter", "property": "data", "value": None},
    ]
    return call(visitor, "discovery-start", [{"id": "discovery-start", "property": "n_clicks", "value": 1}], state)


def stop(visitor: Visitor, site: int) -> Any:
    pressed = [{"id": {"site": site, "type": "discovery-stop"}, "property": "n_clicks", "value": 1}]
    state = [{"id": "discovery-filter", "property": "data", "value": None}]
    return call(visitor, "discovery-stop", [pressed], state)


def search(visitor: Visitor, typed: str) -> str:
    inputs = [{"id": "discovery-site", "property": "searchValue", "value": typed}]
    state = [{"id": "discovery-site", "property": "value", "value": None}]
    return told(visitor.call("discovery-site.data", inputs, state))


def watch(visitor: Visitor, seen: str, run: int, *, empty: bool = False) -> Any:
    progress = {"run": run, "type": "discovery-progress"}
    state = [
        {"id": "discovery-filter", "property": "data", "value": None},
        {"id": "discovery-seen", "property": "data", "value": seen},
        {"id": "discovery-empty", "property": "data", "value": empty},
        [{"id": progress, "property": "id", "value": progress}],
    ]
    outputs = [
        {"id": "page-content", "property": "children"},
        {"id": "discovery-runs", "property": "children"},
        {"id": "discovery-watch", "property": "disabled"},
        [{"id": progress, "property": "children"}],
    ]
    ticked = [{"id": "discovery-watch", "property": "n_intervals", "value": 1}]
    return call(visitor, "discovery-watch", ticked, state, outputs)


def call(visitor: Visitor, identity: str, inputs: list[Any], state: list[Any], outputs: Any = None) -> Any:
    """Several callbacks write to the page; the one that is meant is known by its input."""
    name = next(
        name for name, line in visitor.app.callback_map.items() if any(identity in one["id"] for one in line["inputs"])
    )
    return visitor.call(name, inputs, state, outputs=outputs)


def value_of(node: Any, identity: str) -> str:
    """What a store of the drawn page holds."""
    if isinstance(node, dict):
        if node.get("id") == identity:
            return str(node["data"])
        node = list(node.values())
    return next((found for one in node if (found := value_of(one, identity))), "") if isinstance(node, list) else ""


def test_the_list_of_sites_leads_officers_to_what_waits(
    visit: Visit, kept: Database, proposals: dict[str, int]
) -> None:
    with kept.read() as session:
        waiting = len(session.scalars(select(ColumnProposal.id).where(ColumnProposal.state == "proposed")).all())
    assert waiting >= len(proposals)
    assert f"栏目发现（{waiting} 个待确认）" in told(visit("region").page("/sites"))
    assert f"栏目发现（{waiting} 个待确认）" not in told(visit("hohhot").page("/sites"))
    assert "栏目发现" in told(visit("hohhot").page("/sites"))
    assert "栏目发现" not in told(visit("contact").page("/sites"))
