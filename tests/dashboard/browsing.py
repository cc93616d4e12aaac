"""A visitor of the dashboard without a browser: the same requests that Dash's own script makes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dash.development.base_component import Component
from werkzeug.test import TestResponse

from dashboard.index import MingchaDash
from tests.dashboard.small_world import PASSWORD


class Visitor:
    """``username`` None is a stranger; anybody else signs in first."""

    def __init__(self, app: MingchaDash, username: str | None) -> None:
        self.app = app
        self.client = app.server.test_client()
        if username is not None:
            answer = self.sign_in(username, PASSWORD)
            assert answer.status_code == 302, answer.text

    def sign_in(self, username: str, password: str, target: str = "/login") -> TestResponse:
        token = self.client.get("/login").text.split('name="csrf_token" value="')[1].split('"')[0]
        return self.client.post(target, data={"username": username, "password": password, "csrf_token": token})

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers)

    def token(self) -> str:
        """The token that a page hands to Dash's script."""
        self.client.get("/")
        cookie = self.client.get_cookie("_csrf_token")
        return cookie.value if cookie is not None else ""

    def call(
        self,
        output: str,
        inputs: Sequence[dict[str, Any]],
        state: Sequence[dict[str, Any]] = (),
        changed: str | None = None,
        outputs: Sequence[Any] | None = None,
        **headers: str,
    ) -> TestResponse:
        """Call the callback whose outputs contain ``output``; what changed is the first input, or ``changed``.

        ``outputs``: where one of them stands for many things, what they are on the page.
        """
        name = next(name for name in self.app.callback_map if output in name)
        body = {
            "output": name,
            "outputs": outputs
            if outputs is not None
            else outputs_of(name)
            if name.startswith("..")
            else outputs_of(name)[0],
            "inputs": list(inputs),
            "changedPropIds": [changed or f"{_identity(inputs[0])}.{_first(inputs)['property']}"],
            "state": list(state),
        }
        given = {"X-CSRFToken": self.token(), **headers}
        return self.client.post("/_dash-update-component", json=body, headers=given)

    def page(self, path: str, search: str = "") -> TestResponse:
        """Draw the page at ``path`` through the router."""
        return self.call(
            "page-content.children...page-title",
            [
                {"id": "page-location", "property": "pathname", "value": path},
                {"id": "page-location", "property": "search", "value": search},
            ],
        )


def outputs_of(name: str) -> list[dict[str, Any]]:
    """What Dash's script sends for the outputs named in ``name`` ("..a.b...c.d..")."""
    found = []
    for part in name.strip(".").split("..."):
        identity, prop = part.rsplit(".", 1)
        found.append({"id": identity, "property": prop})
    return found


def _first(inputs: Sequence[Any]) -> dict[str, Any]:
    first = inputs[0]
    return first[0] if isinstance(first, list) else first


def _identity(given: Any) -> str:
    identity = given[0]["id"] if isinstance(given, list) else given["id"]
    return identity if isinstance(identity, str) else json.dumps(identity, separators=(",", ":"), sort_keys=True)


def parts(component: Any) -> Iterator[Component]:
    """Every component of a layout, from the outside in."""
    if isinstance(component, Component):
        yield component
        yield from parts(getattr(component, "children", None))
    elif isinstance(component, list | tuple):
        for child in component:
            yield from parts(child)


def words(component: Any) -> str:
    """All text of a layout."""
    if isinstance(component, Component):
        return words(getattr(component, "children", None))
    if isinstance(component, list | tuple):
        return " ".join(words(child) for child in component)
    return "" if component is None else str(component)
