"""The dashboard as a WSGI application, and the server that runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.application import create_application
from dashboard.services import Services
from mingcha.collecting import collect_context
from mingcha.demo.people import demo_hint
from mingcha.house import House
from mingcha.settings import Settings

_KEEP_ALIVE_SECONDS = 75  # gunicorn's 2 s reset connections that the browser is about to use again


def build_flask(house: House) -> Flask:
    """Return the dashboard's Flask application, warmed up and ready to be served."""
    settings = house.settings
    services = Services(
        database=house.prepared_database(),
        law=house.law.recent,
        clock=house.clock,
        secret_key=settings.session_key(),
        evidence_folder=settings.evidence_folder,
        demo=settings.demo,
        secure_cookies=settings.secure_cookies,
        sign_in_hint=demo_hint() if settings.demo else "",
        collecting=collect_context(house),
        uploads_folder=settings.uploads_folder,
    )
    server: Flask = create_application(services).server
    if settings.trusted_proxies:
        # Behind a proxy every visitor has its address, and one who guesses passwords would lock out all.
        hops = settings.trusted_proxies
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return server


class WebServer(BaseApplication):  # type: ignore[misc]
    """gunicorn, told its options by the settings; ``beside`` is started in the worker once it serves."""

    def __init__(self, house: House, beside: Callable[[], object] | None = None) -> None:
        self._house = house
        self._beside = beside
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for key, value in gunicorn_options(self._house.settings).items():
            self.cfg.set(key, value)
        if self._beside is not None:
            beside = self._beside
            self.cfg.set("post_worker_init", lambda _worker: beside())

    def load(self) -> Any:
        """Build the application in the worker, after the fork: no connection is shared between processes."""
        return build_flask(self._house.with_settings())


def gunicorn_options(settings: Settings) -> dict[str, Any]:
    """Return what was measured to hold: threads, a long keep-alive, workers renewed now and then."""
    return {
        "bind": f"{settings.host}:{settings.port}",
        "worker_class": "gthread",
        "workers": settings.web_workers,
        "threads": 8,
        "keepalive": _KEEP_ALIVE_SECONDS,
        "max_requests": 2000 if settings.web_workers > 1 else 0,
        "max_requests_jitter": 200 if settings.web_workers > 1 else 0,
        "accesslog": None,
        "loglevel": "warning",
    }
