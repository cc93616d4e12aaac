"""What an interface answers in JSON: a feed, a list, one article, nothing, or that it failed."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any, Final

from collectors.websites.page_view import Notes, PageKind, PageView
from collectors.websites.scripts.json_days import day_of_value
from collectors.websites.scripts.json_lists import (
    JsonList,
    best_list,
    feed_list,
    holds_an_empty_list,
    is_json_feed,
    walk,
)
from collectors.websites.scripts.json_names import NO_DATE, TITLE_NAMES, rank_of_date
from collectors.websites.scripts.script_values import strict_value, values_in_script
from collectors.websites.views import describe, view_of_article, view_of_items, view_of_nothing
from metrics.facts import CheckOutcome

_PROGRAM: Final = re.compile(r"\s*(?:(?:var|let|const|typeof)\s|/\*|[\w$.]{1,100}\s*[=(]|[\[{])")
_WRAPPED: Final = re.compile(r"<(pre|string)(?:\s[^>]{0,300})?>\s*(?=[\[{]|&quot;|&#34;)", re.I)
_WRAPPED_WITHIN: Final = 2_000
_CODE: Final = re.compile(
    r"(?:err(?:or)?_?|ret_?|result_?|status_?|res_?)?(?:code|status|no)|err|ret|result|success|state|flag|ok", re.I
)
_MESSAGE: Final = re.compile(
    r"(?:err(?:or)?_?|ret_?|status_?)?(?:msg|message|info|error|desc|detail|tips?|reason)", re.I
)
_FAILED: Final = re.compile(
    r"失败|异常|错误|出错|有误|未登录|登录(?:已)?(?:超时|过期|失效)|重新登录|先登录|无权|没有权限|未授权|无效|非法|已过期|频繁|繁忙|拦截|维护"
    r"|不存在|exception|denied|forbidden|unauthori[sz]ed|not found|invalid|failed|server error|too many",
    re.I,
)
_LOGIN: Final = re.compile(r"登录|token|令牌|unauthori[sz]ed|未授权", re.I)
_GATE: Final = re.compile(r"频繁|验证|拦截|captcha|too many|攻击", re.I)
_FINE: Final = frozenset({"0", "1", "200", "0000", "000000", "00000", "10000", "20000", "success", "ok", "true"})
_FAILURE: Final = re.compile(r"-\d{1,6}|[45]\d\d|[45]0\d{3}|error|fail(?:ed|ure)?", re.I)
_HEADS: Final = frozenset({"head", "header", "status", "state", "meta", "response"})
_LEAST_TITLE: Final = 4
_LONGEST: Final = 8_000_000
_MOST_PARTS: Final = 250_000
_TEXT_OF_AN_ARTICLE: Final = 150


def view_of_json(text: str, url: str, today: date, encoding: str) -> PageView | None:
    """What a JSON document shows, bare, in a callback, as a program's value or shown by a browser; None for a document
    that is no JSON, or whose texts are to be read as a page, or that is more than can be read in time."""
    if len(text) > _LONGEST or text.count("{") + text.count("[") > _MOST_PARTS:
        return None
    for document in _documents(text):
        view = _view(document, url, today, encoding)
        if view is not None:
            return view
    return None


def _documents(text: str) -> Iterator[Any]:
    if text.lstrip()[:1] == "<":
        wrapped = _WRAPPED.search(text, 0, _WRAPPED_WITHIN)
        inner = text[wrapped.end() : text.rfind(f"</{wrapped[1]}")] if wrapped else ""
        document = strict_value(unescape(inner)) if inner else None
        yield from [document] if document is not None else []
        return
    document = _quoted_document(text) if text.lstrip()[:2] in ('"{', '"[') else strict_value(text)
    if document is not None:
        yield document
    elif _PROGRAM.match(text):
        values = [value for value in values_in_script(text) if value]
        lines = [value for value in values if isinstance(value, dict)]
        if best_list([*values, lines], "", date.max) is not None:
            yield [*values, lines]


def _quoted_document(text: str) -> Any | None:
    """A document that was written as JSON twice."""
    try:
        inner = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return strict_value(inner) if isinstance(inner, str) else None


def _view(document: Any, url: str, today: date, encoding: str) -> PageView | None:
    if is_json_feed(document):
        return view_of_items(PageKind.FEED, feed_list(document, url, today), encoding)
    found = best_list([document], url, today)
    if found is not None and not _names_articles(found):
        found = None
    if found is None or found.dated == 0:
        if failure := _failure(document):
            outcome, why = failure
            return view_of_nothing(outcome, outcome.value, encoding, f"{outcome.words}：{why[:200]}")
        if (day := _day_of_one_article(document, today)) is not None:
            return view_of_article(day, encoding)
    if found is None and not holds_an_empty_list(document):
        return None
    items = found.items if found else []
    notes = Notes()
    describe(items, notes)
    return view_of_items(PageKind.LIST, items, encoding, notes)


def _names_articles(found: JsonList) -> bool:
    """Whether the entries lead somewhere or have titles of some length: the weather of five days is no list."""
    letters = sum(len(item.title) for item in found.items)
    return letters >= _LEAST_TITLE * len(found.items) or any(item.url for item in found.items)


def _failure(document: Any) -> tuple[CheckOutcome, str] | None:
    """What an answer says of its own failure, by its code or, where the code is none that says so, its message."""
    codes, said = _told(document)
    why = "，".join([*said, *(str(code) for _, code in codes)])
    wrong = any(_is_failure(name, code) for name, code in codes)
    fine = any(str(code).lower() in _FINE for name, code in codes if not name.startswith("err"))
    if not wrong and (fine or not _FAILED.search(" ".join(said))):
        return None
    if _LOGIN.search(why) or any(str(code) == "401" for _, code in codes):
        return CheckOutcome.LOGIN_PAGE, why
    if _GATE.search(why) or any(str(code) == "429" for _, code in codes):
        return CheckOutcome.GATE_PAGE, why
    return CheckOutcome.SOFT_ERROR_PAGE, why


def _told(document: Any) -> tuple[list[tuple[str, Any]], list[str]]:
    """The codes, with their names in lower case, and the messages of an answer and of its head."""
    codes: list[tuple[str, Any]] = []
    said: list[str] = []
    heads = [value for name, value in document.items() if name.lower() in _HEADS] if isinstance(document, dict) else []
    for part in [document, *heads]:
        for name, value in part.items() if isinstance(part, dict) else ():
            if _CODE.fullmatch(name) and isinstance(value, str | int):
                codes.append((name.lower(), value))
            elif _MESSAGE.fullmatch(name) and isinstance(value, str):
                said.append(value)
    return codes, said


def _is_failure(name: str, code: str | int) -> bool:
    if name.startswith("err"):
        return str(code).strip().lower() not in ("", "0", "200", "false", "none", "ok", "success", "0000", "00000")
    return code is False or _FAILURE.fullmatch(str(code)) is not None


def _day_of_one_article(document: Any, today: date) -> date | None:
    """The day of the only article that an answer holds: a title, a text and a day of publication in one object."""
    for value in walk([document]):
        if not isinstance(value, dict) or not any(form.fullmatch(name) for form in TITLE_NAMES for name in value):
            continue
        if not any(isinstance(text, str) and len(text) >= _TEXT_OF_AN_ARTICLE for text in value.values()):
            continue
        named = sorted((rank_of_date(name), name) for name in value)
        days = (day_of_value(value[name], today) for rank, name in named if rank < NO_DATE)
        if (day := next((day for day in days if day and day <= today), None)) is not None:
            return day
    return None
