"""``mingcha calendar``: each year's days off and working weekends, imported and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from metrics.working_days import WorkingDays
from mingcha.command_line import WrongUse
from mingcha.house import House, open_house
from mingcha.output import FIRST_YEAR, LAST_YEAR, answer, json_option
from mingcha.regions import find_region
from mingcha.year_calendars import changed_days, year_calendar
from rulebook import RulebookError, YearNotice
from rulebook.notice_csv import read_notice
from store.audit import append_audit
from store.calendars import NATIONAL, area_of, keep_notice, withdraw_notice

_STATUSES = ["official", "observed", "unverified", "policy"]
_DAYS = {"off": "放假", "in_lieu_off": "调休", "working_weekend": "上班", None: "无特别安排"}
_OUTCOMES = {
    "accepted": "已导入，下次评估时重新计算未办结事项的期限",
    "unchanged": "与现行安排相同，未作改动",
    "dry_run": "试运行，未保存",
}


@click.group()
def verb() -> None:
    """Import a year's notice of days off and working weekends, or show what is in force."""


@verb.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="The year; else as the file says.")
@click.option("--title", help="Title of the notice; else as the file says.")
@click.option("--number", help="文号 of the notice; else as the file says.")
@click.option("--status", type=click.Choice(_STATUSES), help="How far title and number were checked.")
@click.option("--region", metavar="CODE", help="The region that adds these days off, there and everywhere below it.")
@click.option("--dry-run", is_flag=True, help="Check the file and say what would change; keep nothing.")
@json_option
def import_(file: Path, region: str | None, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Take in a notice from FILE (CSV: date, kind, holiday). It supersedes an earlier one for the same year."""
    house = open_house()
    if region is not None:
        find_region(region)
    content = file.read_bytes()
    try:
        notice = read_notice(file.name, content, given, region)
    except RulebookError as error:
        raise WrongUse("; ".join(error.problems)) from error
    changes = changed_days(house.rulebook.calendar, notice)
    version = None if dry_run else _keep(house, notice, file.name, content)
    outcome = "dry_run" if dry_run else "accepted" if version else "unchanged"
    result = {
        "outcome": outcome,
        "area": area_of(notice),
        "year": notice.year,
        "version": version,
        "days": len(notice.days),
        "changes": changes,
        "calendar": house.rulebook.calendar.version,
    }
    answer(as_json, result, lambda: _imported(notice, result))


def _keep(house: House, notice: YearNotice, name: str, content: bytes) -> int | None:
    """The version it became; none where it is no news."""
    with house.prepared_database().write() as session:
        now = house.clock()
        row = keep_notice(session, notice, file=name, content=content, now=now)
        if row is None:
            return None
        append_audit(
            session,
            at=now,
            actor="command line",
            action="calendar.import",
            subject=f"calendar:{row.area}:{row.year}",
            detail={"version": row.version, "number": notice.number, "file": name, "file_hash": row.file_hash},
        )
        return row.version


def _imported(notice: YearNotice, result: dict[str, Any]) -> str:
    area = "" if result["area"] == "national" else f"{find_region(result['area']).name} "
    lines = [f"{area}{notice.year} 年 {notice.title}（{notice.number}），{len(notice.days)} 天"]
    lines += [f"  {change['date']}  {_DAYS[change['was']]} → {_DAYS[change['now']]}" for change in result["changes"]]
    return "\n".join([*lines, f"{_OUTCOMES[result['outcome']]}；工作日历版本 {result['calendar']}"])


@verb.command("withdraw")
@click.argument("year", type=click.IntRange(FIRST_YEAR, LAST_YEAR))
@click.option("--region", metavar="CODE", help="Take back what this region added; else the national notice.")
@click.option("--reason", required=True, help="Why, for the history.")
@json_option
def withdraw(year: int, region: str | None, reason: str, as_json: bool) -> None:
    """Take back the imported notice for YEAR: the one before it is in force again. Nothing is deleted."""
    house = open_house()
    area = find_region(region).code if region is not None else NATIONAL
    with house.prepared_database().write() as session:
        now = house.clock()
        done = withdraw_notice(session, area, year, reason=reason, now=now)
        if done is None:
            raise WrongUse(f"no imported notice for {year} is in force there")
        mistaken, standing = done
        result = {
            "area": area,
            "year": year,
            "withdrawn": mistaken.version,
            "number": mistaken.content["number"],
            "in_force": standing.version if standing is not None else None,
        }
        append_audit(
            session,
            at=now,
            actor="command line",
            action="calendar.withdraw",
            subject=f"calendar:{area}:{year}",
            detail={**result, "reason": reason},
        )
    answer(as_json, {**result, "calendar": house.rulebook.calendar.version}, lambda: _withdrawn(result))


def _withdrawn(result: dict[str, Any]) -> str:
    back = f"恢复第 {result['in_force']} 版" if result["in_force"] else "恢复规则库自带的安排（没有的，期限为暂定）"
    return (
        f"已撤回 {result['year']} 年第 {result['withdrawn']} 版（{result['number']}），{back}；下次评估时重新计算期限"
    )


@verb.command("show")
@click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="One year day by day; else a line a year.")
@json_option
def show(year: int | None, as_json: bool) -> None:
    """Show the notices in force, where they came from and which versions there were."""
    house = open_house()
    calendar = house.rulebook.calendar
    working_days = WorkingDays(calendar)
    years = sorted(calendar.years) if year is None else [year]
    found = [year_calendar(working_days, house.imported_notices(one), one) for one in years]
    answer(as_json, {"calendar": calendar.version, "years": found}, lambda: _shown(found, days=year is not None))


def _shown(years: list[dict[str, Any]], days: bool) -> str:
    lines = []
    for one in years:
        if one["number"] is None:
            lines.append(f"{one['year']}  放假安排尚未公布或尚未导入，期限为暂定")
        else:
            source = f"导入第 {one['version']} 版" if one["version"] else "规则库自带"
            lines.append(f"{one['year']}  {one['title']}（{one['number']}）  {source}，工作日 {one['working_days']} 天")
        if days:
            lines += [f"  {day['date']}  {_DAYS[day['kind']]}  {day['holiday']}" for day in one["days"]]
        for added in one["regional"]:
            name = f"{find_region(added['region']).name}（{added['region']}）增加放假"
            lines.append(f"  {name}：{'、'.join(day['date'] for day in added['days'])}（{added['number']}）")
    return "\n".join(lines)
