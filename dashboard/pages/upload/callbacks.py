"""Reading, importing, stopping, giving up: role, scope and ownership are asked again on the server each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import ALL, Dash, Input, Output, State, no_update

from collectors.reading_again import follow_new_words
from collectors.recording.log_words import EVERYWHERE, WordRefused, keep_word
from collectors.recording.profiles import own_profile
from collectors.tables.heading_columns import fields_of
from collectors.tables.profile import NOT_USED, PERSONAL
from dashboard.browser import in_browser
from dashboard.page import Visit
from dashboard.pages.upload.layout import (
    DROP,
    MESSAGE,
    PROGRESS,
    SEEN,
    STOP,
    UPLOAD,
    WATCH,
    layout,
    mark_of,
    progress_words,
)
from dashboard.pages.upload.preview import KEEP_WORD, WORD
from dashboard.pages.upload.wanted import (
    AGENCY,
    CHECK,
    COLUMN,
    DATES,
    HEADINGS,
    IMPORT,
    KEEP,
    NAME,
    NEW,
    NEW_SOURCE,
    REGION,
    SAVE,
    SOURCE,
    day_first_of,
)
from dashboard.routing import CONTENT, LOCATION
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from dashboard.uploads.kept import Upload, UploadState, Wanted
from dashboard.uploads.scope import KIND, check_wanted, job_for, own_upload
from dashboard.uploads.work import keep_reading, start_check, start_import
from store.models import Request

_SHOW_NEW = f'(value) => value === "{NEW}" ? {{}} : {{display: "none"}}'
_FORM = [
    State(SOURCE, "value"),
    State(NAME, "value"),
    State(REGION, "value"),
    State(AGENCY, "value"),
    State(DATES, "value"),
    State(KEEP, "checked"),
    State(HEADINGS, "data"),
    State({"type": COLUMN, "place": ALL}, "value"),
]


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this page."""
    in_browser(app, _SHOW_NEW, Output(NEW_SOURCE, "style"), Input(SOURCE, "value"), prevent_initial_call=True)
    _register_start(app, services)
    _register_save(app, services)
    _register_words(app, services)
    _register_watch(app, services)


def _register_start(app: Dash, services: Services) -> None:
    for button, start, needs_name in ((CHECK, start_check, False), (IMPORT, start_import, True)):

        @app.callback(
            Output(CONTENT, "children", allow_duplicate=True),
            Output(MESSAGE, "children", allow_duplicate=True),
            Input(button, "n_clicks"),
            State(UPLOAD, "data"),
            *_FORM,
            prevent_initial_call=True,
        )
        def begin(
            clicks: int | None, upload_id: str, *form: Any, start: Any = start, needs_name: bool = needs_name
        ) -> tuple[Any, Any]:
            scope = current_scope()
            if not clicks:
                return no_update, no_update
            upload = own_upload(services, scope, upload_id)
            wanted = _wanted(services, scope, upload, form)
            problem = _missing(wanted, needs_name)
            if problem:
                return no_update, problem
            start(services, scope, upload, wanted)
            return _drawn(services, scope, upload), ""


def _register_save(app: Dash, services: Services) -> None:
    @app.callback(
        Output(MESSAGE, "children", allow_duplicate=True),
        Input(SAVE, "n_clicks"),
        State(UPLOAD, "data"),
        *_FORM,
        prevent_initial_call=True,
    )
    def save(clicks: int | None, upload_id: str, *form: Any) -> Any:
        scope = current_scope()
        if not clicks:
            return no_update
        upload = own_upload(services, scope, upload_id)
        wanted = _wanted(services, scope, upload, form)
        if wanted.source_id is None:
            return "新来源在导入时建立，读取方式随之保存。"
        with services.database.write() as session:
            kept = keep_reading(session, wanted, scope.username, services.clock())
        return "已保存为该来源的读取方式，以后自动使用。" if kept else "与该来源现在的读取方式相同。"


def _register_words(app: Dash, services: Services) -> None:
    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Output(MESSAGE, "children", allow_duplicate=True),
        Input(KEEP_WORD, "n_clicks"),
        State(UPLOAD, "data"),
        State({"type": WORD, "word": ALL}, "value"),
        State({"type": WORD, "word": ALL}, "id"),
        prevent_initial_call=True,
    )
    def keep_words(
        clicks: int | None, upload_id: str, codes: Sequence[str | None], places: Sequence[dict[str, str]]
    ) -> tuple[Any, Any]:
        scope = current_scope()
        if not clicks:
            return no_update, no_update
        upload = own_upload(services, scope, upload_id)
        chosen = [(place["word"], code) for place, code in zip(places, codes, strict=True) if code]
        if not chosen:
            return no_update, "请先选择用语的含义。"
        wanted = upload.state().wanted
        with services.database.write() as session:
            area = job_for(session, scope, wanted).region_code or (EVERYWHERE if scope.sees_all else None)
            if area is None:
                return no_update, "该来源不属于任何地区，请由系统管理员记入词表。"
            try:
                for word, code in chosen:
                    keep_word(
                        session,
                        area=area,
                        field="outcome",
                        word=word,
                        code=code,
                        actor=scope.username,
                        now=services.clock(),
                    )
            except WordRefused as refused:
                return no_update, str(refused)
        now, agencies = services.clock(), scope.sees(Request.agency_id)
        follow_new_words(services.database, services.collecting, now, agencies, scope.sees_source())
        start_check(services, scope, upload, wanted)
        return _drawn(services, scope, upload), ""


def _register_watch(app: Dash, services: Services) -> None:
    @app.callback(
        Output(CONTENT, "children", allow_duplicate=True),
        Output(PROGRESS, "children"),
        Input(WATCH, "n_intervals"),
        State(UPLOAD, "data"),
        State(SEEN, "data"),
        prevent_initial_call=True,
    )
    def watch(_times: int | None, upload_id: str, seen: str) -> tuple[Any, Any]:
        scope = current_scope()
        upload = own_upload(services, scope, upload_id)
        state = upload.settled()
        if mark_of(state) == seen:
            return no_update, progress_words(upload, state)
        return _drawn(services, scope, upload), no_update

    @app.callback(Output(STOP, "disabled"), Input(STOP, "n_clicks"), State(UPLOAD, "data"), prevent_initial_call=True)
    def stop(clicks: int | None, upload_id: str) -> Any:
        scope = current_scope()
        if not clicks:
            return no_update
        own_upload(services, scope, upload_id).ask_to_stop()
        return True

    @app.callback(
        Output(LOCATION, "search", allow_duplicate=True),
        Input(DROP, "n_clicks"),
        State(UPLOAD, "data"),
        prevent_initial_call=True,
    )
    def drop(clicks: int | None, upload_id: str) -> Any:
        scope = current_scope()
        if not clicks:
            return no_update
        own_upload(services, scope, upload_id).remove()
        return ""


def _drawn(services: Services, scope: Scope, upload: Upload) -> Any:
    return layout(Visit(services, scope, None, {"file": upload.id}))


def _missing(wanted: Wanted, needs_name: bool) -> str:
    if wanted.source_id is not None:
        return ""
    if needs_name and not wanted.new_name:
        return "请选择来源，或者填写新来源的名称。"
    return "" if wanted.region_code else "请选择来源，或者新来源所属的地区。"


def _wanted(services: Services, scope: Scope, upload: Upload, form: Sequence[Any]) -> Wanted:
    """What the form says, within the scope; of the columns only what differs from what is recognised."""
    source, name, region, agency, dates, keep, headings, fields = form
    source_id = int(source) if str(source or "").isdigit() else None
    state = upload.state()
    wanted = Wanted(
        source_id=source_id,
        new_name=" ".join((name or "").split()) if source_id is None else "",
        region_code=region if source_id is None and source == NEW else None,
        agency_id=int(agency) if str(agency or "").isdigit() else None,
        day_first=day_first_of(dates),
        keep_profile=bool(keep),
    )
    with services.database.read() as session:
        check_wanted(session, scope, wanted)
        before = own_profile(session, source_id) if source_id is not None else None
    if source_id != state.wanted.source_id and before is not None:
        # Another source: its own way of reading comes first, and what is shown is for the one before.
        return replace(wanted, headings=before.headings, day_first=before.day_first)
    return replace(wanted, headings=_headings(state, headings or [], fields))


def _headings(state: UploadState, headings: Sequence[str], fields: Sequence[str | None]) -> dict[str, str]:
    known = {*fields_of(KIND), NOT_USED, PERSONAL}
    shown = {column["heading"]: column["field"] for column in (state.preview or {}).get("columns", [])}
    said = dict(state.wanted.headings)
    for heading, field in zip(headings, fields, strict=False):
        if heading in shown and field in known and field != shown[heading]:
            said[heading] = str(field)
    return said
