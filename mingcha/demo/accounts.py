"""New-media accounts and the days of their posts."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from mingcha.demo.plan import AccountPlan, AgencyPlan

PLATFORMS = {"wechat": "微信", "weibo": "微博", "douyin": "抖音", "kuaishou": "快手", "app": "客户端"}
SHARE = {"government": 0.42, "department": 0.22}
# Days since the newest post, from and to. ``never_posted`` has none; a feed that ``fails`` shows nothing.
AGES = {
    "active": (0, 8),
    "silent_10": (10, 11),
    "silent_12": (12, 13),
    "silent_14": (14, 16),
    "silent_long": (25, 200),
    "never_answers": (0, 6),
    "fails": (0, 8),
    "never_posted": (0, 0),
}
FIRST = ("silent_10", "silent_12", "silent_14", "silent_long", "never_answers", "fails", "never_posted")
REST = {"active": 82.0, "silent_10": 3.0, "silent_12": 3.0, "silent_14": 3.0, "silent_long": 4.0, "never_answers": 4.0}
FAILURES = ("server_error", "not_found", "rate_limited", "soft_error")


def plan_accounts(seed: int, as_of: date, scale: float, agencies: tuple[AgencyPlan, ...]) -> tuple[AccountPlan, ...]:
    """About 120 accounts at scale 1; every scenario of ``FIRST`` at least once."""
    draw = Random(f"{seed}:accounts")
    first = list(FIRST)
    plans = []
    owners = [agency for agency in agencies if agency.has_data]
    draw.shuffle(owners)
    for agency in owners:
        for platform in _platforms(draw, agency, scale):
            scenario = first.pop(0) if first else draw.choices(list(REST), list(REST.values()))[0]
            plans.append(_account(draw, as_of, agency, platform, scenario))
    return tuple(sorted(plans, key=lambda account: account.key))


def _platforms(draw: Random, agency: AgencyPlan, scale: float) -> list[str]:
    if draw.random() >= SHARE[agency.kind] * min(scale * 2, 1):
        return []
    return draw.sample(list(PLATFORMS), draw.choice((1, 1, 1, 2, 3)))


def _account(draw: Random, as_of: date, agency: AgencyPlan, platform: str, scenario: str) -> AccountPlan:
    day = as_of - timedelta(days=draw.randint(*AGES[scenario]))
    posts = [day]
    for _ in range(draw.randint(4, 9)):
        posts.append(posts[-1] - timedelta(days=draw.randint(1, 6)))
    main = agency.kind == "government"
    return AccountPlan(
        agency_code=agency.code,
        platform=platform,
        handle=f"demo{agency.code.replace('-', '')}",
        name=f"{agency.short_name}{PLATFORMS[platform]}（示例）",
        account_class="service" if platform == "app" else "main" if main else "department",
        scenario=scenario,
        behaviour=draw.choice(FAILURES) if scenario == "fails" else "ok",
        posts=() if scenario == "never_posted" else tuple(posts),
    )
