"""A small catalogue of what must be public: each website's agency publishes its items, some have no place yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Final

from mingcha.demo.plan import CatalogueItemPlan, DutyPlan, SitePlan

NAME: Final = "基层政务公开事项清单（演示）"
GAP_SHARE: Final = 0.06
IN_FORCE_FROM: Final = date(2025, 1, 1)
_ITEMS: Final = (
    ("SHJZ-01", "社会救助", "低保对象名单", 92, "gsgg"),
    ("SHJZ-02", "社会救助", "救助政策法规", None, "zcwj"),
    ("YWJY-01", "义务教育", "招生公告", None, "tzgg"),
    ("YWJY-02", "义务教育", "教育统计数据", 92, "tjsj"),
    ("GGWS-01", "公共卫生", "传染病防治信息", 31, "gsgg"),
    ("GGWS-02", "公共卫生", "卫生健康规划", 366, "ghjh"),
    ("CZYJS-01", "财政预决算", "部门预决算", 366, "tzgg"),
    ("CZYJS-02", "财政预决算", "财政收支数据", 92, "tjsj"),
    ("ZDXM-01", "重大项目", "项目批准结果", None, "gsgg"),
    ("ZDXM-02", "重大项目", "项目规划计划", 184, "ghjh"),
    ("ZDBC-01", "征地补偿", "征地公告", None, "tzgg"),
    ("ZDBC-02", "征地补偿", "补偿标准文件", 366, "gfxwj"),
    ("AQSC-01", "安全生产", "事故调查报告", 184, "tzgg"),
    ("AQSC-02", "安全生产", "安全生产政策解读", 92, "zcjd"),
)
"""Code, field, item, its own limit in days, and the slug of the column that should hold it."""


def plan_duties(seed: int, sites: Iterable[SitePlan]) -> tuple[DutyPlan, ...]:
    """Every item for every agency with a website."""
    draw = Random(f"{seed}:catalogue")
    return tuple(
        DutyPlan(
            CatalogueItemPlan(code, field, name, limit),
            site.agency_code,
            None if draw.random() < GAP_SHARE else f"{site.path}{slug}/",
        )
        for site in sites
        for code, field, name, limit, slug in _ITEMS
    )
