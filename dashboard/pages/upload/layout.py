"""The page in its three states: no file yet, a file to look at, work on it."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from sqlalchemy.orm import Session

from dashboard.components import empty_note, link, section, table
from dashboard.page import Visit
from dashboard.pages.upload.account import account_section
from dashboard.pages.upload.preview import preview_sections
from dashboard.pages.upload.wanted import wanted_section
from dashboard.scope import Scope
from dashboard.uploads.kept import CHECKING, DONE, Upload, Uploads, UploadState
from dashboard.uploads.scope import may_upload

UPLOAD, WATCH, PROGRESS, SEEN = "upload-id", "upload-watch", "upload-progress", "upload-seen"
STOP, DROP = "upload-stop", "upload-drop"
MESSAGE = "upload-message"
_EVERY_MILLISECONDS = 1_000
_MEBIBYTE = 1024 * 1024
_PHASES = {
    "stored": "待读取",
    "checking": "正在读取",
    "checked": "待导入",
    "importing": "正在导入",
    "done": "已导入",
    "failed": "未成功",
    "stopped": "已停止",
}
_HOW = (
    "CSV、TSV、XLSX、XLS、JSON 均可。上传后先显示每一列的识别结果、前 20 行和问题，确认后才写入。"
    "申请人姓名等个人信息不保存，或者按设置只留不可还原的摘要；原文件导入后即删除，只留名称和校验值。"
)


def layout(visit: Visit) -> Any:
    """Draw the file that the address names, or the place to choose one."""
    if not may_upload(visit.services, visit.scope):
        return html.Div([html.H1("导入台账"), empty_note("您的账号不能导入台账。需要导入时请联系督查人员。")])
    assert visit.services.uploads_folder is not None
    uploads = Uploads(visit.services.uploads_folder)
    upload = uploads.find(visit.scope.user_id, visit.filters.get("file", ""))
    if upload is None:
        return _choose(visit, uploads)
    with visit.services.database.read() as session:
        return _one(session, visit, upload)


def _choose(visit: Visit, uploads: Uploads) -> Any:
    assert visit.services.collecting is not None
    limit = visit.services.collecting.log_bytes
    told: dict[str, Any] = {"data-limit": str(limit)}
    drop = html.Div(className="upload-drop", **told)
    words = html.P(f"{_HOW}文件最大 {limit // _MEBIBYTE} MB。", className="note")
    return html.Div(
        [
            html.H1("导入台账"),
            section("依申请公开台账", words, drop, wide=True),
            _before(visit.scope, uploads),
            html.P([link("台账词表", "/log-words"), "：各地状态用语与答复类型的对应关系。"], className="note"),
        ]
    )


def _before(scope: Scope, uploads: Uploads) -> Any:
    known = [(upload, upload.state()) for upload in uploads.of_user(scope.user_id) if _is_whole(upload)]
    if not known:
        return None
    rows = [
        [link(state.name, f"/upload?file={upload.id}"), _PHASES[state.phase], f"{state.size:,} 字节", state.message]
        for upload, state in known
    ]
    return section("最近上传", table(["文件", "状态", "大小", "说明"], rows, label="最近上传"), note="只有您自己看得到")


def _is_whole(upload: Upload) -> bool:
    try:
        upload.state()
    except (OSError, ValueError):
        return False
    return True


def _one(session: Session, visit: Visit, upload: Upload) -> Any:
    state = upload.settled()
    return html.Div(
        [
            html.P(link("← 导入台账", "/upload")),
            html.H1(state.name),
            dcc.Store(id=UPLOAD, data=upload.id),
            dcc.Store(id=SEEN, data=mark_of(state)),
            html.P(state.message, role="alert", className="upload-failed") if state.message else None,
            *_parts(session, visit, upload, state),
            html.P(id=MESSAGE, className="note", role="alert"),
            html.Button("放弃此文件", id=DROP, type="button", className="plain-button")
            if state.phase != DONE
            else None,
        ]
    )


def _parts(session: Session, visit: Visit, upload: Upload, state: UploadState) -> list[Any]:
    if state.running:
        return [_working(upload, state)]
    if state.phase == DONE:
        return [account_section(session, visit.scope, state)]
    wanted = wanted_section(session, visit.scope, state)
    return [wanted, *preview_sections(visit, state)]


def _working(upload: Upload, state: UploadState) -> Any:
    stop = html.Button("停止", id=STOP, type="button", className="plain-button", disabled=upload.is_asked_to_stop())
    return section(
        _PHASES[state.phase],
        html.Div(progress_words(upload, state), id=PROGRESS, role="status"),
        stop,
        dcc.Interval(id=WATCH, interval=_EVERY_MILLISECONDS),
        wide=True,
    )


def progress_words(upload: Upload, state: UploadState) -> list[Any]:
    """Return how far the work is, as a bar where the end is known, and in words."""
    ending = "，正在停止…" if upload.is_asked_to_stop() else ""
    if state.of and state.phase != CHECKING:
        shown = min(state.rows, state.of)
        bar = html.Progress(value=str(shown), max=str(state.of), className="upload-bar")
        return [bar, html.P(f"已处理 {shown:,} / {state.of:,} 行{ending}")]
    return [html.P(f"已读取 {state.rows:,} 行{ending}")]


def mark_of(state: UploadState) -> str:
    """Return a mark that changes when the page must be drawn anew."""
    return state.phase
