"""What a visitor reads when something is wrong: plain Chinese, never a traceback."""

from __future__ import annotations

import logging

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException

logger = logging.getLogger(__name__)

_WORDS = {
    400: ("请求无效", "页面可能已放置过久。请回到首页后重试。"),
    401: ("需要登录", "登录已失效，请重新登录。"),
    403: ("没有权限", "您的账号不能办理此项。"),
    404: ("没有这个页面", "地址有误，或者该事项不在您的管辖范围内。"),
    413: ("内容过大", "提交的内容超过了允许的大小。"),
    500: ("系统出错", "错误已记入日志。请稍后重试，或告知系统管理员。"),
    503: ("服务暂时不可用", "数据库暂时无法访问，数据没有丢失。请稍后重试；如持续出现，请告知系统管理员。"),
}


def install_problems(server: Flask) -> None:
    """Answer every failure of the server with words; what was unexpected is logged with its cause."""

    def refused(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None or (error.code or 500) < 400:
            return error  # a redirect, or an answer that was made on purpose
        return _answer(error.code or 500)

    def without_database(error: SQLAlchemyError) -> ResponseReturnValue:
        logger.exception("the database failed at %s", request.path, exc_info=error)
        return _answer(503)

    def unexpected(error: Exception) -> ResponseReturnValue:
        logger.exception("%s failed", request.path, exc_info=error)
        return _answer(500)

    server.register_error_handler(HTTPException, refused)
    server.register_error_handler(DBAPIError, without_database)
    server.register_error_handler(PoolTimeoutError, without_database)
    server.register_error_handler(Exception, unexpected)


def _answer(code: int) -> ResponseReturnValue:
    title, words = _WORDS.get(code, _WORDS[500] if code >= 500 else _WORDS[400])
    if request.path.startswith("/api/"):
        return {"error": f"{title}：{words}"}, code
    if request.path.startswith(("/_", "/assets/")):
        return f"{title}：{words}", code, {"Content-Type": "text/plain; charset=utf-8"}
    # Not ``render_template``: that would ask the database for the user once more.
    return current_app.jinja_env.get_template("problem.html").render(title=title, words=words, code=code), code
