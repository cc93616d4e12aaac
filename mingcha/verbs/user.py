"""``mingcha user``: accounts of the dashboard."""

from __future__ import annotations

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.output import answer, json_option
from store.models import Agency, Region, User
from store.people import add_user, set_password

_LONGEST_NAME = 60
_LISTED = ("username", "name", "role", "region_code", "agency_id", "active")


@click.group()
def verb() -> None:
    """Add, change, list and lock the accounts of the dashboard."""


@verb.command("add")
@click.argument("username")
@click.option("--name", required=True, help="The person's name as shown.")
@click.option("--role", type=click.Choice(["administrator", "officer", "contact"]), required=True)
@click.option("--region", help="Code of the region this person sees, with everything below it.")
@click.option("--agency", help="Code of the one agency this person sees (role contact).")
@click.password_option(help="Asked for when it is not given.")
def add(username: str, name: str, role: str, region: str | None, agency: str | None, password: str) -> None:
    """Add an account; its scope is a region's subtree or one agency."""
    house = open_house()
    _check_words(username, name, password)
    if (role == "contact") != (agency is not None) or (role == "contact") == (region is not None):
        raise WrongUse("role contact takes --agency, every other role takes --region")
    with house.prepared_database().write() as session:
        if session.scalar(select(User.id).where(User.username == username)) is not None:
            raise WrongUse(f"the account {username} is there already")
        if region is not None and session.get(Region, region) is None:
            raise WrongUse(f"no region has the code {region}")
        agency_id = session.scalar(select(Agency.id).where(Agency.code == agency)) if agency else None
        if agency is not None and agency_id is None:
            raise WrongUse(f"no agency has the code {agency}")
        add_user(
            session,
            now=house.clock(),
            username=username,
            name=name,
            role=role,
            password=password,
            region_code=region,
            agency_id=agency_id,
        )
    click.echo(f"已添加账号 {username}")


@verb.command("password")
@click.argument("username")
@click.password_option(help="Asked for when it is not given.")
def password_(username: str, password: str) -> None:
    """Set a new password and end the account's sessions."""
    house = open_house()
    _check_words(username, username, password)
    with house.prepared_database().write() as session:
        set_password(session, _find(session, username), password, house.clock())
    click.echo(f"已更改账号 {username} 的口令")


@verb.command("lock")
@click.argument("username")
@click.option("--unlock", is_flag=True, help="Let the account in again.")
def lock(username: str, unlock: bool) -> None:
    """Keep an account out, or let it in again."""
    with open_house().prepared_database().write() as session:
        user = _find(session, username)
        user.active = unlock
    click.echo(f"已{'启用' if unlock else '停用'}账号 {username}")


@verb.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the accounts with their scope."""
    with open_house().prepared_database().read() as session:
        users = [
            {column: getattr(user, column) for column in _LISTED}
            for user in session.scalars(select(User).order_by(User.username))
        ]
    answer(as_json, {"users": users}, lambda: "\n".join("\t".join(str(v) for v in user.values()) for user in users))


def _check_words(username: str, name: str, password: str) -> None:
    if not password.strip():
        raise WrongUse("the password is empty")
    for words in (username, name):
        if not words.strip() or len(words) > _LONGEST_NAME:
            raise WrongUse(f"{words!r} is empty or longer than {_LONGEST_NAME} characters")


def _find(session: Session, username: str) -> User:
    user = session.scalar(select(User).where(User.username == username))
    if user is None:
        raise WrongUse(f"no account is called {username}")
    return user
