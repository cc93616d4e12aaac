"""``mingcha serve``: dashboard and schedule."""

from __future__ import annotations

import click

from mingcha.house import open_house
from mingcha.ports import require_free_port
from mingcha.schedule import run_schedule, start_schedule
from mingcha.web import WebServer


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the dashboard; else MINGCHA_PORT.")
@click.option("--only", type=click.Choice(["web", "schedule"]), help="One of the two, where each has its own process.")
def verb(port: int | None, only: str | None) -> None:
    """Serve the dashboard and run the schedule, until stopped."""
    house = open_house()
    if port is not None:
        house = house.with_settings(port=port)
    house.prepared_database().dispose()
    if only == "schedule":
        run_schedule(house)
        return
    require_free_port(house.settings)
    click.echo(f"http://{house.settings.host}:{house.settings.port}/")
    WebServer(house, beside=None if only == "web" else lambda: start_schedule(house.with_settings())).run()
