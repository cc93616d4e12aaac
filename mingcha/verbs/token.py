"""``mingcha token``: secrets with which programs push requests."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.jobs import API
from collectors.recording.log_sources import SourceRefused, add_log_source
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.log_sources import ACTOR, agency_id, find_source
from mingcha.output import answer, json_option
from store.api_tokens import make_token, revoke_token
from store.models import ApiToken, Source


@click.group()
def verb() -> None:
    """Make, list and revoke the tokens of the API."""


@verb.command("add")
@click.option("--name", help="What the sending system is called: a new source is made for it.")
@click.option("--source", "key", metavar="KEY", help="A source that is there, for a second token.")
@click.option("--region", metavar="CODE", help="It may tell of the agencies of this region and below it.")
@click.option("--agency", metavar="CODE", help="It may tell of this agency alone.")
@json_option
def add(name: str | None, key: str | None, region: str | None, agency: str | None, as_json: bool) -> None:
    """Make a token. It is shown this once; only its hash is kept."""
    house = open_house()
    if (name is None) == (key is None) or (name is not None and (region is None) == (agency is None)):
        raise WrongUse("give --name with --region or --agency, or --source alone")
    with house.prepared_database().write() as session:
        source = find_source(session, key) if key else _new_source(session, str(name), region, agency, house.clock())
        if source.way != API:
            raise WrongUse(f"{source.key} is no source that is pushed to")
        token, secret = make_token(session, source, ACTOR, house.clock())
        result = {"token": secret, "id": token.id, "source": source.key}
    answer(as_json, result, lambda: f"令牌（只显示这一次）：{secret}\n编号 {result['id']}，来源 {result['source']}")


@verb.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the tokens without their secrets."""
    with open_house().prepared_database().read() as session:
        query = select(ApiToken, Source.key).join(Source, Source.id == ApiToken.source_id).order_by(ApiToken.id)
        lines = [_line(token, key) for token, key in session.execute(query)]
    answer(as_json, {"tokens": lines}, lambda: "\n".join("\t".join(str(v) for v in line.values()) for line in lines))


@verb.command("revoke")
@click.argument("number", type=int)
def revoke(number: int) -> None:
    """Make the token with this NUMBER worthless."""
    house = open_house()
    with house.prepared_database().write() as session:
        token = session.get(ApiToken, number)
        if token is None:
            raise WrongUse(f"no token has the number {number}")
        changed = revoke_token(session, token, ACTOR, house.clock())
    click.echo(f"已{'' if changed else '经'}停用令牌 {number}")


def _new_source(session: Session, name: str, region: str | None, agency: str | None, now: Any) -> Source:
    try:
        return add_log_source(
            session,
            kind="request_log",
            way=API,
            name=name,
            actor=ACTOR,
            now=now,
            region_code=region,
            agency_id=agency_id(session, agency) if agency else None,
        )
    except SourceRefused as refused:
        raise WrongUse(str(refused)) from refused


def _line(token: ApiToken, key: str) -> dict[str, Any]:
    named = ("id", "made_by", "made_at", "last_used_at", "revoked_at")
    return {"source": key} | {name: getattr(token, name) for name in named}
