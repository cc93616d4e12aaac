"""Sources of logs: added by an administrator or an officer, each with an audit line."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.database_logs.access import QueryAccess
from collectors.pulled_logs.access import PullAccess
from collectors.recording.jobs import API, BY_HAND, DATABASE, FILE_KINDS, FOLDER, GONE_FOR, PULL, UPLOAD
from store.audit import append_audit
from store.models import Agency, Region, Source

WAYS: Final = (FOLDER, PULL, DATABASE, UPLOAD, API, BY_HAND)
LONGEST_NAME: Final = 120


class SourceRefused(Exception):
    """A source cannot be added. The text is Chinese."""


def add_log_source(
    session: Session,
    *,
    kind: str,
    way: str,
    name: str,
    actor: str,
    now: datetime,
    location: str = "",
    access: Mapping[str, Any] | None = None,
    region_code: str | None = None,
    agency_id: int | None = None,
    every_minutes: int = 1440,
    key: str | None = None,
) -> Source:
    """Add a source of logs. Raises `SourceRefused`, `AccessRefused` or `QueryRefused` for what cannot be meant.

    `region_code`: rows may name agencies of this region and below it. `agency_id`: whom rows mean that name none.
    """
    name = " ".join(name.split())
    if kind not in FILE_KINDS or way not in WAYS:
        raise SourceRefused("没有这样的来源类别")
    if not name or len(name) > LONGEST_NAME:
        raise SourceRefused(f"名称不能为空，也不能超过 {LONGEST_NAME} 个字符")
    if region_code is None and agency_id is None:
        raise SourceRefused("请说明来源属于哪个地区或者哪个单位")
    _check_places(session, region_code, agency_id)
    _check_access(way, location, access or {})
    chosen = (key or f"{kind}:{way}:{name}")[:200]
    if session.scalar(select(Source.id).where(Source.key == chosen)) is not None:
        raise SourceRefused(f"已有同名来源（{chosen}）")
    source = Source(
        key=chosen,
        kind=kind,
        way=way,
        name=name,
        location=location,
        access=dict(access or {}),
        region_code=region_code,
        agency_id=agency_id,
        every_minutes=every_minutes if way in GONE_FOR else 0,
        enabled=way in (*GONE_FOR, API),  # whether what others push arrives well is watched like all else
    )
    session.add(source)
    session.flush()
    detail = {"key": chosen, "way": way, "location": location, "region": region_code, "agency": agency_id}
    append_audit(session, at=now, actor=actor, action="source.add", subject=f"source:{source.id}", detail=detail)
    return source


def _check_places(session: Session, region_code: str | None, agency_id: int | None) -> None:
    if region_code is not None and session.get(Region, region_code) is None:
        raise SourceRefused(f"没有代码为 {region_code} 的地区")
    if agency_id is not None and session.get(Agency, agency_id) is None:
        raise SourceRefused("没有这个单位")


def _check_access(way: str, location: str, access: Mapping[str, Any]) -> None:
    if way == PULL:
        PullAccess.of(access).check(location)
    elif way == DATABASE:
        QueryAccess.of(access).check(location)
    elif way == FOLDER:
        parts = location.replace("\\", "/").split("/")
        if not location or location.startswith("/") or ".." in parts:
            raise SourceRefused("请给出收件目录下的文件夹名")
    if len(location) > 1000:
        raise SourceRefused("地址过长")
