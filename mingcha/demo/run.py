"""The synthetic year through the real thing: generate, serve, collect, evaluate, card, mail, compare with the truth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select

from alerts.evaluation import EvaluationSummary, evaluate
from alerts.notices import notify
from collectors.collecting import CollectSummary, collect_sources
from collectors.discovery import discover
from mingcha.collecting import collect_context
from mingcha.demo.answers import FETCH_SECONDS
from mingcha.demo.comparison import compare_with_truth
from mingcha.demo.files import write_inbox
from mingcha.demo.people import add_demo_accounts
from mingcha.demo.plan import World
from mingcha.demo.registry import load_world
from mingcha.demo.server import WorldServer, serve_world
from mingcha.demo.visits import record_world_visits
from mingcha.demo.world import generate_world
from mingcha.house import House
from mingcha.notifying import mail_channel
from mingcha.output import Narrator
from mingcha.preparation import prepare
from mingcha.settings import Settings
from mingcha.summaries import cards, collected, evaluated, notified
from store.models import Delivery, Finding, Request, RequestEvent, Site, Source


@dataclass(frozen=True)
class DemoOrder:
    """Which world to run: seed, day, size (1.0 = some 330 agencies), folder and the dashboard's port."""

    seed: int
    as_of: date
    scale: float
    folder: Path
    port: int


def demo_house(order: DemoOrder) -> House:
    """Return a house whose day stands still and whose outside world is this machine."""
    return House(
        Settings().model_copy(
            update={
                "data_folder": order.folder,
                "database_url": None,
                "as_of": order.as_of,
                "demo": True,
                "port": order.port,
                "base_url": f"http://127.0.0.1:{order.port}",
                "allow_private_addresses": True,
                "settle_seconds": 0,
                "host_spacing_seconds": 0.0,
                "host_connections": 16,
                "fetch_workers": 16,
                "fetch_seconds": FETCH_SECONDS,
                "smtp_host": None,
            }
        )
    )


@contextmanager
def running_world(order: DemoOrder, house: House, narrator: Narrator) -> Iterator[tuple[World, WorldServer]]:
    """Serve the world's websites while the block runs, known to the registry, its logs in the inbox."""
    narrator.say(f"生成合成世界（种子 {order.seed}，截至 {order.as_of}，规模 {order.scale}）")
    world = generate_world(order.seed, order.as_of, order.scale)
    prepare(house)
    with _served(world, order.folder / "world_port") as server:
        load_world(house.database, world, server.base_url)
        files = write_inbox(world, house.settings.inbox_folder)
        narrator.say(f"网站与账号：{len(server.paths)} 个页面，在 {server.base_url} 提供；台账文件 {len(files)} 个")
        yield world, server


def run_year(house: House, world: World, as_of: date, narrator: Narrator) -> dict[str, Any]:
    """Do the main job once and return the summary; doing it again ends in the same cards."""
    gathered = _collect(house, narrator)
    _discover(house, world, narrator)
    narrator.say(f"网站访问记录：{record_world_visits(house.database, world)} 次")
    judged = _evaluate(house, as_of, narrator)
    _notify(house, narrator)
    add_demo_accounts(house)
    truth = compare_with_truth(house.database, world)
    agreement = "完全一致" if truth.agrees else "不一致"
    narrator.say(f"督办牌共 {cards(judged.totals)}；与生成器的标准答案{agreement}")
    return {
        "as_of": as_of,
        "collected": gathered.summary(),
        "facts": _facts(house),
        "findings": judged.findings,
        "cards": judged.totals,
        "new_cards": judged.cards,
        "mails": _mails(house),
        "truth": asdict(truth) | {"agrees": truth.agrees},
    }


def _collect(house: House, narrator: Narrator) -> CollectSummary:
    with house.database.read() as session:
        sources = list(session.scalars(select(Source.id).where(Source.enabled)))
    with narrator.bar("采集") as progress:
        done = collect_sources(house.database, sources, collect_context(house), progress)
    for line in collected(done):
        narrator.say(line)
    return done


def _discover(house: House, world: World, narrator: Narrator) -> None:
    """Walk the sites that show a column which nobody has registered; an officer may confirm what is found."""
    paths = {site.path for site in world.sites if site.unregistered}
    with house.database.read() as session:
        sites = session.execute(select(Site.id, Site.home_url).order_by(Site.id)).all()
    wanted = [site_id for site_id, url in sites if urlsplit(url).path in paths]
    context, categories = collect_context(house), house.rulebook.column_categories
    found = [discover(house.database, site_id, context, categories, "demo") for site_id in wanted]
    number = sum(one.new for one in found)
    narrator.say(f"栏目发现：网站 {len(found)} 个，提出新栏目 {number} 个，待确认")


def _evaluate(house: House, as_of: date, narrator: Narrator) -> EvaluationSummary:
    done = evaluate(house.database, house.rulebook, as_of, house.clock())
    for line in evaluated(done):
        narrator.say(line)
    return done


def _notify(house: House, narrator: Narrator) -> None:
    settings = house.settings
    done = notify(house.database, house.rulebook, mail_channel(settings), house.clock(), settings.base_url)
    narrator.say(notified(done))
    narrator.say(f"邮件存放：{settings.outbox_folder}")


@contextmanager
def _served(world: World, remembered: Path) -> Iterator[WorldServer]:
    """Serve at the port of last time where it is free, so that addresses in the registry stay."""
    port = int(remembered.read_text()) if remembered.exists() else 0
    try:
        context = serve_world(world, port)
        server = context.__enter__()
    except OSError:
        context = serve_world(world, 0)
        server = context.__enter__()
    remembered.write_text(server.base_url.rsplit(":", 1)[1])
    try:
        yield server
    finally:
        context.__exit__(None, None, None)


def _facts(house: House) -> dict[str, int]:
    with house.database.read() as session:
        tables = {"requests": Request, "request_events": RequestEvent, "findings": Finding}
        return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()}


def _mails(house: House) -> dict[str, int]:
    with house.database.read() as session:
        states = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
        return {state: count for state, count in states}
