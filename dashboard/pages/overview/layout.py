"""The overview: what is in force, what falls due, who lags. Every number leads to the rows behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.card_filter import IN_FORCE, LATE, VALID, CardFilter
from dashboard.charts import graph
from dashboard.components import card_badge, empty_note, link, section, table, tile
from dashboard.page import Visit
from dashboard.pages.overview import figures, queries
from dashboard.pages.overview.beginning import beginning_section
from dashboard.pages.overview.requests import requests_section
from dashboard.pages.overview.tile_map import tile_map
from dashboard.pages.overview.websites import websites_section
from dashboard.words import COLOURS, colour_label
from metrics.working_days import ONE_DAY


def layout(visit: Visit) -> Any:
    """Draw the overview for the user's scope."""
    today = visit.services.today()
    with visit.services.database.read() as session:
        places = queries.places(session, visit.scope, CardFilter(state=IN_FORCE), today)
        return html.Div(
            [
                _heading(session),
                html.Div(
                    className="grid",
                    children=[
                        *([beginning_section()] if not places and visit.scope.role != "contact" else []),
                        _card_tiles(session, visit, today),
                        *_parts(session, visit, places, today),
                        websites_section(session, visit, today),
                    ],
                ),
            ]
        )


def _heading(session: Session) -> Any:
    evaluation = queries.last_evaluation(session)
    if evaluation is None:
        words = "尚未评估：以下数字不代表没有问题。"
    else:
        words = f"最近评估截至 {evaluation.as_of.isoformat()}（规则库 {evaluation.rulebook_version}）"
    return html.Div([html.H1("总览"), html.Span(words, className="note")], className="section-head")


def _card_tiles(session: Session, visit: Visit, today: date) -> Any:
    in_force = queries.count_by_colour(session, visit.scope, CardFilter(state=IN_FORCE), today)
    tiles = [
        tile(
            f"{colour_label(colour)}（未销号）",
            in_force[colour],
            CardFilter(colour, IN_FORCE).href(),
            unit="张",
            kind=f"tile-{colour}",
        )
        for colour in COLOURS
    ]
    since = _working_day_before(visit).isoformat()
    for words, wanted in [
        (f"新发（{since} 以来）", CardFilter(state=IN_FORCE, since=since)),
        ("逾期未说明或整改", CardFilter(state=LATE)),
        ("已报整改，待复查", CardFilter(state="done")),
        ("复查通过，待销号", CardFilter(state="confirmed")),
    ]:
        tiles.append(tile(words, queries.count_cards(session, visit.scope, wanted, today), wanted.href(), unit="张"))
    return html.Div(tiles, className="tiles")


def _working_day_before(visit: Visit) -> date:
    """What came on it or since is new to whoever comes in the morning, after a holiday too."""
    day = visit.services.today() - ONE_DAY
    while not visit.services.working_days.is_working(day):
        day -= ONE_DAY
    return day


def _map_section(places: Sequence[queries.Place]) -> Any:
    return section("盟市示意图", tile_map(places), note="未销号的牌，越重越醒目；示意位置，非地图；点击查看名单")


def _places_section(places: Sequence[queries.Place]) -> Any:
    if not places:
        return section(
            "各地未销号的牌",
            empty_note("您的范围内还没有单位。登记单位后，这里显示各地情况。"),
        )
    chart = graph("overview-places", figures.cards_by_place(places), 350, "各地未销号的牌，按颜色堆叠")
    heads = ["地区", *(colour_label(colour) for colour in COLOURS)]
    rows = [[place.name, *(_count_link(place, colour) for colour in COLOURS)] for place in places]
    as_table = html.Details([html.Summary("以表格查看"), table(heads, rows, label="各地未销号的牌")])
    return section("各地未销号的牌", chart, as_table, note="点击色条查看名单")


def _count_link(place: queries.Place, colour: str) -> Any:
    number = place.cards[colour]
    return link(str(number), place.filter(colour, IN_FORCE).href()) if number else "0"


def _parts(session: Session, visit: Visit, places: Sequence[queries.Place], today: date) -> list[Any]:
    """With the map, what falls due stands beside trend and requests; for who sees less, what asks for action first."""
    due = _due_section(session, visit, today)
    trend = _trend_section(session, visit, today, wide=len(places) == 1)
    if visit.scope.covers_leagues:
        beside = html.Div([trend, requests_section(session, visit, today)], className="stack")
        return [_map_section(places), _places_section(places), beside, due]
    figures_of_places = [_places_section(places)] if len(places) != 1 else []
    return [due, requests_section(session, visit, today, wide=True), *figures_of_places, trend]


def _trend_section(session: Session, visit: Visit, today: date, *, wide: bool) -> Any:
    months = figures.months_through(today)
    counts = queries.issued_by_month(
        session, visit.scope, CardFilter(state=VALID), date.fromisoformat(f"{months[0]}-01"), today
    )
    chart = graph("overview-trend", figures.issued_by_month(counts, months), 320, "近 12 个月各月发牌数，按颜色")
    heads = ["月份", *(colour_label(colour) for colour in COLOURS)]
    rows = [[month, *(_month_link(counts, month, colour) for colour in COLOURS)] for month in reversed(months)]
    as_table = html.Details([html.Summary("以表格查看"), table(heads, rows, label="各月发牌数")])
    return section("发牌趋势", chart, as_table, note="近 12 个月，不含已撤销", wide=wide)


def _month_link(counts: Counter[tuple[str, str]], month: str, colour: str) -> Any:
    number = counts[month, colour]
    return link(str(number), CardFilter(colour, VALID, month=month).href()) if number else "0"


def _due_section(session: Session, visit: Visit, today: date) -> Any:
    wide = not visit.scope.covers_leagues
    rows = [
        [
            html.Span([line.due.isoformat(), html.Span(f"　{_days_left(line.due, today)}", className="note")]),
            html.Span([card_badge(line.colour), " ", link(line.title, f"/card/{line.card_id}")]),
            html.Span(line.what, className="nowrap"),
            line.agency,
        ]
        for line in queries.due_soon(session, visit.scope, today)
    ]
    if not rows:
        return section("即将到期", empty_note("没有即将到期的事项。"), wide=wide)
    shown = table(["到期日", "事项", "应当", "单位"], rows, label="即将到期")
    return section("即将到期", shown, note=f"最近的 {queries.LIST_LENGTH} 件", wide=wide)


def _days_left(due: date, today: date) -> str:
    days = (due - today).days
    return "今天" if days == 0 else f"{days} 天后"
