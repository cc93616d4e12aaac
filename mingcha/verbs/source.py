"""``mingcha source``: where logs come from, how each is read, what the words of places mean."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.upkeep import UpkeepError, restore_board, retire_board
from collectors.database_logs.access import QueryAccess, QueryRefused
from collectors.pulled_logs.access import PAGING, AccessRefused, PullAccess
from collectors.reading_again import read_quarantine_again
from collectors.recording.jobs import API, DATABASE, FILE_KINDS, FOLDER, PULL, UPLOAD
from collectors.recording.log_sources import SourceRefused, add_log_source
from collectors.recording.questions import BOARD
from metrics.law_days import law_day
from mingcha.collecting import collect_context
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.log_sources import ACTOR, agency_id, find_source
from mingcha.output import answer, json_option
from mingcha.verbs.source_profile import profile
from mingcha.verbs.source_words import word, words
from store.models import Agency, Source

_KINDS = {"requests": "request_log", "messages": "message_log"}
_LISTED = ("key", "kind", "way", "name", "location", "region_code", "agency", "every_minutes", "enabled", "health")


@click.group()
def verb() -> None:
    """Add and list the sources of logs; say how one is read and what words mean."""


verb.add_command(profile)
verb.add_command(word)
verb.add_command(words)


@verb.command("add")
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.option("--name", required=True, help="What the source is called.")
@click.option("--folder", help="A folder below the inbox that is watched.")
@click.option("--pull", metavar="URL", help="An address that gives JSON, CSV or a workbook.")
@click.option("--database-env", metavar="NAME", help="Environment variable with the SQLAlchemy URL of a database.")
@click.option("--query", metavar="SQL", help="The SELECT to ask it; its column names are the headings.")
@click.option("--upload", is_flag=True, help="Files come through the dashboard.")
@click.option("--api", is_flag=True, help="Rows are pushed; see `mingcha token`.")
@click.option("--token-env", metavar="NAME", help="Environment variable with the token for --pull.")
@click.option("--header", default="Authorization", show_default=True, help="The header that carries the token.")
@click.option("--scheme", default="Bearer", show_default=True, help="Stands before the token; may be empty.")
@click.option("--paging", type=click.Choice(PAGING), default="one", show_default=True, help="How pages follow.")
@click.option("--page-parameter", default="page", show_default=True, help="Counts the pages with --paging number.")
@click.option("--first-page", type=click.IntRange(0, 1), default=1, show_default=True)
@click.option("--records", default="", metavar="PATH", help="Where the rows stand in JSON, such as data.list.")
@click.option("--region", metavar="CODE", help="Rows may name agencies of this region and below it.")
@click.option("--agency", metavar="CODE", help="The agency meant by rows that name none.")
@click.option("--every", type=click.IntRange(1), default=1440, show_default=True, metavar="MINUTES")
@click.option("--key", help="A key of your own.")
@json_option
def add(kind: str, name: str, region: str | None, agency: str | None, as_json: bool, **given: Any) -> None:
    """Add a source of KIND. Exactly one of --folder, --pull, --database-env, --upload, --api says how it comes."""
    house = open_house()
    way, location, access = _way(given)
    with house.prepared_database().write() as session:
        try:
            source = add_log_source(
                session,
                kind=_KINDS[kind],
                way=way,
                name=name,
                actor=ACTOR,
                now=house.clock(),
                location=location,
                access=access,
                region_code=region,
                agency_id=agency_id(session, agency) if agency else None,
                every_minutes=given["every"],
                key=given["key"],
            )
        except (SourceRefused, AccessRefused, QueryRefused) as refused:
            raise WrongUse(str(refused)) from refused
        line = _line(session, source)
    if way == FOLDER:
        (house.settings.inbox_folder / location).mkdir(parents=True, exist_ok=True)
    answer(as_json, line, lambda: f"已添加来源 {line['key']}")


@verb.command("list")
@click.option("--all", "everything", is_flag=True, help="Also websites and accounts.")
@json_option
def list_(everything: bool, as_json: bool) -> None:
    """List the sources of logs: how they come and how they are. Secrets are shown by the name they stand under."""
    with open_house().prepared_database().read() as session:
        query = select(Source).order_by(Source.id)
        query = query if everything else query.where(Source.kind.in_(FILE_KINDS))
        lines = [_line(session, source) for source in session.scalars(query)]
    answer(as_json, {"sources": lines}, lambda: "\n".join("\t".join(str(v) for v in line.values()) for line in lines))


@verb.command("reread")
@click.argument("key")
@json_option
def reread(key: str, as_json: bool) -> None:
    """Read the rows in quarantine of a source again, after the registry, words or its profile were mended."""
    house = open_house()
    database = house.prepared_database()
    with database.read() as session:
        source_id = find_source(session, key).id
    left = read_quarantine_again(database, source_id, collect_context(house))
    answer(as_json, {"key": key, "left": left}, lambda: f"{left} 行已不在隔离区")


@verb.command("enable")
@click.argument("key")
@click.option("--disable", is_flag=True, help="Stop going for it.")
@click.option(
    "--reason", default="", help="Why; a question board needs one, because its open cards lapse or come back."
)
def enable(key: str, disable: bool, reason: str) -> None:
    """Let the schedule go for a source, or stop it."""
    house = open_house()
    database, now = house.prepared_database(), house.clock()
    with database.write() as session:
        source = find_source(session, key)
        board = source.id if source.kind == BOARD else None
        if board is None:
            source.enabled = not disable
    if board is None:
        click.echo(f"已{'停用' if disable else '启用'}来源 {key}")
        return
    try:
        if disable:
            number = retire_board(database, board, reason, law_day(now), ACTOR, now)
        else:
            number = restore_board(database, board, reason, ACTOR, now)
    except UpkeepError as refused:
        raise WrongUse(str(refused)) from refused
    click.echo(f"留言板 {key} 已{'停用；解除' if disable else '恢复使用；恢复'} {number} 张牌")


def _way(given: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Way, location and access."""
    names = {"folder": FOLDER, "pull": PULL, "database_env": DATABASE, "upload": UPLOAD, "api": API}
    chosen = [way for option, way in names.items() if given[option]]
    if len(chosen) != 1:
        raise WrongUse("give exactly one of --folder, --pull, --database-env, --upload, --api")
    if (given["query"] is None) == (chosen == [DATABASE]):
        raise WrongUse("--query goes with --database-env")
    if given["token_env"] and chosen != [PULL]:
        raise WrongUse("--token-env goes with --pull")
    if chosen == [PULL]:
        parts = ("header", "scheme", "paging", "page_parameter", "first_page", "records")
        secret = f"env:{given['token_env']}" if given["token_env"] else ""
        return PULL, given["pull"], PullAccess(secret=secret, **{part: given[part] for part in parts}).kept()
    if chosen == [DATABASE]:
        return DATABASE, f"env:{given['database_env']}", QueryAccess(given["query"]).kept()
    return chosen[0], given["folder"] or "", {}


def _line(session: Session, source: Source) -> dict[str, Any]:
    code = session.scalar(select(Agency.code).where(Agency.id == source.agency_id)) if source.agency_id else None
    known = {"agency": code, "way": (source.way or FOLDER) if source.kind in FILE_KINDS else None}
    return {name: known[name] if name in known else getattr(source, name) for name in _LISTED}
