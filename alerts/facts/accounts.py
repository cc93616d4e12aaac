"""Facts of a new-media account: the looks that no evaluation has used yet, and the messages left with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.days import end_of, law_day
from alerts.facts.cases import load_cases
from alerts.facts.sites import SEEN
from metrics import facts as judged
from metrics.facts import CaseKind, CheckOutcome
from store.models import Account, AccountCheck, Case


@dataclass(frozen=True, slots=True)
class LoadedAccount:
    """One account with its looks after the last evaluation. ``newest_check_id``: the mark to set when they are used."""

    facts: judged.AccountFacts
    newest_check_id: int


def load_account(session: Session, account: Account, as_of: date) -> LoadedAccount:
    """The looks at ``account`` after the mark of the last evaluation, made on ``as_of`` or before."""
    rows = select(AccountCheck).where(
        AccountCheck.account_id == account.id,
        AccountCheck.id > account.reviewed_check_id,
        AccountCheck.checked_at < end_of(as_of),
    )
    checks = list(session.scalars(rows.order_by(AccountCheck.id)))
    newest = max((check.id for check in checks), default=account.reviewed_check_id)
    return LoadedAccount(_facts(session, account, checks, as_of), newest)


def newest_account_look(session: Session, account: Account, as_of: date) -> judged.AccountFacts:
    """The account as the newest look up to ``as_of`` showed it; without looks when it was never seen."""
    rows = select(AccountCheck).where(
        AccountCheck.account_id == account.id,
        AccountCheck.outcome.in_(SEEN),
        AccountCheck.checked_at < end_of(as_of),
    )
    checks = list(session.scalars(rows.order_by(AccountCheck.id.desc()).limit(1)))
    return _facts(session, account, checks, as_of)


def _facts(session: Session, account: Account, checks: Sequence[AccountCheck], as_of: date) -> judged.AccountFacts:
    messages = session.scalars(
        select(Case).where(Case.account_id == account.id, Case.kind == CaseKind.MESSAGE.value).order_by(Case.id)
    ).all()
    loaded = load_cases(session, messages, as_of)
    return judged.AccountFacts(
        id=str(account.id),
        agency_id=str(account.agency_id),
        account_class=account.account_class,
        checks=[_check(check) for check in checks],
        messages=[log.facts for log in loaded.values() if log.facts is not None],
    )


def _check(check: AccountCheck) -> judged.AccountCheck:
    return judged.AccountCheck(
        id=str(check.id),
        checked_at=check.checked_at,
        outcome=CheckOutcome(check.outcome),
        newest=check.newest,
        seen_since=check.seen_since or law_day(check.checked_at),
    )
