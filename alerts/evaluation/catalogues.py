"""Evaluation of catalogues: gaps that are not told of yet, and items at whose places somebody has looked.

It goes before the evaluation of sites, which moves the marks of the columns on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.evaluation.batches import review_in_batches
from alerts.evaluation.context import Evaluation, Progress, Tally
from alerts.evaluation.issuing import issue
from alerts.evaluation.lapsing import lapse_blue_cards
from alerts.facts.catalogues import load_duties
from alerts.history import ACTIVE
from metrics.catalogue_findings import DutyFacts, catalogue_findings, item_proofs
from metrics.finding import Finding, SubjectKind
from store import Database
from store.models import Agency, Card, CatalogueDuty, CatalogueItem, ColumnCheck, SiteColumn
from store.models import Finding as StoredFinding

BATCH = 500
_NEW = ColumnCheck.id > SiteColumn.reviewed_check_id
_IN_FORCE: tuple[ColumnElement[bool], ...] = (CatalogueItem.active.is_(True), Agency.active.is_(True))


def review_catalogues(database: Database, evaluation: Evaluation, tally: Tally, progress: Progress | None) -> None:
    """Judge every duty whose place is newly missing, found again, or was looked at."""
    with database.read() as session:
        due = sorted({*_new_gaps(session, evaluation), *_filled_gaps(session), *_looked_at(session, evaluation)})
    review_in_batches(database, evaluation, tally, progress, ids=due, size=BATCH, review=_review_batch)


def _new_gaps(session: Session, evaluation: Evaluation) -> Sequence[int]:
    told = select(StoredFinding.id).where(
        StoredFinding.rule == "CAT-GAP",
        StoredFinding.subject_kind == SubjectKind.CATALOGUE.value,
        StoredFinding.subject_id == CatalogueDuty.id,
        StoredFinding.triggered_on == CatalogueDuty.missing_since,
    )
    missing = CatalogueDuty.missing_since <= evaluation.as_of
    return session.scalars(
        select(CatalogueDuty.id)
        .join(CatalogueItem, CatalogueItem.id == CatalogueDuty.item_id)
        .join(Agency, Agency.id == CatalogueDuty.agency_id)
        .where(*_IN_FORCE, missing, ~told.exists())
    ).all()


def _filled_gaps(session: Session) -> Sequence[int]:
    """Duties with a place, of which an open card still says that they have none."""
    return session.scalars(
        select(CatalogueDuty.id)
        .join(StoredFinding, StoredFinding.subject_id == CatalogueDuty.id)
        .join(Card, Card.finding_id == StoredFinding.id)
        .where(
            StoredFinding.subject_kind == SubjectKind.CATALOGUE.value,
            StoredFinding.rule == "CAT-GAP",
            Card.state.in_(ACTIVE),
            CatalogueDuty.missing_since.is_(None),
        )
    ).all()


def _looked_at(session: Session, evaluation: Evaluation) -> Sequence[int]:
    until = end_of(evaluation.as_of)
    look = (ColumnCheck.site_column_id == SiteColumn.id, _NEW, ColumnCheck.checked_at < until)
    return session.scalars(
        select(CatalogueDuty.id)
        .join(CatalogueItem, CatalogueItem.id == CatalogueDuty.item_id)
        .join(Agency, Agency.id == CatalogueDuty.agency_id)
        .join(SiteColumn, SiteColumn.id == CatalogueDuty.site_column_id)
        .where(
            *_IN_FORCE,
            CatalogueItem.limit_days.is_not(None),
            SiteColumn.active,
            select(ColumnCheck.id).where(*look).correlate(SiteColumn).exists(),
        )
    ).all()


def _review_batch(session: Session, evaluation: Evaluation, ids: Sequence[int], tally: Tally) -> int:
    wanted = select(CatalogueDuty).where(CatalogueDuty.id.in_(ids)).order_by(CatalogueDuty.id)
    duties = session.scalars(wanted.with_for_update(key_share=True)).all()
    facts = {one.id: one for one in load_duties(session, duties, evaluation.as_of, _NEW)}
    issue(session, evaluation, _judged(facts, evaluation, tally), tally)

    def settled(_card: Card, finding: StoredFinding) -> bool:
        return _is_settled(facts[finding.subject_id], finding, evaluation)

    lapse_blue_cards(session, evaluation, SubjectKind.CATALOGUE, list(facts), settled)
    return len(ids)


def _judged(facts: dict[int, DutyFacts], evaluation: Evaluation, tally: Tally) -> list[Finding]:
    found: list[Finding] = []
    for id_, one in facts.items():
        judge = partial(catalogue_findings, one, evaluation.rulebook, evaluation.as_of)
        outcome = tally.judge(f"catalogue:{id_}", judge)
        found += outcome.findings if outcome is not None else ()
    return found


def _is_settled(facts: DutyFacts, finding: StoredFinding, evaluation: Evaluation) -> bool:
    """A gap, when there is a place; an old item, when the newest look showed it renewed."""
    if finding.rule == "CAT-GAP":
        return facts.missing_since is None
    proofs = list(item_proofs(facts, evaluation.rulebook, evaluation.as_of))
    return bool(proofs) and proofs[-1].fault is None
