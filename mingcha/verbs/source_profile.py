"""``mingcha source profile``: how one source writes its log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from sqlalchemy.orm import Session

from collectors.recording.profiles import keep_default_agency, keep_profile, newest_version, own_profile
from collectors.tables.headings import load_headings
from collectors.tables.profile import NOT_USED, PERSONAL, Profile
from collectors.tables.words import load_words
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.log_sources import ACTOR, agency_id, find_source
from mingcha.output import answer, json_option
from store.models import Source

_PACKAGES = {"request_log": "collectors.requests", "message_log": "collectors.messages"}
_DATES = {"day-first": True, "month-first": False, "recognised": None}


@click.command("profile")
@click.argument("key")
@click.option("--heading", "headings", multiple=True, metavar="HEADING=FIELD", help="What a column holds.")
@click.option("--word", "words", multiple=True, metavar="TABLE:WORD=CODE", help="What a word of this source means.")
@click.option("--dates", type=click.Choice(list(_DATES)), help="How 03/04/2024 is meant.")
@click.option("--agency", metavar="CODE", help="The agency meant by rows that name none.")
@click.option("--clear", is_flag=True, help="Forget what was said before.")
@json_option
def profile(
    key: str,
    headings: tuple[str, ...],
    words: tuple[str, ...],
    dates: str | None,
    agency: str | None,
    clear: bool,
    as_json: bool,
) -> None:
    """Show how the source KEY is read, or say it; what is not said is recognised. Earlier versions are kept."""
    house = open_house()
    with house.prepared_database().write() as session:
        source, now = find_source(session, key), house.clock()
        if headings or words or dates or clear:
            before = Profile() if clear else own_profile(session, source.id)
            keep_profile(session, source.id, _changed(source, before, headings, words, dates), ACTOR, now)
        if agency is not None:
            keep_default_agency(session, source.id, agency_id(session, agency), ACTOR, now)
        shown = _shown(session, source)
    answer(as_json, shown, lambda: "\n".join(f"{name}: {value}" for name, value in shown.items()))


def _changed(
    source: Source, before: Profile, headings: Sequence[str], words: Sequence[str], dates: str | None
) -> Profile:
    fields = [*load_headings(_PACKAGES[source.kind]).synonyms, NOT_USED, PERSONAL]
    said = dict(before.headings)
    for given in headings:
        heading, _, field = given.rpartition("=")
        if not heading or field not in fields:
            raise WrongUse(f"--heading {given}: HEADING=FIELD, where FIELD is one of {', '.join(fields)}")
        said[heading] = field
    tables = {name: dict(table) for name, table in before.words.items()}
    for given in words:
        name, _, rest = given.partition(":")
        word, _, code = rest.rpartition("=")
        known = load_words("collectors.requests")
        if name not in known or not word or code not in known[name].codes:
            raise WrongUse(f"--word {given}: TABLE:WORD=CODE, such as outcome:照准=granted")
        tables.setdefault(name, {})[word] = code
    return Profile(said, before.day_first if dates is None else _DATES[dates], tables)


def _shown(session: Session, source: Source) -> dict[str, Any]:
    session.flush()
    own, last = own_profile(session, source.id), newest_version(session, source.id)
    return {
        "key": source.key,
        "version": last.version if last else 0,
        "by": last.actor if last else None,
        "at": last.at if last else None,
        "headings": dict(own.headings),
        "dates": next(name for name, value in _DATES.items() if value == own.day_first),
        "words": {name: dict(table) for name, table in own.words.items()},
    }
