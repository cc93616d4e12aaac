"""Proposals for the columns of a site: the entry point of `mingcha discover`."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from collectors.context import CollectContext
from collectors.discovery.walking import FoundList, Step, walk_on, walk_site
from collectors.fetching.fetcher import Fetcher
from collectors.registry_files.addresses import same_address
from rulebook import ColumnCategory
from store import Database
from store.audit import append_audit
from store.insert import insert_new
from store.models import ColumnProposal, Site, SiteColumn

BUDGET: Final = 60
"""Requests to one site in one discovery."""


class UnknownSite(Exception):
    """No site in use has this id. The text is Chinese."""


@dataclass(frozen=True)
class DiscoverySummary:
    """`asked`: requests made; `found`: list pages seen; `new`: those not proposed before; `problem`: in words;
    `stopped`: ended early by somebody."""

    site: str
    asked: int
    found: int
    new: int
    problem: str
    stopped: bool = False
    proposals: list[dict[str, Any]] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """The JSON object of `mingcha discover`."""
        return asdict(self)


def discover(
    database: Database,
    site_id: int,
    context: CollectContext,
    categories: Mapping[str, ColumnCategory],
    actor: str,
    budget: int = BUDGET,
    step: Step = walk_on,
) -> DiscoverySummary:
    """Walk the site politely and keep what is found as proposals. Columns that are known, and proposals that were
    decided, are not looked at again. `step` is told how far it is and may end it. Raises `UnknownSite`.
    """
    with database.read() as session:
        site = session.get(Site, site_id)
        if site is None or site.retired_on is not None:
            raise UnknownSite("没有这个网站，或者已停用")
        name, home_url = site.name, site.home_url
        known = _known(session, site_id)
    with ExitStack() as stack:
        fetcher = context.fetcher or stack.enter_context(Fetcher(context.limits, 2, clock=context.clock))
        walk = walk_site(fetcher, home_url, known, categories, budget, context.clock, step)
    with database.write() as session:
        new = _keep(session, site_id, walk.found, context)
        detail = {"asked": walk.asked, "found": len(walk.found), "new": new, "problem": walk.problem}
        detail |= {"stopped": True} if walk.stopped else {}
        subject = f"site:{site_id}"
        append_audit(session, at=context.clock(), actor=actor, action="site.discovered", subject=subject, detail=detail)
    lists = [asdict(one) for one in walk.found]
    return DiscoverySummary(name, walk.asked, len(walk.found), new, walk.problem, walk.stopped, lists)


def _known(session: Session, site_id: int) -> set[str]:
    columns = session.scalars(select(SiteColumn.url).where(SiteColumn.site_id == site_id))
    decided = select(ColumnProposal.url).where(ColumnProposal.site_id == site_id, ColumnProposal.state != "proposed")
    return {same_address(url) for url in [*columns, *session.scalars(decided)]}


def _keep(session: Session, site_id: int, found: list[FoundList], context: CollectContext) -> int:
    rows = [{"site_id": site_id, "found_at": context.clock(), "state": "proposed", **asdict(one)} for one in found]
    new = insert_new(session, ColumnProposal, rows)
    for one in found:
        waiting = (ColumnProposal.site_id == site_id, ColumnProposal.url == one.url, ColumnProposal.state == "proposed")
        values = {"items": one.items, "newest": one.newest, "found_at": context.clock()}
        session.execute(update(ColumnProposal).where(*waiting).values(**values))
    return len(new)
