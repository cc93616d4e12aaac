"""Evaluation of annual reports (AR-R): agencies at whose columns of reports somebody has looked since the last time.

It goes before the evaluation of sites, which moves the marks of these columns on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.evaluation.batches import review_in_batches
from alerts.evaluation.context import Evaluation, Progress, Tally
from alerts.evaluation.issuing import issue
from alerts.facts.annual_reports import IN_USE, report_facts
from metrics.annual_report.timeliness import report_findings
from store import Database
from store.models import Agency, AnnualReportEntry, ColumnCheck, Site, SiteColumn

BATCH = 50
_NEW = ColumnCheck.id > SiteColumn.reviewed_check_id


def review_annual_reports(database: Database, evaluation: Evaluation, tally: Tally, progress: Progress | None) -> None:
    """Judge every agency with a new look at its column, or with a report in a column that was looked at."""
    with database.read() as session:
        due = _agencies_with_new_looks(session, evaluation)
    review_in_batches(database, evaluation, tally, progress, ids=due, size=BATCH, review=_review_batch)


def _agencies_with_new_looks(session: Session, evaluation: Evaluation) -> list[int]:
    until = end_of(evaluation.as_of)
    looked_at = (ColumnCheck.site_column_id == SiteColumn.id, _NEW, ColumnCheck.checked_at < until)
    new_look = select(ColumnCheck.id).where(*looked_at).correlate(SiteColumn).exists()
    columns = select(SiteColumn.id).join(Site, Site.id == SiteColumn.site_id).where(*IN_USE, new_look)
    owners = select(Site.agency_id).join(SiteColumn, SiteColumn.site_id == Site.id).where(SiteColumn.id.in_(columns))
    named = select(AnnualReportEntry.agency_id).where(AnnualReportEntry.site_column_id.in_(columns))
    return sorted({*session.scalars(owners), *session.scalars(named)})


def _review_batch(session: Session, evaluation: Evaluation, ids: Sequence[int], tally: Tally) -> int:
    agencies = session.scalars(select(Agency).where(Agency.id.in_(ids), Agency.active).order_by(Agency.id)).all()
    for agency in agencies:
        facts = report_facts(session, agency, evaluation.as_of, _NEW)
        judge = partial(report_findings, facts, evaluation.rulebook, evaluation.as_of)
        outcome = tally.judge(f"agency:{agency.id}", judge)
        if outcome is not None:
            issue(session, evaluation, outcome.findings, tally)
    return len(ids)
