"""Which agency a log means by a name."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.decoding import quoted
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from store.insert import insert_new
from store.models import Agency, Region

UNASSIGNED_CODE = "unassigned"
UNASSIGNED_NAME = "未指定单位"


class UnknownAgency(Exception):
    """No agency of the registry is meant, or several could be. The text is Chinese."""

    def __init__(self, reason: RowFault, explanation: str) -> None:
        super().__init__(explanation)
        self.reason = reason


@dataclass(frozen=True)
class TellLimit:
    """Whom the sender of rows may tell of: one agency, or the agencies of a region (its `path`) and below it."""

    agency_id: int | None = None
    region_path: str | None = None

    def holds(self, agency_id: int, region_path: str) -> bool:
        """Whether this agency, with the path of its region, is within."""
        if self.agency_id is not None:
            return agency_id == self.agency_id
        return self.region_path is not None and region_path.startswith(self.region_path)


@dataclass(frozen=True)
class _Known:
    id: int
    region_code: str
    path: str


class AgencyNames:
    """Finds agencies by name, short name or code; of namesakes the one in the log's own region.

    `limit`: whom the sender may tell of; an agency beyond it is refused as such.
    """

    def __init__(self, session: Session, region_code: str | None, limit: TellLimit | None = None) -> None:
        self._region_code = region_code
        self._limit = limit
        self._names: defaultdict[str, dict[int, _Known]] = defaultdict(dict)
        rows = session.execute(select(Agency, Region.path).join(Region, Region.code == Agency.region_code)).all()
        self._root = next((path for agency, path in rows if agency.region_code == region_code), None)
        if region_code and self._root is None:
            self._root = session.scalar(select(Region.path).where(Region.code == region_code))
        for agency, path in rows:
            for name in (agency.name, agency.short_name, agency.code):
                if name:
                    self._names[plain_name(name)][agency.id] = _Known(agency.id, agency.region_code, path)

    @property
    def empty(self) -> bool:
        """Whether the registry knows no agency at all."""
        return not any(known for name, known in self._names.items() if name not in (UNASSIGNED_CODE, UNASSIGNED_NAME))

    def find(self, name: str) -> int:
        """The id of the agency meant. Raises `UnknownAgency`."""
        found: Sequence[_Known] = list(self._names.get(plain_name(name), {}).values())
        if self._limit is not None:
            found = self._within_limit(name, found)
        if self._root is not None:
            found = [known for known in found if known.path.startswith(self._root)]
        if not found:
            raise UnknownAgency(RowFault.UNKNOWN_AGENCY, unregistered("单位", name))
        if len(found) > 1:
            found = [known for known in found if known.region_code == self._region_code] or found
        if len(found) > 1:
            raise UnknownAgency(RowFault.AMBIGUOUS_AGENCY, namesakes("单位", name, len(found)))
        return found[0].id

    def _within_limit(self, name: str, found: Sequence[_Known]) -> Sequence[_Known]:
        limit = self._limit or TellLimit()
        within = [known for known in found if limit.holds(known.id, known.path)]
        if found and not within:
            raise UnknownAgency(RowFault.OUT_OF_SCOPE, f"{quoted(name)}不在本次报送的范围内")
        return within


def unregistered(what: str, name: str) -> str:
    """Says that the registry knows nothing of this name. `what`: 单位, 网站, 账号."""
    return f"登记信息中没有{what}{quoted(name)}"


def namesakes(what: str, name: str, count: int) -> str:
    """Says that several have this name."""
    return f"登记信息中有 {count} 个{what}名为{quoted(name)}，无法确定是哪一个"


def plain_name(name: str) -> str:
    """A name without differences of width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", name).lower().split())


def agency_not_told() -> RowRefused:
    """The refusal of a row that names no agency where its source has none either."""
    return RowRefused("agency", RowFault.UNKNOWN_AGENCY, "该行没有写明单位，数据来源也没有指定单位")


def unassigned_agency(session: Session) -> int | None:
    """The holder of matters whose log names no agency: kept and judged; nobody is told until they are assigned.

    None where the registry has no region yet.
    """
    known = session.scalar(select(Agency.id).where(Agency.code == UNASSIGNED_CODE))
    if known is not None:
        return known
    root = session.scalar(select(Region.code).where(Region.parent_code.is_(None)).order_by(Region.code).limit(1))
    if root is None:
        return None
    row = {
        "code": UNASSIGNED_CODE,
        "name": UNASSIGNED_NAME,
        "region_code": root,
        "kind": "department",
        "active": False,
    }
    insert_new(session, Agency, [row])
    return session.scalar(select(Agency.id).where(Agency.code == UNASSIGNED_CODE))
