"""Evaluation of websites and their columns at which somebody has looked since the last evaluation.

A site and its columns are one transaction: the site is judged by the looks at its columns, so the marks of both move
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.evaluation.batches import review_in_batches
from alerts.evaluation.columns import judge_columns
from alerts.evaluation.context import Evaluation, Progress, Tally
from alerts.evaluation.issuing import issue
from alerts.evaluation.lapsing import lapse_blue_cards
from alerts.evaluation.site_reminders import SiteReminders
from alerts.facts import LoadedSite, has_unreviewed_visits, load_site, with_visits
from metrics.finding import Finding, SubjectKind
from metrics.site_findings import site_findings
from store import Database
from store.models import ColumnCheck, Site, SiteCheck, SiteColumn

BATCH = 20


def review_sites(database: Database, evaluation: Evaluation, tally: Tally, progress: Progress | None) -> None:
    """Judge every active site that has a new look at its home page or at a column, or a new whole day of visits."""
    with database.read() as session:
        due = _sites_with_new_looks(session, evaluation)
    review_in_batches(database, evaluation, tally, progress, ids=due, size=BATCH, review=_review_batch)


def _sites_with_new_looks(session: Session, evaluation: Evaluation) -> list[int]:
    until = end_of(evaluation.as_of)
    home = select(SiteCheck.id).where(
        SiteCheck.site_id == Site.id, SiteCheck.id > Site.reviewed_check_id, SiteCheck.checked_at < until
    )
    column = select(ColumnCheck.id).where(
        ColumnCheck.site_column_id == SiteColumn.id,
        ColumnCheck.id > SiteColumn.reviewed_check_id,
        ColumnCheck.checked_at < until,
    )
    by_visits = session.scalars(select(Site.id).where(Site.active, has_unreviewed_visits(evaluation.as_of))).all()
    by_home = session.scalars(select(Site.id).where(Site.active, home.exists())).all()
    by_column = session.scalars(
        select(SiteColumn.site_id).join(Site).where(Site.active, SiteColumn.active, column.exists()).distinct()
    ).all()
    return sorted({*by_visits, *by_home, *by_column})


def _review_batch(session: Session, evaluation: Evaluation, ids: Sequence[int], tally: Tally) -> int:
    # Locked, so that two evaluations do not judge the same looks side by side.
    sites = session.scalars(
        select(Site).where(Site.id.in_(ids)).order_by(Site.id).with_for_update(key_share=True)
    ).all()
    visited = 0
    for site in sites:
        loaded = load_site(session, site, evaluation.as_of)
        loaded = with_visits(session, site, loaded, evaluation.as_of, evaluation.rulebook)
        found = tally.judge(f"site:{site.id}", partial(_judge, loaded, evaluation))
        if found is None:
            continue
        issue(session, evaluation, found, tally)
        reminders = SiteReminders(loaded, evaluation)
        lapse_blue_cards(session, evaluation, SubjectKind.SITE, [site.id], reminders.settled)
        _mark_reviewed(session, site, loaded)
        visited += 1 + len(loaded.newest_column_check_ids)
    return visited


def _judge(loaded: LoadedSite, evaluation: Evaluation) -> list[Finding]:
    of_columns = judge_columns(loaded.new.columns, evaluation)
    return [*of_columns, *site_findings(loaded.known, evaluation.rulebook, evaluation.as_of).findings]


def _mark_reviewed(session: Session, site: Site, loaded: LoadedSite) -> None:
    site.reviewed_check_id = loaded.newest_check_id
    if loaded.new.visits:
        site.visits_reviewed_on = loaded.new.visits[-1].day
    for column_id, check_id in loaded.newest_column_check_ids.items():
        session.execute(update(SiteColumn).where(SiteColumn.id == column_id).values(reviewed_check_id=check_id))
