"""``mingcha notify``: sends what is due."""

from __future__ import annotations

from dataclasses import asdict

import click

from alerts.notices import notify
from mingcha.house import open_house
from mingcha.notifying import mail_channel
from mingcha.output import answer, json_option
from mingcha.summaries import notified


@click.command()
@json_option
def verb(as_json: bool) -> None:
    """Send one notice per agency that lists its cards not told of yet, and whatever still waits to be sent."""
    house = open_house()
    channel = mail_channel(house.settings)
    summary = notify(house.prepared_database(), house.rulebook, channel, house.clock(), house.settings.base_url)
    answer(as_json, asdict(summary), lambda: notified(summary))
