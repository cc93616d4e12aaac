"""Writes the registry into a workbook that `mingcha import registry` reads: edited and sent back, it is the change.

The headings are the usual words of `collectors/registry_files/headings.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from collectors.recording.agencies import UNASSIGNED_CODE
from collectors.recording.questions import BOARD
from collectors.registry_files.field_cells import PACKAGE
from collectors.tables.headings import load_headings
from collectors.tables.words import load_words
from rulebook import Rulebook
from store import Database
from store.models import Agency, Contact, Region, Site, SiteColumn, Source

Line = Sequence[Any]
_WIDTH = 24
_SHEETS: Mapping[str, tuple[str, ...]] = {
    "单位": ("agency", "agency_code", "region", "agency_kind", "short_name", "parent", "group"),
    "联系人": ("agency", "agency_code", "contact", "email"),
    "网站": ("site_name", "site_url", "agency", "agency_code", "site_kind", "state"),
    "栏目": ("site_name", "site_url", "column_name", "column_url", "category", "limit_days", "selector", "state"),
    "留言板": ("site_name", "site_url", "board_name", "board_url", "state"),
}


@dataclass(frozen=True)
class RegistrySummary:
    """How many of each were written."""

    agencies: int
    contacts: int
    sites: int
    columns: int
    boards: int


def export_registry(database: Database, rulebook: Rulebook, out: Path) -> dict[str, int]:
    """Write every agency, contact, site, column and board to ``out`` (.xlsx), retired ones too; return the numbers."""
    with database.read() as session:
        lines = {
            "单位": _agencies(session),
            "联系人": _contacts(session),
            "网站": _sites(session),
            "栏目": _columns(session, rulebook),
            "留言板": _boards(session),
        }
    book = xlsxwriter.Workbook(str(out), {"strings_to_urls": False, "strings_to_formulas": False})
    bold = book.add_format({"bold": True})
    for name, fields in _SHEETS.items():
        _write(book, bold, name, fields, lines[name])
    book.close()
    return asdict(RegistrySummary(*(len(found) for found in lines.values())))


def _write(book: xlsxwriter.Workbook, bold: Any, name: str, fields: Iterable[str], lines: Sequence[Line]) -> None:
    headings = load_headings(PACKAGE).synonyms
    sheet = book.add_worksheet(name)
    for place, field in enumerate(fields):
        sheet.write_string(0, place, headings[field][0], bold)
    for number, line in enumerate(lines, start=1):
        for place, cell in enumerate(line):
            if isinstance(cell, str) and cell:
                sheet.write_string(number, place, cell)
            elif cell is not None:
                sheet.write(number, place, cell)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings), _WIDTH)


def _agencies(session: Session) -> list[Line]:
    parent = aliased(Agency)
    rows = session.execute(
        select(Agency, Region, parent.code)
        .join(Region, Region.code == Agency.region_code)
        .outerjoin(parent, parent.id == Agency.parent_id)
        .where(Agency.code != UNASSIGNED_CODE)
        .order_by(Region.path, Agency.id)
    ).all()
    names = Counter(name for name in session.scalars(select(Region.name)))
    return [
        (
            agency.name,
            agency.code,
            region.name if names[region.name] == 1 else region.code,
            _word("agency_kind", agency.kind),
            agency.short_name,
            above,
            agency.group,
        )
        for agency, region, above in rows
    ]


def _contacts(session: Session) -> list[Line]:
    rows = session.execute(
        select(Agency.name, Agency.code, Contact.name, Contact.email)
        .join(Agency, Agency.id == Contact.agency_id)
        .order_by(Contact.agency_id, Contact.id)
    )
    return [tuple(row) for row in rows]


def _sites(session: Session) -> list[Line]:
    rows = session.execute(select(Site, Agency).join(Agency, Agency.id == Site.agency_id).order_by(Site.id))
    return [
        (site.name, site.home_url, agency.name, agency.code, _word("site_kind", site.kind), _state(site))
        for site, agency in rows
    ]


def _columns(session: Session, rulebook: Rulebook) -> list[Line]:
    rows = session.execute(
        select(SiteColumn, Site).join(Site, Site.id == SiteColumn.site_id).order_by(Site.id, SiteColumn.id)
    )
    categories = rulebook.column_categories
    return [
        (
            site.name,
            site.home_url,
            column.name,
            column.url,
            categories[column.category].name if column.category in categories else column.category,
            column.limit_days,
            column.selector,
            _state(column),
        )
        for column, site in rows
    ]


def _boards(session: Session) -> list[Line]:
    rows = session.execute(
        select(Source, Site)
        .join(Site, Site.id == Source.site_id)
        .where(Source.kind == BOARD)
        .order_by(Site.id, Source.id)
    )
    return [
        (site.name, site.home_url, board.name, board.location, _word("state", "active" if board.enabled else "retired"))
        for board, site in rows
    ]


def _state(thing: Site | SiteColumn) -> str:
    return _word("state", "retired" if thing.retired_on is not None else "active") or ""


def _word(table: str, code: str | None) -> str | None:
    """A word that is read as this code again; the code itself is read too."""
    if code is None:
        return None
    words = [word for word, meant in load_words(PACKAGE)[table].words if meant == code and word != code]
    return words[0] if words else code
