"""``POST /api/requests``: rows of a request log, as JSON or CSV, with the account of every row as the answer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from collectors.context import CollectContext
from collectors.tables import TableError
from collectors.taking_in import TakenIn, plain_run, take_in
from dashboard.api.callers import Caller, CallRate, caller_of
from dashboard.services import Services
from store.models import FileOutcome

LARGEST_PUSH = 32 * 1024 * 1024
"""Bytes; a system sends what is new, not its whole history at once."""
CALLS_PER_MINUTE = 60
ADDRESS = "/api/requests"
_PIECE = 1024 * 1024


def install_push(server: Flask, services: Services) -> None:
    """Register the address. The guard and the form tokens let it through: the token in the header is the key."""
    rate = CallRate(CALLS_PER_MINUTE)

    def push_requests() -> ResponseReturnValue:
        context = services.collecting
        if context is None:
            return _refused("接口未启用", 503)
        with services.database.write() as session:
            caller = caller_of(session, request.headers.get("Authorization", ""), services.clock())
        if caller is None:
            return _refused("令牌缺失、无效或者已停用", 401, {"WWW-Authenticate": "Bearer"})
        wait = rate.seconds_to_wait(caller.token_id)
        if wait:
            return _refused(f"调用过于频繁，请 {wait} 秒后再试", 429, {"Retry-After": str(wait)})
        request.max_content_length = min(LARGEST_PUSH, context.log_bytes)
        return _take_body(services, context, caller)

    server.add_url_rule(ADDRESS, "api_requests", push_requests, methods=["POST"])
    server.extensions["csrf"].exempt(push_requests)


def _take_body(services: Services, context: CollectContext, caller: Caller) -> ResponseReturnValue:
    with tempfile.TemporaryDirectory(prefix="mingcha-push-") as folder:
        file = Path(folder) / "body"
        with file.open("wb") as out:
            _copy(request.stream, out)
        try:
            taken = take_in(services.database, caller.job, file, caller.job.name, context)
        except TableError as error:
            plain_run(services.database, caller.job, context, FileOutcome.FAILED.value, str(error))
            return _refused(str(error), 422)
    return jsonify(_account(taken))


def _copy(stream: IO[bytes], out: IO[bytes]) -> None:
    while piece := stream.read(_PIECE):
        out.write(piece)


def _account(taken: TakenIn) -> dict[str, Any]:
    return {**taken.summary(), "problems": [dict(vars(problem)) for problem in taken.problems]}


def _refused(words: str, code: int, headers: dict[str, str] | None = None) -> ResponseReturnValue:
    return jsonify({"error": words}), code, headers or {}
