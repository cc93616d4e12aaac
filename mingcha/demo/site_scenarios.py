"""What is wrong with a website, and which of its columns show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

COLUMNS = (
    ("gzdt", "工作动态", "news"),
    ("ywtt", "要闻头条", "news"),
    ("tzgg", "通知公告", "notice"),
    ("gsgg", "公示公告", "notice"),
    ("zcwj", "政策文件", "policy"),
    ("gfxwj", "规范性文件", "policy"),
    ("zcjd", "政策解读", "interpretation"),
    ("rsxx", "人事信息", "personnel"),
    ("ghjh", "规划计划", "planning"),
    ("tjsj", "统计数据", "statistics"),
    ("hdjl", "互动交流", "interaction"),
    ("xxgknb", "政府信息公开年报", "annual_report"),
)
COUNTED = ("gzdt", "ywtt", "tzgg", "gsgg", "zcwj", "gfxwj")
"""News, notices and policy: what C.1 adds up to five."""
OTHERS = ("zcjd", "rsxx", "ghjh", "tjsj", "hdjl", "xxgknb")
FAILURES = ("server_error", "not_found", "soft_error", "login_page", "redirect_loop", "rate_limited", "hang_up")


@dataclass
class SiteFaults:
    """Slugs of the columns at fault. ``home_age``: days since anything new on the home page (none: a healthy age)."""

    stale: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    future: list[str] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)
    home_age: int | None = None
    home_behaviour: str = "ok"
    home_dated: bool = True


SiteScenario = Callable[[Random], SiteFaults]


def healthy(_draw: Random) -> SiteFaults:
    """Everything in time."""
    return SiteFaults()


def a_few_stale(draw: Random) -> SiteFaults:
    """One to three columns past their limits."""
    return SiteFaults(stale=draw.sample([*COUNTED[2:], *OTHERS], draw.randint(1, 3)))


def home_ageing(draw: Random) -> SiteFaults:
    """Nothing new on the home page for 10 to 14 days: a warning, no more."""
    return SiteFaults(home_age=draw.randint(11, 14))


def home_stale(draw: Random) -> SiteFaults:
    """Nothing new on the home page for more than two weeks, and so in no news column."""
    return SiteFaults(home_age=draw.randint(17, 60))


def home_without_dates(_draw: Random) -> SiteFaults:
    """A home page whose items carry no date: counts as not updated."""
    return SiteFaults(home_dated=False)


def many_stale(draw: Random) -> SiteFaults:
    """Seven or eight stale columns, few of them news or notices: a warning."""
    return SiteFaults(stale=[*draw.sample(COUNTED[2:], 2), *draw.sample(OTHERS, draw.randint(5, 6))])


def five_of_news_and_notices_stale(draw: Random) -> SiteFaults:
    """Five or six stale columns among news, notices and policy."""
    return SiteFaults(stale=list(draw.sample(COUNTED, draw.randint(5, 6))), home_age=draw.randint(185, 230))


def ten_stale(draw: Random) -> SiteFaults:
    """Ten to twelve stale columns."""
    return SiteFaults(stale=[*COUNTED, *draw.sample(OTHERS, draw.randint(4, 6))], home_age=draw.randint(190, 300))


def a_few_blank(draw: Random) -> SiteFaults:
    """Three or four blank columns: a warning."""
    return SiteFaults(blank=draw.sample(OTHERS, draw.randint(3, 4)))


def five_blank(draw: Random) -> SiteFaults:
    """Five or six blank columns."""
    return SiteFaults(blank=[*draw.sample(COUNTED[4:], 1), *draw.sample(OTHERS, draw.randint(4, 5))])


def undated_columns(draw: Random) -> SiteFaults:
    """Columns that list titles without a date."""
    return SiteFaults(undated=draw.sample([*COUNTED[4:], *OTHERS], draw.randint(1, 2)))


def wrong_dates(draw: Random) -> SiteFaults:
    """Items dated in the future; one of the columns is stale behind them."""
    future = draw.sample([*COUNTED[2:], *OTHERS], 3)
    return SiteFaults(future=future, stale=future[:1])


def failing_columns(draw: Random) -> SiteFaults:
    """A few columns that do not answer as they should, each in its own way."""
    broken = draw.sample([*COUNTED[2:], *OTHERS], draw.randint(2, 4))
    return SiteFaults(failing={slug: draw.choice(FAILURES) for slug in broken})


def every_failure(_draw: Random) -> SiteFaults:
    """One column for every way to fail, a slow one and one slower than anybody waits."""
    slugs = [*OTHERS, *COUNTED[3:]]
    failing = dict(zip(slugs, (*FAILURES, "too_slow", "slow"), strict=True))
    return SiteFaults(failing=failing)


def home_closed(_draw: Random) -> SiteFaults:
    """The home page answers with a server error, the columns are well."""
    return SiteFaults(home_behaviour="server_error")


def all_closed(_draw: Random) -> SiteFaults:
    """Nothing opens: nothing can be said of its columns."""
    failing = {slug: "server_error" for slug, _, _ in COLUMNS}
    return SiteFaults(failing=failing, home_behaviour="server_error")


FIRST: tuple[SiteScenario, ...] = (
    every_failure, five_of_news_and_notices_stale, five_blank, home_stale, ten_stale, many_stale, a_few_blank,
    home_ageing, undated_columns, wrong_dates, home_without_dates, all_closed, home_closed,
)  # fmt: skip
"""Each of these is in every world that has so many sites."""
MOST: dict[SiteScenario, float] = {healthy: 60, a_few_stale: 24, failing_columns: 4, home_ageing: 6, wrong_dates: 6}
