"""What is not known first, then a word of one's own, then what is in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from sqlalchemy.orm import Session

from dashboard.components import aria, empty_note, link, section, table
from dashboard.page import Visit
from dashboard.pages.log_words import queries
from dashboard.reply_words import outcome_words
from dashboard.scope import Scope
from metrics.law_days import law_minute
from store.models import LogWord

WORD, MEANING, AREA, KEEP, MESSAGE = (
    "log-words-word",
    "log-words-meaning",
    "log-words-area",
    "log-words-keep",
    "log-words-message",
)
UNKNOWN, EXPLAIN, TAKE_BACK = "log-words-unknown", "log-words-explain", "log-words-take-back"
_FIELDS = {
    "outcome": "状态和答复类型",
    "channel": "申请方式",
    "applicant": "申请人类型",
    "review_result": "复议诉讼结果",
    "yes_no": "是否",
}


def layout(visit: Visit) -> Any:
    """Draw the page; whoever does not supervise reads it only."""
    names = outcome_words(visit.services.rulebook)
    with visit.services.database.read() as session:
        places = queries.areas(session, visit.scope) if may_explain(visit.scope) else []
        found = queries.unknown(session, visit.scope)
        kept = queries.in_force(session, visit.scope)
        return html.Div(
            [
                html.P([link("← 导入台账", "/upload")]) if visit.scope.is_officer else None,
                html.H1("台账词表"),
                html.P(id=MESSAGE, className="note", role="alert"),
                _unknown(found, names, places),
                _own_word(names, places),
                _in_force(session, kept, names, {code for code, _ in places}),
            ]
        )


def may_explain(scope: Scope) -> bool:
    """Whether this user may say what words mean: supervising officers, for their own regions."""
    return scope.is_officer and scope.agency_id is None and (scope.sees_all or scope.region_path is not None)


def _unknown(found: Sequence[queries.UnknownLine], names: Mapping[str, str], places: Sequence[Any]) -> Any:
    if not found:
        return section("尚无含义的用语", empty_note("已导入的答复没有词表之外的用语。"), wide=True)
    rows = []
    for line in found:
        cells: list[Any] = [line.words, f"{line.requests:,}", line.regions]
        if places:
            cells.append(_meaning({"type": UNKNOWN, "word": line.words}, names, f"“{line.words}”的含义"))
        rows.append(cells)
    heads = ["用语", "申请（件）", "地区", *(["含义"] if places else [])]
    parts: list[Any] = [table(heads, rows, label="尚无含义的用语")]
    if places:
        parts.append(_area(f"{AREA}-unknown", places))
        keep = html.Button("记入词表并更正", id=EXPLAIN, type="button", className="plain-button")
        parts.append(html.Div(keep, className="action-row"))
    note = "这些答复的类型记为未说明；说明含义后按词表更正，原登记保留"
    return section("尚无含义的用语", *parts, note=note, wide=True)


def _own_word(names: Mapping[str, str], places: Sequence[Any]) -> Any:
    if not places:
        return None
    fields = [
        dmc.TextInput(id=WORD, label="用语", placeholder="如：照准", w=180),
        _meaning(MEANING, names, "含义", shown=True),
        _area(AREA, places),
        html.Button("记入词表", id=KEEP, type="button", className="plain-button"),
    ]
    return section("增加用语", html.Div(fields, className="filters"), note="单元格中最长的已知用语决定含义", wide=True)


def _meaning(identity: Any, names: Mapping[str, str], label: str, *, shown: bool = False) -> Any:
    named: dict[str, Any] = {"label": label} if shown else aria(label=label)
    options = [{"value": code, "label": name} for code, name in names.items()]
    return dmc.Select(
        id=identity,
        data=options,
        searchable=True,
        size="sm" if shown else "xs",
        w=280,
        placeholder="请选择含义",
        **named,
    )


def _area(identity: str, places: Sequence[tuple[str, str]]) -> Any:
    options = [{"value": code, "label": name} for code, name in places]
    first = options[0]["value"]
    return dmc.Select(
        id=identity, label="适用地区", data=options, value=first, searchable=True, allowDeselect=False, w=200
    )


def _in_force(
    session: Session,  # noqa: ARG001  # the rows are loaded in it
    kept: Sequence[tuple[LogWord, str]],
    names: Mapping[str, str],
    own: set[str],
) -> Any:
    if not kept:
        return section("词表中的用语", empty_note("除系统自带的用语外，尚未增加用语。"), wide=True)
    rows = [
        [
            word.word,
            _FIELDS.get(word.field, word.field),
            names.get(str(word.code), str(word.code)),
            area,
            word.actor,
            law_minute(word.at),
            _take_back(word) if word.area in own else "",
        ]
        for word, area in kept
    ]
    heads = ["用语", "类别", "含义", "适用地区", "登记人", "时间", ""]
    return section("词表中的用语", table(heads, rows, label="词表中的用语"), note="每次改动记入审计日志", wide=True)


def _take_back(word: LogWord) -> Any:
    return html.Button(
        "收回",
        id={"type": TAKE_BACK, "id": word.id},
        type="button",
        className="plain-button",
        **aria(label=f"收回 {word.word}"),
    )
