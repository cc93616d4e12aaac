"""Agencies and their contacts as a registry tells them."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.decoding import quoted
from collectors.recording.agencies import UNASSIGNED_CODE, namesakes, plain_name, unregistered
from collectors.recording.nearest import NearestNames
from collectors.recording.registry.changes import Changes, Telling
from collectors.recording.registry.places import RegionNames
from collectors.registry_files.registry_row import AgencyTold
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from collectors.tables.table import TableRow
from store.models import Agency, Contact, Region
from store.models.base import fingerprint

_GOVERNMENTS = ("人民政府", "行政公署", "管理委员会", "管委会", "人民政府办公室", "人民政府办公厅")


class AgencyBook:
    """The agencies of the registry by code and by name, with those that the file adds.

    `form_only`: while the registry is empty, a name that it does not know is no fault; somebody stands in for it, in a
    transaction that is taken back.
    """

    def __init__(self, session: Session, changes: Changes, form_only: bool = False) -> None:
        self._session = session
        self._changes = changes
        self.regions = RegionNames(session)
        self._by_code: dict[str, Agency] = {}
        self._by_name: defaultdict[str, dict[int, Agency]] = defaultdict(dict)
        self._nearest = NearestNames()
        for agency in session.scalars(select(Agency).order_by(Agency.id)):
            self._know(agency)
        known = set(self._by_code) - {UNASSIGNED_CODE}
        self.form_only = form_only and not known
        self._contacts = {(c.agency_id, c.email.lower()): c for c in session.scalars(select(Contact))}

    def find(self, told: AgencyTold) -> Agency | None:
        """The agency meant, None for one that the row declares. Refuses the row where it is unknown or unclear."""
        region = self._region(told)
        if told.code:
            known = self._by_code.get(plain_name(told.code))
            if known is not None or told.declares:
                return known
        named = list(self._by_name.get(plain_name(told.name), {}).values())
        if region is not None:
            named = [agency for agency in named if self._lies_in(agency, region)]
        exact = [agency for agency in named if region is not None and agency.region_code == region.code]
        named = exact or named
        if len(named) > 1:
            raise RowRefused("agency", RowFault.AMBIGUOUS_AGENCY, namesakes("单位", told.name, len(named)))
        if named and (exact or not told.declares or region is None):
            return named[0]
        if told.declares:
            return None
        if self.form_only:
            return self._stand_in(told, region)
        near = self._nearest.words(told.name or told.code)
        words = f"{unregistered('单位', told.name or told.code)}{near}"
        raise RowRefused("agency", RowFault.UNKNOWN_AGENCY, words)

    def placed_by_sheet(self, told: AgencyTold) -> AgencyTold:
        """The agency in the region that its sheet is named after (包头市), where it is named after one."""
        if not told.sheet or not self.regions.knows(told.sheet):
            return told
        return replace(told, region=told.sheet, declares=told.declares or told.listed)

    def knows(self, told: AgencyTold) -> bool:
        """Whether an agency of this code or name is registered, wherever it lies."""
        return plain_name(told.code) in self._by_code or bool(self._by_name.get(plain_name(told.name)))

    def declare(self, told: AgencyTold, agency: Agency | None, row: TableRow) -> tuple[Agency, bool]:
        """The agency brought to what the row says, and whether that was news. Refuses before anything is written."""
        tellings = self._tellings(told)
        region = self._region(told)
        place = region.code if region else agency.region_code if agency else ""
        key = plain_name(told.code) or f"{place} {plain_name(told.name)}"
        self._refuse_taken_name(told, tellings, agency)
        self._changes.agree("agency", key, tellings, row)
        if agency is None:
            return self._add(told, tellings), True
        changed = self._changes.write("agency", agency.code, agency, tellings)
        self._know(agency)
        return agency, changed

    def keep_contact(self, agency: Agency, name: str, mail: str) -> bool:
        """Whether the contact is new, or was called otherwise."""
        known = self._contacts.get((agency.id, mail.lower()))
        if known is not None:
            return self._changes.write("contact", mail, known, [("contact", "name", name)])
        contact = Contact(agency_id=agency.id, name=name, email=mail)
        self._session.add(contact)
        self._contacts[agency.id, mail.lower()] = contact
        self._changes.count_new("contact")
        return True

    def anybody(self) -> Agency:
        """Somebody, for a site of which a trial does not say whose it is."""
        return next(iter(self._by_code.values()), None) or self._stand_in(AgencyTold("试读单位"), None)

    def _stand_in(self, told: AgencyTold, region: Region | None) -> Agency:
        place = region or next(iter(self.regions.by_code.values()))
        name = told.name or told.code
        agency = Agency(code=f"trial-{len(self._by_code)}", name=name, region_code=place.code, kind="department")
        self._session.add(agency)
        self._session.flush()
        self._know(agency)
        return agency

    def _tellings(self, told: AgencyTold) -> list[Telling]:
        region = self._region(told)
        parent = self._parent(told)
        return [
            ("agency", "name", told.name),
            ("region", "region_code", region.code if region else None),
            ("short_name", "short_name", told.short_name),
            ("agency_kind", "kind", told.kind),
            ("group", "group", told.group),
            ("parent", "parent_id", parent.id if parent else None),
        ]

    def _add(self, told: AgencyTold, tellings: list[Telling]) -> Agency:
        values = {name: value for _, name, value in tellings if value not in (None, "")}
        if not told.name:
            raise RowRefused("agency", RowFault.NAME_MISSING, f"没有代码为{quoted(told.code)}的单位，也没有写明名称")
        if "region_code" not in values:
            raise RowRefused("region", RowFault.UNKNOWN_REGION, f"新单位{quoted(told.name)}没有写明地区")
        values.setdefault("kind", "government" if told.name.endswith(_GOVERNMENTS) else "department")
        code = told.code or f"{values['region_code']}-{fingerprint(plain_name(told.name))[:8]}"
        agency = Agency(**{**values, "code": code})
        self._session.add(agency)
        self._session.flush()
        self._know(agency)
        self._changes.count_new("agency")
        return agency

    def _refuse_taken_name(self, told: AgencyTold, tellings: list[Telling], agency: Agency | None) -> None:
        region = {name: value for _, name, value in tellings}["region_code"] or (agency.region_code if agency else None)
        for other in self._by_name.get(plain_name(told.name), {}).values():
            if other is not agency and other.name == told.name and other.region_code == region:
                explanation = f"该地区已有单位{quoted(told.name)}，代码为{quoted(other.code)}"
                raise RowRefused("agency", RowFault.REPEATED_ID, explanation)

    def _region(self, told: AgencyTold) -> Region | None:
        league = self.regions.find(told.region, "region") if told.region else None
        return self.regions.find(told.banner, "banner", league) if told.banner else league

    def _parent(self, told: AgencyTold) -> Agency | None:
        if not told.parent:
            return None
        coded = self._by_code.get(plain_name(told.parent))
        named = [coded] if coded else list(self._by_name.get(plain_name(told.parent), {}).values())
        if len(named) != 1:
            near = "" if named else self._nearest.words(told.parent)
            reason = RowFault.AMBIGUOUS_AGENCY if named else RowFault.UNKNOWN_AGENCY
            words = namesakes("单位", told.parent, len(named)) if named else unregistered("单位", told.parent)
            raise RowRefused("parent", reason, f"{words}{near}")
        return named[0]

    def _lies_in(self, agency: Agency, region: Region) -> bool:
        return self.regions.by_code[agency.region_code].path.startswith(region.path)

    def _know(self, agency: Agency) -> None:
        self._by_code[plain_name(agency.code)] = agency
        self._nearest.add(agency.name)
        for name in (agency.name, agency.short_name, agency.code):
            if name:
                self._by_name[plain_name(name)][agency.id] = agency
