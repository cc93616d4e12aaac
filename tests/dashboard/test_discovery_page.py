"""Proposals are decided by officers, within their scope, many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from store import Database
from store.models import ColumnProposal, Site, SiteColumn
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
