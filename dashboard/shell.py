"""What stands around every page: header, navigation, the banner of the demo world."""

from __future__ import annotations

import json
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from dashboard.components import aria
from dashboard.page import Page
from dashboard.routing import CONTENT, LOCATION, TITLE
from dashboard.security.users import current_scope
from dashboard.services import Services

_ROLES = {"administrator": "系统管理员", "officer": "督查人员", "contact": "单位联络员"}
THEME = {
    "primaryColor": "indigo",
    "primaryShade": {"light": 8, "dark": 8},  # lighter shades leave buttons below a contrast of 4.5
    "defaultRadius": "sm",
    "fontFamily": '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", system-ui, sans-serif',
    "fontSizes": {"xs": "0.75rem", "sm": "0.8125rem", "md": "0.875rem", "lg": "1rem", "xl": "1.25rem"},
}


def shell(services: Services, pages: tuple[Page, ...]) -> Any:
    """Return the layout in which the router draws pages."""
    if not current_user or not current_user.is_authenticated:
        return html.Div(id=CONTENT)  # Dash asks once for a layout outside of any request, to check it
    return dmc.MantineProvider(
        theme=THEME,
        defaultColorScheme="auto",
        children=[
            dcc.Location(id=LOCATION, refresh="callback-nav"),
            dcc.Store(id=TITLE),
            html.A("跳到正文", href=f"#{CONTENT}", className="skip-link"),
            _banner(services),
            _header(pages),
            html.Main(id=CONTENT, className="content", tabIndex=-1),
        ],
    )


def _banner(services: Services) -> Any:
    if not services.demo:
        return None
    return html.Div(f"演示数据（合成）· 截至 {services.today().isoformat()}", className="demo-banner", role="note")


def _header(pages: tuple[Page, ...]) -> Any:
    scope = current_scope()
    links = [
        dcc.Link(page.title, href=page.path, className="navigation-link")
        for page in pages
        if page.order is not None and (scope.is_officer or not page.for_officers)
    ]
    return html.Header(
        className="header",
        children=[
            dcc.Link([html.Span("明察", className="brand-name"), " Mingcha"], href="/", className="brand"),
            html.Nav(links, className="navigation", **aria(label="主导航"), **_sections(pages)),
            html.Div(
                className="header-user",
                children=[
                    html.Span(scope.name, className="user-name"),
                    html.Span(_ROLES.get(scope.role, scope.role), className="user-role"),
                    dmc.ColorSchemeToggle(
                        lightIcon="☀",
                        darkIcon="☾",
                        size="md",
                        variant="subtle",
                        style={"color": "var(--ink)"},
                        **aria(label="切换浅色／深色"),
                    ),
                    _sign_out(),
                ],
            ),
        ],
    )


def _sections(pages: tuple[Page, ...]) -> dict[str, Any]:
    """For the browser, which marks where one is: pages that the navigation does not name, and what they belong to."""
    return {"data-sections": json.dumps({page.path: page.within for page in pages if page.within})}


def _sign_out() -> Any:
    token = dcc.Input(type="hidden", name="csrf_token", value=generate_csrf())
    button = html.Button("退出", type="submit", className="plain-button")
    return html.Form([token, button], action="/logout", method="POST", className="sign-out")
