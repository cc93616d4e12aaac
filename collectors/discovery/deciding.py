"""An officer's word on proposals: confirmed ones become columns with their sources, rejected ones stay away."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.registry.watching import watch_registered
from collectors.registry_files.addresses import same_address
from store import Database
from store.audit import append_audit
from store.models import ColumnProposal, SiteColumn


def confirm_proposals(
    database: Database, ids: Collection[int], actor: str, now: datetime, category: str | None = None
) -> int:
    """Make columns of those that wait for a word and return how many; `category` instead of the guessed one."""
    with database.write() as session:
        proposals = _waiting(session, ids)
        for proposal in proposals:
            proposal.category = category or proposal.category
            column = _column(session, proposal)
            proposal.state, proposal.decided_at, proposal.decided_by = "confirmed", now, actor
            proposal.site_column_id = column.id
            _note(session, proposal, actor, now)
        watch_registered(session)
        return len(proposals)


def reject_proposals(database: Database, ids: Collection[int], actor: str, now: datetime) -> int:
    """Keep those that wait for a word from being proposed again and return how many."""
    with database.write() as session:
        proposals = _waiting(session, ids)
        for proposal in proposals:
            proposal.state, proposal.decided_at, proposal.decided_by = "rejected", now, actor
            _note(session, proposal, actor, now)
        return len(proposals)


def _waiting(session: Session, ids: Collection[int]) -> list[ColumnProposal]:
    # Locked, so that two officers do not decide the same proposal differently.
    wanted = (ColumnProposal.id.in_(ids), ColumnProposal.state == "proposed")
    rows = session.scalars(
        select(ColumnProposal).where(*wanted).order_by(ColumnProposal.id).with_for_update(key_share=True)
    )
    return list(rows)


def _column(session: Session, proposal: ColumnProposal) -> SiteColumn:
    """The column of that address: registered meanwhile, or new."""
    for column in session.scalars(select(SiteColumn).where(SiteColumn.site_id == proposal.site_id)):
        if same_address(column.url) == same_address(proposal.url):
            return column
    column = SiteColumn(site_id=proposal.site_id, name=proposal.name, url=proposal.url, category=proposal.category)
    session.add(column)
    session.flush()
    return column


def _note(session: Session, proposal: ColumnProposal, actor: str, now: datetime) -> None:
    detail = {"site": proposal.site_id, "url": proposal.url, "category": proposal.category}
    subject = f"proposal:{proposal.id}"
    append_audit(session, at=now, actor=actor, action=f"column.{proposal.state}", subject=subject, detail=detail)
