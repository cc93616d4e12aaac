"""Every setting, read once from the environment (prefix ``MINGCHA_``) and handed down. See docs/settings.md."""

from __future__ import annotations

import hmac
import os
import secrets
from datetime import date, time
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation decides. Sizes are bytes, times are seconds, addresses are URLs."""

    model_config = SettingsConfigDict(env_prefix="MINGCHA_", frozen=True, extra="ignore")

    data_folder: Path = Field(Path("data"), description="Database, inbox, evidence and outgoing mail live below it.")
    database_url: str | None = Field(None, description="SQLAlchemy URL; without it SQLite in the data folder.")
    rulebook_folder: Path | None = Field(None, description="A rulebook of your own; without it the one shipped.")
    secret_key: SecretStr | None = Field(None, description="Signs sessions; without it one is made and kept.")
    base_url: str = Field("http://127.0.0.1:8050", description="Address of the dashboard, for the links in mails.")
    host: str = Field("127.0.0.1", description="Address the dashboard listens on.")
    port: int = Field(8050, ge=0, le=65535, description="Port the dashboard listens on.")
    web_workers: int = Field(1, ge=1, description="Processes that answer the browser.")
    secure_cookies: bool = Field(False, description="Cookies over HTTPS only; set it behind a TLS proxy.")
    trusted_proxies: int = Field(0, ge=0, description="Proxies in front whose X-Forwarded headers are believed.")
    as_of: date | None = Field(None, description="Freezes today at this day; the demo does.")
    demo: bool = Field(False, description="Labels every page as synthetic and shows the demo accounts.")

    fetch_workers: int = Field(8, ge=1, description="Sources collected at the same time.")
    page_workers: int = Field(
        2, ge=0, description="Processes that read and pack the pages of a round of 100 looks or more; 0: threads do it."
    )
    fetch_seconds: float = Field(20, gt=0, description="Longest time for one whole answer.")
    fetch_bytes: int = Field(10_000_000, ge=1, description="Largest answer that is read.")
    fetch_redirects: int = Field(5, ge=0, description="Redirects followed for one address.")
    host_spacing_seconds: float = Field(1.0, ge=0, description="Pause between two requests to one host.")
    host_connections: int = Field(2, ge=1, description="Requests to one host at the same time.")
    trust_unchanged_hours: float = Field(24, gt=0, description="How long a page may answer that it is unchanged.")
    allow_private_addresses: bool = Field(False, description="Whether loopback and private ranges may be fetched.")
    allowed_networks: str = Field("", description="Ranges that may be fetched though not public, between commas.")
    respect_robots: bool = Field(True, description="Whether robots.txt decides which pages are looked at.")

    look_floor_minutes: float = Field(60, gt=0, description="Shortest time between two looks at a page that answers.")
    look_cap_minutes: float = Field(720, gt=0, description="Longest time between two looks at a page.")
    active_from: time = Field(time(0), description="Pages are looked at from this time on (Asia/Shanghai).")
    active_until: time = Field(time(0), description="Until this time; the same as the beginning: all day.")
    visits_per_day: int = Field(24, ge=0, le=288, description="Visits of each home page a day; W2 asks for 20.")
    reference_addresses: str = Field("", description="Addresses that tell whether our own network works.")

    log_bytes: int = Field(200_000_000, ge=1, description="Largest log that is pulled, uploaded or pushed.")
    pull_seconds: float = Field(120, gt=0, description="Longest time for one answer of a server that gives a log.")

    settle_seconds: float = Field(2, ge=0, description="How long a file in the inbox must lie unchanged to be taken.")
    personal_data: Literal["drop", "hash"] = Field("drop", description="What becomes of applicants' names at the door.")
    personal_data_key: SecretStr | None = Field(None, description="Key of those hashes; else made from secret_key.")

    smtp_host: str | None = Field(None, description="Mail server; without it mails go to a folder.")
    smtp_port: int = Field(25, description="Port of the mail server.")
    smtp_starttls: bool = Field(False, description="Whether the connection is encrypted by STARTTLS.")
    smtp_username: str | None = Field(None, description="Name at the mail server, where it asks for one.")
    smtp_password: SecretStr | None = Field(None, description="Password at the mail server.")
    mail_from: str = Field("mingcha@localhost", description="Sender of the notices.")

    schedule_seconds: float = Field(30, gt=0, description="How often the schedule looks what is due.")
    schedule_evaluate_at: time = Field(time(6, 30), description="When the day is evaluated (Asia/Shanghai).")
    schedule_notify_at: time = Field(time(8, 30), description="When notices are sent (Asia/Shanghai).")

    @field_validator("database_url")
    @classmethod
    def _names_a_known_database(cls, address: str | None) -> str | None:
        if address and not address.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
            raise ValueError("must begin with sqlite:, postgresql: or postgresql+psycopg:")  # not shown: a password
        return address

    @field_validator("allowed_networks")
    @classmethod
    def _are_ranges(cls, text: str) -> str:
        for network in _between_commas(text):
            ip_network(network)  # its own words name what is wrong
        return text

    @field_validator("reference_addresses")
    @classmethod
    def _are_addresses(cls, text: str) -> str:
        for address in _between_commas(text):
            if not address.startswith(("http://", "https://")):
                raise ValueError(f"{address!r} does not begin with http:// or https://")
        return text

    @property
    def database_address(self) -> str:
        """The database that is meant, as an SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data_folder / 'mingcha.sqlite3'}"

    @property
    def inbox_folder(self) -> Path:
        """Watched folder of request and message logs."""
        return self.data_folder / "inbox"

    @property
    def evidence_folder(self) -> Path:
        """Kept copies of what was seen."""
        return self.data_folder / "evidence"

    @property
    def outbox_folder(self) -> Path:
        """Messages, where no mail server is set."""
        return self.data_folder / "outbox"

    @property
    def uploads_folder(self) -> Path:
        """Uploaded logs, until they are imported or dropped."""
        return self.data_folder / "uploads"

    @property
    def networks(self) -> tuple[str, ...]:
        """Ranges that may be fetched although they are not public."""
        return _between_commas(self.allowed_networks)

    @property
    def references(self) -> tuple[str, ...]:
        """Addresses that answer as long as our own network works."""
        return _between_commas(self.reference_addresses)

    def applicant_key(self) -> bytes | None:
        """Return the key with which applicants are hashed; none where nothing about them is kept."""
        if self.personal_data == "drop":
            return None
        own = self.personal_data_key
        return hmac.digest((own.get_secret_value() if own else self.session_key()).encode(), b"applicants", "sha256")

    def session_key(self) -> str:
        """Return the key that signs sessions; made once and kept in the data folder, readable by its owner only."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        path = self.data_folder / "secret_key"
        try:
            return path.read_text().strip()
        except FileNotFoundError:
            return _keep_new_key(path)


def _between_commas(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _keep_new_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", opener=_owner_only) as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass  # another worker was first; its key counts
    return path.read_text().strip()


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
