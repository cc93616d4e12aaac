"""``mingcha evaluate``: facts → findings → cards."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import click

from alerts.evaluation import evaluate
from metrics.law_days import law_day
from mingcha.house import open_house
from mingcha.output import Day, answer, json_option
from mingcha.summaries import evaluated


@click.command()
@click.option("--as-of", type=Day(), help="The day to evaluate for; else today.")
@json_option
def verb(as_of: date | None, as_json: bool) -> None:
    """Judge whatever can have changed by a day and issue the cards; what was missed is caught up."""
    house = open_house()
    now = house.clock()
    summary = evaluate(house.prepared_database(), house.rulebook, as_of or law_day(now), now)
    answer(as_json, asdict(summary), lambda: "\n".join(evaluated(summary)))
