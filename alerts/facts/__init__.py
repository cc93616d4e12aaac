"""From the rows of the store to the facts that ``metrics`` judges. Only what is dated up to ``as_of`` is used."""

from alerts.facts.accounts import LoadedAccount, load_account, newest_account_look
from alerts.facts.cases import load_cases
from alerts.facts.log import LoadedLog
from alerts.facts.requests import load_requests, stream_requests
from alerts.facts.sites import (
    LoadedSite,
    column_facts,
    load_site,
    newest_column_look,
    newest_site_looks,
)
from alerts.facts.visits import failed_visits, has_unreviewed_visits, visits_of_week, with_visits

__all__ = [
    "LoadedAccount",
    "LoadedLog",
    "LoadedSite",
    "column_facts",
    "failed_visits",
    "has_unreviewed_visits",
    "load_account",
    "load_cases",
    "load_requests",
    "load_site",
    "newest_account_look",
    "newest_column_look",
    "newest_site_looks",
    "stream_requests",
    "visits_of_week",
    "with_visits",
]
