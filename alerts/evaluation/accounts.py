"""Evaluation of new-media accounts: new looks, and messages that grew old or were answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.evaluation.batches import review_in_batches
from alerts.evaluation.context import Evaluation, Progress, Tally
from alerts.evaluation.issuing import issue
from alerts.evaluation.lapsing import lapse_blue_cards
from alerts.evaluation.reconciling import of_matters, reconcile, recorded_findings
from alerts.evaluation.requests import next_review
from alerts.facts import LoadedAccount, load_account, load_cases
from metrics.account_findings import account_findings
from metrics.facts import AccountFacts
from metrics.finding import Outcome, SubjectKind
from store import Database
from store.models import Account, AccountCheck, Card, Case, Finding

BATCH = 50
NO_INTERACTION = "no-interaction:"


def review_accounts(database: Database, evaluation: Evaluation, tally: Tally, progress: Progress | None) -> None:
    """Judge every active account that was looked at, or one of whose messages has come up for review."""
    look = select(AccountCheck.id).where(
        AccountCheck.account_id == Account.id,
        AccountCheck.id > Account.reviewed_check_id,
        AccountCheck.checked_at < end_of(evaluation.as_of),
    )
    message = select(Case.account_id).where(Case.account_id.is_not(None), Case.next_review_on <= evaluation.as_of)
    with database.read() as session:
        due = session.scalars(select(Account.id).where(Account.active, or_(look.exists(), Account.id.in_(message))))
        ids = sorted(due)
    review_in_batches(database, evaluation, tally, progress, ids=ids, size=BATCH, review=_review_batch)


def _review_batch(session: Session, evaluation: Evaluation, ids: Sequence[int], tally: Tally) -> int:
    accounts = session.scalars(
        select(Account).where(Account.id.in_(ids)).order_by(Account.id).with_for_update(key_share=True)
    ).all()
    for account in accounts:
        loaded = load_account(session, account, evaluation.as_of)
        outcome = tally.judge(f"account:{account.id}", partial(_judge, loaded.facts, evaluation))
        if outcome is not None:
            _settle(session, evaluation, account, loaded, outcome, tally)
    return len(accounts)


def _judge(facts: AccountFacts, evaluation: Evaluation) -> Outcome:
    return account_findings(facts, *evaluation.law_of(facts.agency_id), evaluation.as_of)


def _settle(
    session: Session,
    evaluation: Evaluation,
    account: Account,
    loaded: LoadedAccount,
    outcome: Outcome,
    tally: Tally,
) -> None:
    # Silence is proved look by look and stays; "no interaction" follows from the whole log of messages.
    mute = [finding for finding in outcome.findings if finding.occurrence.startswith(NO_INTERACTION)]
    issue(session, evaluation, (finding for finding in outcome.findings if finding not in mute), tally)
    of_account = of_matters(SubjectKind.ACCOUNT, [account.id])
    recorded = recorded_findings(session, *of_account, Finding.occurrence.startswith(NO_INTERACTION))
    postponed = reconcile(session, evaluation, mute, recorded, tally).get(account.id)
    logs = load_cases(session, loaded.messages, evaluation.as_of)
    for message in loaded.messages:
        days = (outcome.next_change, logs[message.id].next_entry_on, postponed)
        message.next_review_on = next_review(days, evaluation.as_of)
    lapse_blue_cards(session, evaluation, SubjectKind.ACCOUNT, [account.id], partial(_posted_since, loaded))
    account.reviewed_check_id = loaded.newest_check_id


def _posted_since(loaded: LoadedAccount, _card: Card, finding: Finding) -> bool:
    """Whether a look shows a post that is newer than the one whose silence the card is about."""
    last_post = finding.facts.get("newest")
    posts = [check.newest.isoformat() for check in loaded.facts.checks if check.newest is not None]
    return any(last_post is None or post > last_post for post in posts)
