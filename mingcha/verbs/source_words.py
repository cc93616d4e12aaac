"""``mingcha source word`` and ``words``: what the words of places mean."""

from __future__ import annotations

import click

from collectors.reading_again import follow_new_words
from collectors.recording.log_words import EVERYWHERE, FIELDS, WordRefused, codes_of, keep_word, words_in_force
from mingcha.collecting import collect_context
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.log_sources import ACTOR
from mingcha.output import answer, json_option

_SHOWN = ("area", "field", "word", "code", "version", "actor", "at")


@click.command("word")
@click.argument("text", metavar="WORD")
@click.option("--means", metavar="CODE", help="The code; left out, the word is taken back.")
@click.option("--field", type=click.Choice(FIELDS), default="outcome", show_default=True)
@click.option("--area", metavar="CODE", default=EVERYWHERE, show_default=True, help="all, or a region's code.")
def word(text: str, means: str | None, field: str, area: str) -> None:
    """Say what WORD means in the logs of all, or of one region and below it; what was read before is corrected."""
    house = open_house()
    if means is not None and means not in codes_of(field):
        raise WrongUse(f"--means is one of {', '.join(codes_of(field))}")
    with house.prepared_database().write() as session:
        try:
            kept = keep_word(session, area=area, field=field, word=text, code=means, actor=ACTOR, now=house.clock())
        except WordRefused as refused:
            raise WrongUse(str(refused)) from refused
    if kept is None:
        click.echo("词表未变")
        return
    corrected, again = follow_new_words(house.prepared_database(), collect_context(house), house.clock())
    click.echo(f"已记入词表：{text} → {means or '（收回）'}；更正答复 {corrected} 件，重新读取隔离行 {again} 行")


@click.command("words")
@json_option
def words(as_json: bool) -> None:
    """List the words of places that are in force."""
    with open_house().prepared_database().read() as session:
        lines = [{name: getattr(row, name) for name in _SHOWN} for row in words_in_force(session)]
    answer(as_json, {"words": lines}, lambda: "\n".join("\t".join(str(v) for v in line.values()) for line in lines))
