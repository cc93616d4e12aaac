"""The supervised: every government of the region, and departments of the region and its leagues."""

from __future__ import annotations

from random import Random

from mingcha.demo.plan import AgencyPlan, ContactPlan
from mingcha.demo.words import lag_of, words
from store.registry import RegionRow, read_regions

SILENT_SHARE = 0.07
"""Share of agencies of which nothing is known: no request, no site, no account."""
WITHOUT_CONTACT = 2


def plan_agencies(seed: int, scale: float) -> tuple[AgencyPlan, ...]:
    """The 116 governments and ``scale`` × 200 departments, at least one of each holder."""
    draw = Random(f"{seed}:agencies")
    agencies: list[AgencyPlan] = []
    for region in read_regions():
        agencies.append(_agency(draw, region, 0, _government_name(region)))
        for place, name in enumerate(_departments(region, scale), start=1):
            agencies.append(_agency(draw, region, place, f"{region.name}{name}"))
    last = [agency for agency in agencies if agency.kind == "department"][-WITHOUT_CONTACT:]
    return tuple(_without_contacts(agency) if agency in last else agency for agency in agencies)


def _departments(region: RegionRow, scale: float) -> list[str]:
    if region.kind == "province":
        names = words("region_departments")
        return names[: max(1, round(len(names) * min(scale, 1)))]
    if region.kind == "league" or region.planned_separately:
        most = 13 if region.kind == "league" else 8
        return words("league_departments")[: max(1, round(most * min(scale, 1)))]
    return []


def _agency(draw: Random, region: RegionRow, place: int, name: str) -> AgencyPlan:
    code = f"{region.code}-{place:03d}"
    holder = region.code if region.kind != "banner" or region.planned_separately else str(region.parent_code)
    kind = "department" if place else "government"
    known = region.kind != "banner" and not place or draw.random() >= SILENT_SHARE
    contacts = [ContactPlan("示例联系人甲", f"contact.{code}@example.invalid")]
    if draw.random() < 0.25:
        contacts.append(ContactPlan("示例联系人乙", f"second.{code}@example.invalid"))
    return AgencyPlan(
        code=code,
        name=name,
        short_name=name.removeprefix("内蒙古自治区"),
        region_code=region.code,
        kind=kind,
        group={"department": "B"}.get(kind, "A" if region.kind == "banner" else None),
        holder=holder,
        lag=lag_of(holder) * draw.choice((0.4, 0.7, 1.0, 1.0, 1.9)),
        has_data=known,
        contacts=tuple(contacts),
    )


def _government_name(region: RegionRow) -> str:
    return f"{region.name}行政公署" if region.division_type == "盟" else f"{region.name}人民政府"


def _without_contacts(agency: AgencyPlan) -> AgencyPlan:
    values = {name: getattr(agency, name) for name in AgencyPlan.__slots__}
    return AgencyPlan(**{**values, "contacts": ()})
