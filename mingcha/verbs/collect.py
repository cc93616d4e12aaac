"""``mingcha collect``: runs sources now."""

from __future__ import annotations

import click
from sqlalchemy import select

from collectors.collecting import collect_sources
from mingcha.collecting import collect_context
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.output import answer, json_option
from mingcha.progress import progress_bar
from mingcha.summaries import collected
from store import Database
from store.models import Source


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--due", is_flag=True, help="Only those whose time has come.")
@json_option
def verb(sources: tuple[str, ...], due: bool, as_json: bool) -> None:
    """Run SOURCES (keys), or every enabled one, and say what came of it."""
    house = open_house()
    database = house.prepared_database()
    wanted = None if due else _ids(database, sources)
    with progress_bar("采集", quiet=as_json) as progress:
        summary = collect_sources(database, wanted, collect_context(house), progress)
    answer(as_json, summary.summary(), lambda: "\n".join(collected(summary)))


def _ids(database: Database, keys: tuple[str, ...]) -> list[int]:
    with database.read() as session:
        if not keys:
            return list(session.scalars(select(Source.id).where(Source.enabled)))
        found = {key: id_ for key, id_ in session.execute(select(Source.key, Source.id).where(Source.key.in_(keys)))}
    unknown = [key for key in keys if key not in found]
    if unknown:
        raise WrongUse(f"no source has the key {', '.join(unknown)}")
    return list(found.values())
