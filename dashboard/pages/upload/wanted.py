"""What the officer says of a file: its source, whose the rows are, how dates are written, what each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from sqlalchemy.orm import Session

from dashboard.components import aria, section
from dashboard.pages.upload import queries
from dashboard.reply_words import field_words
from dashboard.scope import Scope
from dashboard.uploads.kept import UploadState, Wanted

SOURCE, NAME, REGION, AGENCY, DATES, KEEP = (
    "upload-source",
    "upload-name",
    "upload-region",
    "upload-agency",
    "upload-dates",
    "upload-keep",
)
NEW_SOURCE, HEADINGS, COLUMN = "upload-new-source", "upload-headings", "upload-column"
CHECK, IMPORT, SAVE = "upload-check", "upload-import", "upload-save"
NEW = "new"
_DATES = {"": "自动识别", "day": "日在前（03/04/2024 是 4 月 3 日）", "month": "月在前（03/04/2024 是 3 月 4 日）"}
_DAY_FIRST = {"day": True, "month": False}


def wanted_section(session: Session, scope: Scope, state: UploadState) -> Any:
    """Return the form; before the first reading only the choice of the source."""
    parts: list[Any] = [html.Div(_source_fields(session, scope, state.wanted), className="filters")]
    columns = (state.preview or {}).get("columns", [])
    parts += [_columns(columns), html.Div(_reading_fields(session, scope, state.wanted), className="filters")]
    usable = bool(state.preview) and not (state.preview or {}).get("error")
    buttons = [
        html.Button("按此设置重新读取" if columns else "读取文件", id=CHECK, type="button", className="plain-button")
    ]
    buttons.append(html.Button("保存读取方式", id=SAVE, type="button", className="plain-button", disabled=not columns))
    start = dmc.Button("导入", id=IMPORT, size="xs", disabled=not usable)
    return section("如何读取", *parts, html.Div([*buttons, start], className="action-row"), wide=True)


def _source_fields(session: Session, scope: Scope, wanted: Wanted) -> list[Any]:
    known = queries.sources(session, scope)
    chosen = str(wanted.source_id) if wanted.source_id else NEW if wanted.new_name or not known else None
    if chosen is None and len(known) == 1:
        chosen = str(known[0][0])
    options = [{"value": NEW, "label": "＋ 新来源"}, *({"value": str(id_), "label": name} for id_, name in known)]
    places = [{"value": code, "label": name} for code, name in queries.regions(session, scope)]
    own = wanted.region_code or (places[0]["value"] if places else None)
    new = [
        dmc.TextInput(id=NAME, label="新来源名称", value=wanted.new_name, w=240),
        dmc.Select(id=REGION, label="所属地区", data=places, value=own, searchable=True, w=180),
    ]
    hidden = {"display": "none"} if chosen != NEW else {}
    return [
        dmc.Select(id=SOURCE, label="来源", data=options, value=chosen, searchable=True, w=280, placeholder="请选择"),
        html.Div(new, id=NEW_SOURCE, className="filters", style=hidden),
    ]


def _reading_fields(session: Session, scope: Scope, wanted: Wanted) -> list[Any]:
    agencies = [{"value": str(id_), "label": name} for id_, name in queries.agencies(session, scope)]
    order = {True: "day", False: "month", None: ""}[wanted.day_first]
    return [
        dmc.Select(
            id=AGENCY,
            label="未写明单位的行归属",
            data=agencies,
            value=str(wanted.agency_id) if wanted.agency_id else None,
            searchable=True,
            clearable=True,
            placeholder="不指定",
            w=280,
        ),
        dmc.Select(id=DATES, label="日期顺序", data=_options(_DATES), value=order, w=280, allowDeselect=False),
        dmc.Checkbox(id=KEEP, label="保存为该来源的读取方式，以后自动使用", checked=wanted.keep_profile),
    ]


def _columns(columns: Sequence[Mapping[str, Any]]) -> Any:
    """Each heading with what it is taken for, to be changed; the headings themselves go along in a store."""
    names = dcc.Store(id=HEADINGS, data=[column["heading"] for column in columns])
    if not columns:
        return names
    options = _options(field_words())
    rows = [
        html.Tr(
            [
                html.Td(column["heading"]),
                html.Td(_column_choice(place, column, options)),
                html.Td("、".join(column["samples"]) or "—", className="note"),
            ]
        )
        for place, column in enumerate(columns)
    ]
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in ("文件中的列", "识别为", "内容示例")]))
    frame = html.Div(html.Table([head, html.Tbody(rows)], className="table"), className="table-frame")
    return html.Div([names, frame])


def _column_choice(place: int, column: Mapping[str, Any], options: list[dict[str, str]]) -> Any:
    return dmc.Select(
        id={"type": COLUMN, "place": place},
        data=options,
        value=column["field"],
        searchable=True,
        allowDeselect=False,
        size="xs",
        w=220,
        **aria(label=f"{column['heading']}识别为"),
    )


def _options(words: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": code, "label": name} for code, name in words.items()]


def day_first_of(value: str | None) -> bool | None:
    """Return what was chosen of the order of dates."""
    return _DAY_FIRST.get(value or "")
