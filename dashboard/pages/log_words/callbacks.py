"""Explaining words and taking them back: for the own regions alone, asked again on the server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from flask import abort

from collectors.reading_again import follow_new_words
from collectors.recording.log_words import WordRefused, keep_word
from dashboard.page import Visit
from dashboard.pages.log_words import queries
from dashboard.pages.log_words.layout import (
    AREA,
    EXPLAIN,
    KEEP,
    MEANING,
    MESSAGE,
    TAKE_BACK,
    UNKNOWN,
    WORD,
    layout,
    may_explain,
)
from dashboard.routing import CONTENT
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.models import LogWord, Request

Words = Sequence[tuple[str, str, str | None]]
"""Table, word, code (none: taken back)."""


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""
    outputs = (Output(CONTENT, "children", allow_duplicate=True), Output(MESSAGE, "children", allow_duplicate=True))

    @app.callback(
        *outputs,
        Input(KEEP, "n_clicks"),
        State(WORD, "value"),
        State(MEANING, "value"),
        State(AREA, "value"),
        prevent_initial_call=True,
    )
    def keep(clicks: int | None, word: str | None, code: str | None, area: str | None) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        if not (word or "").strip() or not code:
            return no_update, "请填写用语并选择含义。"
        return _kept(services, scope, area, [("outcome", word or "", code)])

    @app.callback(
        *outputs,
        Input(EXPLAIN, "n_clicks"),
        State({"type": UNKNOWN, "word": ALL}, "value"),
        State({"type": UNKNOWN, "word": ALL}, "id"),
        State(f"{AREA}-unknown", "value"),
        prevent_initial_call=True,
    )
    def explain(
        clicks: int | None, codes: Sequence[str | None], places: Sequence[dict[str, str]], area: str | None
    ) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        chosen = [("outcome", place["word"], code) for place, code in zip(places, codes, strict=True) if code]
        if not chosen:
            return no_update, "请先选择用语的含义。"
        return _kept(services, scope, area, chosen)

    @app.callback(
        *outputs,
        Input({"type": TAKE_BACK, "id": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def take_back(clicks: Sequence[int | None]) -> tuple[Any, Any]:
        scope = current_scope()
        if not isinstance(ctx.triggered_id, dict) or not any(clicks):
            return no_update, no_update
        with services.database.read() as session:
            word = session.get(LogWord, int(ctx.triggered_id["id"]))
            if word is None:
                abort(404)
            area, said = word.area, (word.field, word.word, None)
        return _kept(services, scope, area, [said])


def _kept(services: Services, scope: Scope, area: str | None, words: Words) -> tuple[Any, Any]:
    """Keep the words for an area of the user's, correct what they explain, read again what they kept out."""
    if not may_explain(scope):
        abort(403)
    now = services.clock()
    with services.database.write() as session:
        if area not in {code for code, _ in queries.areas(session, scope)}:
            abort(404)
        try:
            for field, word, code in words:
                keep_word(session, area=str(area), field=field, word=word, code=code, actor=scope.username, now=now)
        except WordRefused as refused:
            session.rollback()
            return no_update, str(refused)
    corrected, again = follow_new_words(
        services.database, services.collecting, now, scope.sees(Request.agency_id), scope.sees_source()
    )
    return layout(Visit(services, scope)), f"词表已更新：更正答复 {corrected:,} 件，重新读取隔离行 {again:,} 行。"
