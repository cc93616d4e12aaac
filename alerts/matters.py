"""What a finding is about, in words: the name of the request, column, site, account, case or agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.board_copies import BOARD
from store.models import Account, Agency, Case, CatalogueDuty, CatalogueItem, Request, Site, SiteColumn, Source

PLATFORMS = {"wechat": "微信", "weibo": "微博", "douyin": "抖音", "kuaishou": "快手", "app": "客户端"}
_LONGEST_TITLE = 60
CASES = {"message": "留言", "hotline_order": "12345工单", "approval": "办件"}


def matter_labels(session: Session, matters: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Names of ``matters`` (subject kind, id), one query for each kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, subject_id in matters:
        wanted[kind].add(subject_id)
    return {
        (kind, subject_id): label
        for kind, ids in wanted.items()
        for subject_id, label in _LABELS[kind](session, ids).items()
    }


def _requests(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Request.id, Request.number).where(Request.id.in_(ids)))
    return {id_: f"申请 {number}" for id_, number in rows}


def _columns(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(SiteColumn.id, Site.name, SiteColumn.name).join(Site).where(SiteColumn.id.in_(ids)))
    return {id_: f"{site}“{column}”栏目" for id_, site, column in rows}


def _sites(session: Session, ids: Collection[int]) -> dict[int, str]:
    return {id_: name for id_, name in session.execute(select(Site.id, Site.name).where(Site.id.in_(ids)))}


def _accounts(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Account.id, Account.platform, Account.name).where(Account.id.in_(ids)))
    return {id_: f"{PLATFORMS.get(platform, platform)}账号“{name}”" for id_, platform, name in rows}


def _cases(session: Session, ids: Collection[int]) -> dict[int, str]:
    """By number; a question of a board by its title, for its number is an address or a fingerprint."""
    of_board = select(Source.id).where(Source.id == Case.source_id, Source.kind == BOARD).exists()
    rows = session.execute(select(Case.id, Case.kind, Case.number, Case.title, of_board).where(Case.id.in_(ids)))
    return {
        id_: f"{CASES.get(kind, kind)}“{title[:_LONGEST_TITLE]}”"
        if asked and title
        else f"{CASES.get(kind, kind)} {number}"
        for id_, kind, number, title, asked in rows
    }


def _agencies(session: Session, ids: Collection[int]) -> dict[int, str]:
    return {id_: name for id_, name in session.execute(select(Agency.id, Agency.name).where(Agency.id.in_(ids)))}


def _duties(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(
        select(CatalogueDuty.id, CatalogueItem.field, CatalogueItem.name)
        .join(CatalogueItem, CatalogueItem.id == CatalogueDuty.item_id)
        .where(CatalogueDuty.id.in_(ids))
    )
    return {id_: f"“{name}”（{field}）" for id_, field, name in rows}


_LABELS: dict[str, Callable[[Session, Collection[int]], dict[int, str]]] = {
    "request": _requests,
    "column": _columns,
    "site": _sites,
    "account": _accounts,
    "case": _cases,
    "agency": _agencies,
    "catalogue": _duties,
}
