"""Generates the world from a seed: the same seed, day and scale give the same world, on every machine."""

from __future__ import annotations

from datetime import date

from mingcha.demo.accounts import plan_accounts
from mingcha.demo.agencies import plan_agencies
from mingcha.demo.catalogue import plan_duties
from mingcha.demo.day_count import DayCount
from mingcha.demo.messages import plan_messages
from mingcha.demo.plan import World
from mingcha.demo.requests import plan_requests
from mingcha.demo.sites import plan_sites
from rulebook import load_rulebook

DEFAULT_SEED = 20261120
DEFAULT_AS_OF = date(2026, 11, 20)
REQUESTS = 5500
MESSAGES = 1500


def generate_world(seed: int = DEFAULT_SEED, as_of: date = DEFAULT_AS_OF, scale: float = 1.0) -> World:
    """A year of the synthetic region up to ``as_of``. ``scale`` 1: some 310 agencies, 5,500 requests, 60 sites.

    Of the rulebook it takes the lists of holidays and the limits of column categories, as data.
    """
    rulebook = load_rulebook()
    days = DayCount(rulebook.calendar)
    agencies = plan_agencies(seed, scale)
    sites = plan_sites(seed, as_of, scale, agencies, rulebook.column_categories)
    accounts = plan_accounts(seed, as_of, scale, agencies)
    return World(
        seed=seed,
        as_of=as_of,
        scale=scale,
        agencies=agencies,
        sites=sites,
        accounts=accounts,
        requests=plan_requests(seed, as_of, round(REQUESTS * scale), agencies, days),
        messages=plan_messages(seed, as_of, round(MESSAGES * scale), agencies, sites, accounts, days),
        duties=plan_duties(seed, sites),
    )
