"""``mingcha evaluate``: facts → findings → cards."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import click

from alerts.evaluation import EvaluationSummary, evaluate
from metrics.law_days import law_day
from mingcha.house import open_house
from mingcha.output import Day, answer, json_option


@click.command()
@click.option("--as-of", type=Day(), help="The day to evaluate for; else today.")
@json_option
def verb(as_of: date | None, as_json: bool) -> None:
    """Judge whatever can have changed by a day and issue the cards; what was missed is caught up."""
    house = open_house()
    now = house.clock()
    summary = evaluate(house.prepared_database(), house.rulebook, as_of or law_day(now), now)
    answer(as_json, asdict(summary), lambda: _words(summary))


def _words(summary: EvaluationSummary) -> str:
    cards = "、".join(f"{word} {summary.cards[colour]} 张" for colour, word in COLOUR_WORDS.items())
    judged = f"审查 {summary.visited} 件，新问题 {summary.findings} 个"
    return f"截至 {summary.as_of}：{judged}，新发 {cards}，撤回 {summary.withdrawn} 个"


COLOUR_WORDS = {"blue": "蓝牌", "yellow": "黄牌", "red": "红牌"}
