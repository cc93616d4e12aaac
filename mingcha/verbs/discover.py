"""``mingcha discover``: list pages of a site that may be columns."""

from __future__ import annotations

import click
from sqlalchemy import select

from collectors.discovery import DiscoverySummary, UnknownSite, discover
from collectors.discovery.discover import BUDGET
from collectors.registry_files.addresses import same_address
from mingcha.collecting import collect_context
from mingcha.command_line import WrongUse
from mingcha.house import House, open_house
from mingcha.output import answer, json_option
from store.models import Site


@click.command()
@click.argument("site")
@click.option("--budget", type=click.IntRange(1, 1000), default=BUDGET, show_default=True, help="Requests at most.")
@json_option
def verb(site: str, budget: int, as_json: bool) -> None:
    """Walk SITE (its address or name) and propose its list pages as columns, for an officer to confirm."""
    house = open_house()
    site_id = _find(house, site)
    categories = house.rulebook.column_categories
    try:
        summary = discover(house.database, site_id, collect_context(house), categories, "command line", budget)
    except UnknownSite as error:
        raise WrongUse(f"{site}：{error}") from error
    answer(as_json, summary.summary(), lambda: _words(house, summary))


def _find(house: House, wanted: str) -> int:
    with house.prepared_database().read() as session:
        sites = session.execute(select(Site.id, Site.name, Site.home_url).order_by(Site.id)).all()
    found = [id_ for id_, name, url in sites if wanted == name or same_address(wanted) == same_address(url)]
    if len(found) != 1:
        raise WrongUse(f"{len(found) or 'no'} sites are called or registered at {wanted}")
    return found[0]


def _words(house: House, summary: DiscoverySummary) -> str:
    categories = house.rulebook.column_categories
    head = f"{summary.site}：访问 {summary.asked} 次，发现列表页 {summary.found} 个，其中新的 {summary.new} 个"
    lines = [
        f"  {one['confidence']:.2f}  {categories[one['category']].name}  {one['name']}  {one['url']}"
        f"（{one['items']} 条，最新 {one['newest'] or '无日期'}）"
        for one in summary.proposals
    ]
    problem = [f"首页无法读取：{summary.problem}"] if summary.problem else []
    return "\n".join([head, *problem, *lines])
