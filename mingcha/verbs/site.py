"""``mingcha site``: times of maintenance, limits of columns, retiring what is no longer kept and restoring it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.upkeep import (
    UpkeepError,
    cancel_maintenance,
    enter_maintenance,
    restore_board,
    restore_column,
    restore_site,
    retire_board,
    retire_column,
    retire_site,
    set_column_limit,
)
from collectors.recording.questions import BOARD
from collectors.registry_files.addresses import same_address
from metrics.column_findings import LONGEST_OWN_LIMIT
from metrics.law_days import SHANGHAI, law_day
from mingcha.command_line import WrongUse
from mingcha.house import House, open_house
from mingcha.output import FIRST_YEAR, LAST_YEAR, Day, answer, json_option
from store import Database
from store.models import MaintenanceWindow, Site, SiteColumn, Source

_ACTOR = "command line"
_KINDS = {"column": "栏目", "site": "网站", "board": "留言板"}


class Moment(click.ParamType[datetime]):
    """A moment written 2026-11-20T22:00, Asia/Shanghai where no zone is given."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read an ISO moment; anything else is wrong use."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a moment like 2026-11-20T22:00", param, ctx)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.fail(f"{value!r} is not between {FIRST_YEAR} and {LAST_YEAR}", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


@click.group()
def verb() -> None:
    """Retire and restore sites and columns, set a column's own limit, enter times of maintenance."""


@verb.command("retire")
@click.argument("address")
@click.option("--reason", required=True, help="Why it is no longer kept; shown wherever it is shown.")
@click.option("--on", "day", type=Day(), help="Since when; else today.")
@json_option
def retire(address: str, reason: str, day: date | None, as_json: bool) -> None:
    """Retire the site, column or question board at ADDRESS: no more looks, open cards lapse, history stays."""
    house = open_house()
    database, now = house.prepared_database(), house.clock()
    on = day or law_day(now)
    kind, id_, name = _named(database, address)
    with _refusals():
        acts = {"column": retire_column, "site": retire_site, "board": retire_board}
        lapsed = acts[kind](database, id_, reason, on, _ACTOR, now)
    result = {"kind": kind, "name": name, "on": on, "cards_lapsed": lapsed}
    answer(as_json, result, lambda: f"{_KINDS[kind]}“{name}”自 {on} 起停用；解除 {lapsed} 张牌")


@verb.command("restore")
@click.argument("address")
@click.option("--reason", required=True, help="Why it is in use again.")
@json_option
def restore(address: str, reason: str, as_json: bool) -> None:
    """Take what was retired at ADDRESS into use again: looks go on, the cards that lapsed by it come back."""
    house = open_house()
    database = house.prepared_database()
    kind, id_, name = _named(database, address)
    with _refusals():
        acts = {"column": restore_column, "site": restore_site, "board": restore_board}
        back = acts[kind](database, id_, reason, _ACTOR, house.clock())
    result = {"kind": kind, "name": name, "cards_reinstated": back}
    answer(as_json, result, lambda: f"{_KINDS[kind]}“{name}”恢复使用；恢复 {back} 张牌")


@verb.command("limit")
@click.argument("address")
@click.option("--days", type=click.IntRange(1, LONGEST_OWN_LIMIT), help="Calendar days; else its category's again.")
@click.option("--reason", required=True, help="Why; kept in the audit trail and shown with the column.")
@json_option
def limit(address: str, days: int | None, reason: str, as_json: bool) -> None:
    """Give the column at ADDRESS a limit of its own, or that of its category again."""
    house = open_house()
    database = house.prepared_database()
    kind, id_, name = _named(database, address)
    if kind != "column":
        raise WrongUse(f"{address} is no column; name one")
    with _refusals():
        set_column_limit(database, id_, days, reason, _ACTOR, house.clock())
    words = f"更新期限 {days} 天" if days else "按类别期限"
    answer(as_json, {"name": name, "limit_days": days}, lambda: f"栏目“{name}”：{words}")


@verb.command("maintain")
@click.argument("address")
@click.option("--from", "starts_at", type=Moment(), required=True, help="Beginning, such as 2026-11-20T22:00.")
@click.option("--to", "ends_at", type=Moment(), required=True, help="End; that moment counts again.")
@click.option("--reason", required=True, help="What is done.")
@json_option
def maintain(address: str, starts_at: datetime, ends_at: datetime, reason: str, as_json: bool) -> None:
    """Enter a time of maintenance of the site at ADDRESS: looks within it do not count (rule MAINT)."""
    house = open_house()
    database = house.prepared_database()
    site_id, name = _site(house, address)
    with _refusals():
        window = enter_maintenance(database, house.rulebook, site_id, starts_at, ends_at, reason, _ACTOR, house.clock())
    result = {"window": window, "site": name, "from": starts_at, "to": ends_at}
    words = f"{starts_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 至 {ends_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    answer(as_json, result, lambda: f"已登记维护期 {window}：{name}，{words}")


@verb.command("windows")
@click.argument("address")
@json_option
def windows(address: str, as_json: bool) -> None:
    """List the times of maintenance of the site at ADDRESS."""
    house = open_house()
    site_id, name = _site(house, address)
    with house.database.read() as session:
        rows = session.scalars(
            select(MaintenanceWindow).where(MaintenanceWindow.site_id == site_id).order_by(MaintenanceWindow.starts_at)
        )
        found = [
            {
                "window": row.id,
                "from": row.starts_at,
                "to": row.ends_at,
                "reason": row.reason,
                "entered_by": row.entered_by,
                "cancelled": row.cancelled_at is not None,
            }
            for row in rows
        ]
    lines = [
        f"{one['window']}  {one['from']} – {one['to']}  {one['reason']}{'（已取消）' if one['cancelled'] else ''}"
        for one in found
    ]
    answer(as_json, {"site": name, "windows": found}, lambda: "\n".join(lines or ["没有登记维护期"]))


@verb.command("cancel")
@click.argument("window", type=int)
@click.option("--reason", required=True, help="Why.")
def cancel(window: int, reason: str) -> None:
    """Cancel the time of maintenance with the number WINDOW."""
    house = open_house()
    with _refusals():
        cancel_maintenance(house.prepared_database(), window, reason, _ACTOR, house.clock())
    click.echo(f"已取消维护期 {window}")


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except UpkeepError as error:
        raise WrongUse(str(error)) from error


def _named(database: Database, address: str) -> tuple[str, int, str]:
    """Kind, id and name of what is registered at an address."""
    with database.read() as session:
        found = _find(session, address)
        return _KIND_OF[type(found)], found.id, found.name


def _site(house: House, address: str) -> tuple[int, str]:
    with house.prepared_database().read() as session:
        found = _find(session, address)
        if not isinstance(found, Site):
            raise WrongUse(f"{address} is a part of a site; name the site")
        return found.id, found.name


def _find(session: Session, address: str) -> Site | SiteColumn | Source:
    """The site, column or question board registered at an address, whichever way it is written, the first of them."""
    wanted = same_address(address)
    tables: tuple[tuple[Any, Any], ...] = (
        (Site, Site.home_url),
        (SiteColumn, SiteColumn.url),
        (Source, Source.location),
    )
    for table, url in tables:
        near = [url.startswith(address.rstrip("/")[:200], autoescape=True)]
        near += [Source.kind == BOARD] if table is Source else []
        for found, registered in session.execute(
            select(table, url).where(*near).order_by(table.retired_on.is_not(None), table.id)
        ):
            known: Site | SiteColumn | Source = found
            if same_address(registered) == wanted:
                return known
    raise WrongUse(f"no site, column or question board is registered at {address}")


_KIND_OF: dict[type, str] = {Site: "site", SiteColumn: "column", Source: "board"}
