"""Answers of interfaces in JSON, in the shapes that systems give them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView
from metrics.facts import CheckOutcome

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
NEWEST = date(2026, 9, 16)
TITLES = ("关于做好秋季造林工作的通知", "市政府召开常务会议", "关于公布行政规范性文件清理结果的公告")
DAYS = ("2026-09-08", "2026-09-16", "2026-08-03")


def look(document: Any) -> PageView:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return inspect_page(text.encode(), "http://www.example.gov.cn/api/list", NOW, "application/json")


def rows(name: str = "publishDate", title: str = "title", **more: Any) -> list[dict[str, Any]]:
    return [{**more, "id": n, title: TITLES[n], "url": f"/content_{n}.html", name: day} for n, day in enumerate(DAYS)]


@pytest.mark.parametrize(
    "document",
    [
        json.dumps(json.dumps({"rows": rows()})),
        {"code": 0, "data": json.dumps({"total": 3, "rows": rows()})},
        {"data": {str(n): row for n, row in enumerate(rows())}},
        "var list = " + json.dumps(rows()) + ";",
        '/**/ typeof show === "function" && show(' + json.dumps({"list": rows()}) + ");",
        "\n".join(json.dumps(row) for row in rows()),
        str({"list": rows()}),
        ")]}',\n" + json.dumps({"list": rows()}),
        "<html><body><pre>" + json.dumps({"list": rows()}) + "</pre></body></html>",
        '<?xml version="1.0"?><string xmlns="http://tempuri.org/">' + json.dumps(rows()) + "</string>",
        json.dumps({"list": rows()}).replace("content_1", "content\t1"),
    ],
    ids=["twice", "within", "numbered", "variable", "guarded", "lines", "single", "prefix", "shown", "soap", "tab"],
)
def test_a_list_is_found_however_the_answer_is_wrapped(document: Any) -> None:
    view = look(document)
    assert (view.kind, view.outcome, view.newest, len(view.items)) == (PageKind.LIST, CheckOutcome.OK, NEWEST, 3)


@pytest.mark.parametrize(
    "written",
    [
        lambda day: [*map(int, day.split("-")), 9, 30],
        lambda day: day.replace("-", "") + "093000",
        lambda day: int(day.replace("-", "") + "093000"),
        lambda day: day[5:],
        lambda day: f"{int(day[5:7])}月{int(day[8:])}日",
        lambda day: {"year": int(day[:4]), "monthValue": int(day[5:7]), "dayOfMonth": int(day[8:]), "hour": 9},
        lambda day: {"seconds": int(datetime.fromisoformat(day + "T08:00:00Z").timestamp()), "nanos": 0},
    ],
)
def test_a_day_is_read_however_a_record_writes_it(written: Any) -> None:
    view = look({"list": [{**row, "publishDate": written(row["publishDate"])} for row in rows()]})
    assert (view.newest, view.dated) == (NEWEST, 3)


def test_a_day_is_read_from_the_parts_that_a_record_holds() -> None:
    whole = [{**row, "year": row["pub"][:4], "month": row["pub"][5:7], "day": row["pub"][8:]} for row in rows("pub")]
    assert look({"list": [{k: v for k, v in row.items() if k != "pub"} for row in whole]}).newest == NEWEST
    halves = [{**row, "year": row["pub"][:4], "monthDay": row["pub"][5:]} for row in rows("pub")]
    assert look({"list": [{k: v for k, v in row.items() if k != "pub"} for row in halves]}).newest == NEWEST


def test_yesterday_is_counted_from_the_day_of_the_look() -> None:
    view = look({"list": [{"title": TITLES[0], "url": "/1.html", "pubTime": "昨天"}]})
    assert view.newest == date(2026, 11, 20)


@pytest.mark.parametrize(
    "name", ["发布时间", "公开日期", "日期", "fwrq", "shijian", "webdate", "infodate", "docRelTime"]
)
def test_the_day_of_publication_goes_before_what_was_done_with_the_record(name: str) -> None:
    done = {other: "2026-11-20 10:00:00" for other in ("createTime", "auditTime", "syncTime", "sxrq", "修改时间")}
    if name in ("日期", "shijian"):
        done.pop("createTime")
    assert look({"data": rows(name, **done)}).newest == NEWEST


@pytest.mark.parametrize("title", ["标题", "文件名称", "wjbt", "xmmc", "titleHtml", "topic"])
def test_a_title_is_known_by_many_names(title: str) -> None:
    assert [item.title for item in look({"rows": rows(title=title)}).items] == list(TITLES)


def test_a_moment_in_words_goes_before_a_number_that_is_hours_off() -> None:
    # The number is the same moment with the zone of the server counted twice.
    late = [
        {**row, "publishedTime": 1_789_576_200_000, "publishedTimeStr": f"{row['pub']} 22:30:00"} for row in rows("pub")
    ]
    assert look({"data": {"results": [{k: v for k, v in row.items() if k != "pub"} for row in late]}}).newest == NEWEST


@pytest.mark.parametrize(
    ("document", "outcome"),
    [
        ({"code": 500, "msg": "系统异常，请联系管理员", "data": []}, CheckOutcome.SOFT_ERROR_PAGE),
        ({"success": False, "message": "服务器内部错误", "rows": [], "total": 0}, CheckOutcome.SOFT_ERROR_PAGE),
        ({"err": 1, "msg": "参数错误", "data": []}, CheckOutcome.SOFT_ERROR_PAGE),
        ({"head": {"code": "500", "msg": "接口调用异常"}, "body": {"list": []}}, CheckOutcome.SOFT_ERROR_PAGE),
        ({"code": 401, "msg": "登录已过期，请重新登录", "data": None}, CheckOutcome.LOGIN_PAGE),
        ({"status": 403, "message": "token无效", "data": []}, CheckOutcome.LOGIN_PAGE),
        ({"code": 429, "msg": "访问过于频繁，请稍后再试", "data": []}, CheckOutcome.GATE_PAGE),
    ],
)
def test_an_interface_that_failed_is_no_blank_column(document: Any, outcome: CheckOutcome) -> None:
    view = look(document)
    assert (view.outcome, view.kind) == (outcome, PageKind.UNKNOWN)


@pytest.mark.parametrize(
    "document",
    [
        {"code": 0, "msg": "暂无数据", "data": []},
        {"errcode": 0, "errmsg": "ok", "list": []},
        {"error": False, "data": []},
        {"status": "1", "message": "查询成功", "rows": [], "total": 0},
        {"code": 200, "data": {"total": 0, "list": None}},
    ],
)
def test_an_answer_that_found_nothing_is_a_blank_column(document: Any) -> None:
    view = look(document)
    assert (view.outcome, view.kind, view.flags) == (CheckOutcome.OK, PageKind.LIST, ("blank",))


def test_an_answer_with_one_article_is_that_article() -> None:
    article = {"title": TITLES[0], "content": "各有关单位：" * 40, "publishTime": "2026-09-16 10:00:00", "tags": []}
    view = look({"code": 200, "data": article})
    assert (view.kind, view.newest) == (PageKind.DETAIL, NEWEST)


def test_the_weather_of_some_days_is_no_list() -> None:
    view = look({"data": [{"date": f"2026-11-{n}", "text": "多云"} for n in (19, 20, 21)]})
    assert view.newest is None
