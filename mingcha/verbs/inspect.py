"""``mingcha inspect``: what the website collector sees in one page, and why."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from collectors.fetching.fetcher import Fetcher
from collectors.websites.articles.behind import dated_by_articles
from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageView
from metrics.law_days import SHANGHAI
from mingcha.command_line import WrongUse
from mingcha.fetching import fetch_limits
from mingcha.house import House, open_house
from mingcha.output import FIRST_YEAR, LAST_YEAR, answer, json_option


@click.command()
@click.argument("page")
@click.option("--url", help="Address that the file was fetched from; decides relative links and dates in addresses.")
@click.option("--fetched-at", help="When it was fetched (ISO 8601; Asia/Shanghai where no zone is given); else now.")
@click.option("--selector", help="CSS selector of the list, where the page is not understood without.")
@json_option
def verb(page: str, url: str | None, fetched_at: str | None, selector: str | None, as_json: bool) -> None:
    """Look at PAGE, a file or an address: kind, newest date, items and the reason for each date."""
    house = open_house()
    moment = _moment(fetched_at) if fetched_at else house.clock()
    if page.lower().startswith(("http://", "https://")):
        view = _look(house, page, moment, selector)
    else:
        view = inspect_page(Path(page).read_bytes(), url or Path(page).name, moment, None, selector)
    answer(as_json, view.summary(), lambda: _words(view))


def _look(house: House, url: str, moment: datetime, selector: str | None) -> PageView:
    with Fetcher(fetch_limits(house.settings)) as fetcher:
        fetched = fetcher.fetch(url)
        if fetched.body is None or not fetched.outcome.seen:
            raise WrongUse(f"{url}：{fetched.outcome.words}（{fetched.outcome.value}）：{fetched.detail}")
        view = inspect_page(fetched.body, fetched.final_url, moment, fetched.headers.get("content-type"), selector)
        return dated_by_articles(view, fetcher.fetch, moment)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"--fetched-at {text!r} is not a moment like 2026-03-30T09:00+08:00") from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise WrongUse(f"--fetched-at {text!r} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _words(view: PageView) -> str:
    newest = view.newest or "无"
    head = f"类型 {view.kind} · 最新 {newest} · 共 {len(view.items)} 条，其中 {view.dated} 条有日期"
    flags = f"标记 {'、'.join(view.flags) or '无'}"
    items = [f"  {str(item.date or '–'):<10} {item.why:<9} {item.title[:60]}" for item in view.items]
    return "\n".join([head, flags, *([view.detail] if view.detail else []), *items])
