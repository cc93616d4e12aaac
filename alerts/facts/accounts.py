"""Facts of a new-media account: the looks that no evaluation has used yet, and the messages left with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import UnaryExpression, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.facts.cases import load_cases
from alerts.facts.sites import SEEN
from metrics import facts as judged
from metrics.facts import CaseKind, CheckOutcome
from metrics.law_days import law_day
from store.models import Account, AccountCheck, Case


@dataclass(frozen=True, slots=True)
class LoadedAccount:
    """One account with its first look ever and those after the last evaluation.

    ``newest_check_id``: the mark to set when they are used. ``messages``: the rows behind the facts.
    """

    facts: judged.AccountFacts
    newest_check_id: int
    messages: list[Case]


def load_account(session: Session, account: Account, as_of: date) -> LoadedAccount:
    """The looks at ``account`` after the mark of the last evaluation, made on ``as_of`` or before."""
    rows = select(AccountCheck).where(
        AccountCheck.account_id == account.id,
        AccountCheck.id > account.reviewed_check_id,
        AccountCheck.checked_at < end_of(as_of),
    )
    checks = list(session.scalars(rows.order_by(AccountCheck.id)))
    newest = max((check.id for check in checks), default=account.reviewed_check_id)
    # Silence of an account that never posted counts from the first look.
    first = [
        check
        for check in _seen(session, account, as_of, AccountCheck.id.asc())
        if not checks or check.id < checks[0].id
    ]
    messages = _messages(session, account, lock=True)
    return LoadedAccount(_facts(session, account, [*first, *checks], messages, as_of), newest, messages)


def newest_account_look(session: Session, account: Account, as_of: date) -> judged.AccountFacts:
    """The account as the newest look up to ``as_of`` showed it; without looks when it was never seen."""
    checks = _seen(session, account, as_of, AccountCheck.id.desc())
    if checks and checks[0].newest is None:
        checks = [*_seen(session, account, as_of, AccountCheck.id.asc()), *checks]
    return _facts(session, account, checks, _messages(session, account), as_of)


def _seen(session: Session, account: Account, as_of: date, order: UnaryExpression[int]) -> list[AccountCheck]:
    rows = select(AccountCheck).where(
        AccountCheck.account_id == account.id,
        AccountCheck.outcome.in_(SEEN),
        AccountCheck.checked_at < end_of(as_of),
    )
    return list(session.scalars(rows.order_by(order).limit(1)))


def _messages(session: Session, account: Account, lock: bool = False) -> list[Case]:
    rows = select(Case).where(Case.account_id == account.id, Case.kind == CaseKind.MESSAGE.value).order_by(Case.id)
    return list(session.scalars(rows.with_for_update(key_share=True) if lock else rows))


def _facts(
    session: Session, account: Account, checks: Sequence[AccountCheck], messages: Sequence[Case], as_of: date
) -> judged.AccountFacts:
    logs = load_cases(session, messages, as_of)
    return judged.AccountFacts(
        id=account.id,
        agency_id=account.agency_id,
        account_class=account.account_class,
        checks=[_check(check) for check in checks],
        messages=[log.facts for log in logs.values() if log.facts is not None],
    )


def _check(check: AccountCheck) -> judged.AccountCheck:
    return judged.AccountCheck(
        id=check.id,
        checked_at=check.checked_at,
        outcome=CheckOutcome(check.outcome),
        newest=check.newest,
        seen_since=check.seen_since or law_day(check.checked_at),
    )
