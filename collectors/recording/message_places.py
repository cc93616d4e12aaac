"""Where a message was left: agency, website, account."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.agencies import AgencyNames, UnknownAgency, namesakes, plain_name, unregistered
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from store.models import Account, Site

_UNKNOWN: Final = {"site": (RowFault.UNKNOWN_SITE, "网站"), "account": (RowFault.UNKNOWN_ACCOUNT, "账号")}


@dataclass(frozen=True)
class Place:
    """The agency that owes the answer, and the site or account where the message was left."""

    agency_id: int
    site_id: int | None
    account_id: int | None


class MessagePlaces:
    """Finds agencies, sites (by name or address) and accounts (by handle or name) of the registry."""

    def __init__(self, session: Session, names: AgencyNames) -> None:
        self._names = names
        self._sites: dict[str, list[tuple[int, int]]] = {}
        self._accounts: dict[str, list[tuple[int, int]]] = {}
        for site in session.scalars(select(Site)):
            for name in {plain_name(site.name), _address(site.home_url)}:
                self._sites.setdefault(name, []).append((site.id, site.agency_id))
        for account in session.scalars(select(Account)):
            names_of_account = {account.handle, account.name, f"{account.platform}:{account.handle}"}
            for name in {plain_name(words) for words in names_of_account}:
                self._accounts.setdefault(name, []).append((account.id, account.agency_id))

    def find(self, agency: str, account: str, site: str) -> Place:
        """The place of these words. Raises `RowRefused` where the registry does not know it, or knows several."""
        agency_id = self._agency(agency)
        found_site = _one(self._sites, _address(site), plain_name(site), agency_id, "site", site)
        found_account = _one(self._accounts, plain_name(account), plain_name(account), agency_id, "account", account)
        owner = agency_id or (found_account[1] if found_account else None) or (found_site[1] if found_site else None)
        if owner is None:
            raise RowRefused("agency", RowFault.UNKNOWN_AGENCY, "登记信息中没有该行所写的网站、账号")
        return Place(owner, found_site[0] if found_site else None, found_account[0] if found_account else None)

    def _agency(self, name: str) -> int | None:
        if not name:
            return None
        try:
            return self._names.find(name)
        except UnknownAgency as unknown:
            raise RowRefused("agency", unknown.reason, str(unknown)) from unknown


def _one(
    known: dict[str, list[tuple[int, int]]], first: str, second: str, agency_id: int | None, field: str, words: str
) -> tuple[int, int] | None:
    if not words:
        return None
    found = known.get(first) or known.get(second) or []
    own = [pair for pair in found if pair[1] == agency_id]
    if len(own) == 1:
        return own[0]
    if len(found) == 1:
        return found[0]
    fault, what = _UNKNOWN[field]
    raise RowRefused(field, fault, namesakes(what, words, len(found)) if found else unregistered(what, words))


def _address(text: str) -> str:
    """An address without scheme and last slash, so that http and https name one site."""
    text = text.strip().lower()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
    except ValueError:
        return text
    return f"{parts.netloc}{parts.path}".rstrip("/")
