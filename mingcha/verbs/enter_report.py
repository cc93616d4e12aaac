"""``mingcha enter-report``: what an officer knows of an annual report and no column shows."""

from __future__ import annotations

from datetime import date

import click
from sqlalchemy import select

from alerts.upkeep import UpkeepError, enter_report
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.output import Day
from store.models import Agency

_KINDS = {"submitted": "提交", "published": "公布"}


@click.command()
@click.argument("agency")
@click.option("--year", type=click.IntRange(2008, 2100), required=True, help="The year that is reported on.")
@click.option("--submitted", type=Day(), help="The day on which it was handed in.")
@click.option("--published", type=Day(), help="The day on which it was published, where no column shows it.")
def verb(agency: str, year: int, submitted: date | None, published: date | None) -> None:
    """Enter when the annual report of AGENCY (code) was handed in or published (条例 第四十九条)."""
    if submitted is None and published is None:
        raise WrongUse("give --submitted or --published")
    house = open_house()
    database, now = house.prepared_database(), house.clock()
    with database.read() as session:
        agency_id = session.scalar(select(Agency.id).where(Agency.code == agency))
    if agency_id is None:
        raise WrongUse(f"no agency has the code {agency}")
    for kind, day in (("submitted", submitted), ("published", published)):
        if day is None:
            continue
        try:
            new = enter_report(database, agency_id, year, kind, day, "command line", now)
        except UpkeepError as error:
            raise WrongUse(str(error)) from error
        click.echo(
            f"{year} 年度报告：{'提交' if kind == 'submitted' else '公布'} {day}（{'已登记' if new else '此前已登记'}）"
        )
