"""What a page is: a folder below ``dashboard/pages`` whose ``__init__`` names its address, title and layout."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dash import Dash
from sqlalchemy.orm import Session

from dashboard import pages
from dashboard.scope import Scope
from dashboard.services import Services


@dataclass(frozen=True)
class Visit:
    """One visit to a page: by whom, to which thing (``/card/17`` → "17"), with which filters (``?colour=red``)."""

    services: Services
    scope: Scope
    argument: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)


def _nothing_to_register(_app: Dash, _services: Services) -> None:
    """Most pages have no callbacks."""


def _always_there(session: Session, scope: Scope, argument: str) -> bool:  # noqa: ARG001  # the shape is given
    return True


def _title_alone(session: Session, argument: str) -> str:  # noqa: ARG001  # the shape is given
    return ""


@dataclass(frozen=True)
class Page:
    """``layout`` draws one visit. ``takes_argument``: the address goes on with the thing shown, and ``exists`` says
    whether that thing is there for this user; a page of another league's card is a 404 like one that never was.
    ``order``: place in the navigation, none for pages reached from others. ``name``: what the thing shown is called,
    for the title of the window. ``for_officers``: the navigation shows it to the supervising side alone. ``within``:
    address of the page of the navigation that this one belongs to, which is marked instead.
    """

    path: str
    title: str
    layout: Callable[[Visit], Any]
    order: int | None = None
    icon: str = ""
    takes_argument: bool = False
    exists: Callable[[Session, Scope, str], bool] = _always_there
    name: Callable[[Session, str], str] = _title_alone
    register: Callable[[Dash, Services], None] = _nothing_to_register
    has_charts: bool = False
    for_officers: bool = False
    within: str = ""


def all_pages() -> tuple[Page, ...]:
    """Return the pages of every folder below ``dashboard/pages``, in the order of the navigation."""
    found: list[Page] = []
    for module in pkgutil.iter_modules(pages.__path__):
        found.append(importlib.import_module(f"{pages.__name__}.{module.name}").PAGE)
    return tuple(sorted(found, key=lambda page: (page.order is None, page.order or 0, page.path)))


def find_page(path: str, known: tuple[Page, ...]) -> tuple[Page, str | None] | None:
    """Return the page at ``path`` and its argument, or none."""
    for page in known:
        if not page.takes_argument and path.rstrip("/") == page.path.rstrip("/"):
            return page, None
        prefix = f"{page.path}/"
        if page.takes_argument and path.startswith(prefix) and path != prefix:
            argument = path.removeprefix(prefix)
            return (page, argument) if "/" not in argument else None
    return None
