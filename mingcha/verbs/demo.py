"""``mingcha demo``: a year of a synthetic region, through the real thing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import click

from mingcha.demo.people import ACCOUNTS, PASSWORD
from mingcha.demo.run import DemoOrder, demo_house, run_year, running_world
from mingcha.demo.world import DEFAULT_AS_OF, DEFAULT_SEED
from mingcha.house import House
from mingcha.output import Day, Narrator, answer, json_option
from mingcha.ports import require_free_port


@click.command()
@click.option("--once", is_flag=True, help="End with a summary instead of serving.")
@click.option("--as-of", type=Day(), default=DEFAULT_AS_OF, show_default="2026-11-20", help="The demo's today.")
@click.option("--scale", type=click.FloatRange(0.02, 5), default=1.0, show_default=True, help="1.0: some 330 agencies.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Another seed, another world.")
@click.option("--port", type=click.IntRange(1, 65535), default=8050, show_default=True, help="Port of the dashboard.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("demo-data"), help="Its data; else demo-data.")
@json_option
def verb(once: bool, as_of: date, scale: float, seed: int, port: int, folder: Path, as_json: bool) -> None:
    """Run a synthetic year: real HTTP, real files, real mail messages; then serve the dashboard."""
    order = DemoOrder(seed=seed, as_of=as_of, scale=scale, folder=folder.absolute(), port=port)
    house = demo_house(order)
    narrator = Narrator(quiet=as_json)
    if not once:
        require_free_port(house.settings)
    with running_world(order, house, narrator) as (world, _):
        summary = run_year(house, world, as_of, narrator)
        if as_json:
            answer(True, summary, str)
        if not once:
            house.database.dispose()
            _serve(house, narrator)


def _serve(house: House, narrator: Narrator) -> None:
    """Serve in a process of its own; this one goes on serving the world's websites, for new looks."""
    settings = house.settings
    changed = settings.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    environment = os.environ | {f"MINGCHA_{name.upper()}": str(value) for name, value in changed.items()}
    narrator.say(f"\n工作台：{settings.base_url}/   （Ctrl-C 结束）")
    for username, (name, _, _) in ACCOUNTS.items():
        narrator.say(f"  账号 {username:<8} 口令 {PASSWORD}   {name}")
    # Being asked to end is being interrupted: the dashboard must not stay behind alone.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = subprocess.Popen([sys.executable, "-m", "mingcha", "serve"], env=environment)
    try:
        code = server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        return
    if code:
        raise click.exceptions.Exit(code)
