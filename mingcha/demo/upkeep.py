"""Brings the catalogue of the world and a time of maintenance into the database, the catalogue as a file."""

from __future__ import annotations

import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path

import xlsxwriter
from sqlalchemy import select

from collectors.context import CollectContext
from collectors.registry_importing import import_catalogue
from metrics.law_days import SHANGHAI
from mingcha.demo.catalogue import IN_FORCE_FROM, NAME
from mingcha.demo.plan import World
from store import Database
from store.models import MaintenanceWindow, Site

_HEADS = ("事项编码", "领域", "事项名称", "更新期限", "施行日期", "单位代码", "公开主体", "公开网址")
_ACTOR = "demo"


def load_upkeep(database: Database, world: World, base_url: str) -> None:
    """Catalogue and maintenance of ``world``, after its registry; doing it again changes nothing."""
    morning = datetime.combine(world.as_of, time(8), SHANGHAI)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{NAME}.xlsx"
        _write_catalogue(path, world, base_url)
        context = CollectContext(inbox=Path(folder), evidence=Path(folder), clock=lambda: morning)
        import_catalogue(database, path, context, _ACTOR)
    _maintain(database, world, base_url, morning)


def _write_catalogue(path: Path, world: World, base_url: str) -> None:
    names = {agency.code: agency.name for agency in world.agencies}
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
    sheet = book.add_worksheet("事项清单")
    sheet.write_row(0, 0, ["清单名称", *_HEADS])
    for number, duty in enumerate(world.duties, start=1):
        item = duty.item
        place = f"{base_url}{duty.column_path}" if duty.column_path else ""
        days = f"{item.limit_days}天" if item.limit_days else "长期公开"
        line = [NAME, item.code, item.field, item.name, days, IN_FORCE_FROM.isoformat()]
        sheet.write_row(number, 0, [*line, duty.agency_code, names[duty.agency_code], place])
    book.close()


def _maintain(database: Database, world: World, base_url: str, morning: datetime) -> None:
    paths = [site.path for site in world.sites if site.in_maintenance]
    with database.write() as session:
        for site in session.scalars(select(Site).where(Site.home_url.in_([base_url + path for path in paths]))):
            known = select(MaintenanceWindow.id).where(MaintenanceWindow.site_id == site.id)
            if session.scalar(known.limit(1)) is None:
                window = MaintenanceWindow(
                    site_id=site.id,
                    starts_at=morning - timedelta(hours=10),
                    ends_at=morning + timedelta(hours=22),
                    reason="机房搬迁（演示）",
                    entered_by=_ACTOR,
                    entered_at=morning,
                )
                session.add(window)
