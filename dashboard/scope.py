"""What a signed-in user may see: a subtree of regions, or one agency. Every query takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, true

from store.models import Agency, Region, Source

OFFICER_ROLES = frozenset({"administrator", "officer"})


@dataclass(frozen=True)
class Scope:
    """The part of the world one user sees and touches.

    ``region_path``: see ``Region.path``; an administrator without a region sees everything. A user with neither a
    region nor an agency sees nothing.
    """

    user_id: int
    username: str
    name: str
    role: str
    region_path: str | None
    agency_id: int | None

    @property
    def is_officer(self) -> bool:
        """Whether this user supervises (and so may close cards), rather than being supervised."""
        return self.role in OFFICER_ROLES

    @property
    def sees_all(self) -> bool:
        """Whether no limit is set."""
        return self.role == "administrator" and self.region_path is None and self.agency_id is None

    @property
    def covers_leagues(self) -> bool:
        """Whether several leagues can be in scope, so that comparing them makes sense."""
        return self.sees_all or (self.agency_id is None and (self.region_path or "").count("/") == 1)

    @property
    def sees_descriptions(self) -> bool:
        """Whether this user reads what applicants asked for: supervising officers and the agency that was asked.

        An applicant may tell of himself in the description; who keeps the system running has no need of it.
        """
        return self.role == "officer" or (self.role == "contact" and self.agency_id is not None)

    def agency_ids(self) -> Select[int]:
        """Select the ids of the agencies in scope."""
        query = select(Agency.id).join(Region, Region.code == Agency.region_code)
        if self.sees_all:
            return query
        if self.agency_id is not None:
            return query.where(Agency.id == self.agency_id)
        return query.where(self._in_subtree())

    def sees(self, agency_column: Any) -> ColumnElement[bool]:
        """Condition that ``agency_column`` names an agency in scope."""
        if self.sees_all:
            return true()
        condition: ColumnElement[bool] = agency_column.in_(self.agency_ids())
        return condition

    def sees_joined(self) -> ColumnElement[bool]:
        """The same condition where ``Agency`` and its ``Region`` are joined: cheaper over a long table."""
        if self.sees_all:
            return true()
        return Agency.id == self.agency_id if self.agency_id is not None else self._in_subtree()

    def sees_source(self) -> ColumnElement[bool]:
        """Condition on ``Source``: it belongs to an agency in scope, or to a region in scope as a whole."""
        if self.sees_all:
            return true()
        of_region = Source.region_code.in_(select(Region.code).where(self._in_subtree()))
        return or_(Source.agency_id.in_(self.agency_ids()), of_region)

    def _in_subtree(self) -> ColumnElement[bool]:
        if self.agency_id is not None or self.region_path is None:
            return false()
        return Region.path.startswith(self.region_path, autoescape=True)
