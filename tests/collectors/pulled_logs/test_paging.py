"""Where the rows of an answer stand and which address comes next."""

from __future__ import annotations

import json
from typing import Any

import pytest

from collectors.fetching import Fetched
from collectors.pulled_logs.access import AccessRefused, PullAccess
from collectors.pulled_logs.paging import first_address, read_page, records_in, same_host, with_page
from collectors.tables import TableError
from metrics.facts import CheckOutcome

URL = "https://a.invalid/log?year=2026"
ROW = {"申请编号": "1"}


def answered(document: Any, **headers: str) -> Fetched:
    body = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    return Fetched(CheckOutcome.OK, URL, URL, 200, headers, body)


@pytest.mark.parametrize(
    "document",
    [
        [ROW],
        {"code": 0, "data": [ROW]},
        {"code": 0, "tags": ["a"], "data": {"total": 1, "list": [ROW]}},
        {"result": {"page": {"records": [ROW]}, "errors": []}},
    ],
)
def test_the_rows_are_found_wherever_they_stand(document: Any) -> None:
    assert records_in(document) == [ROW]


def test_the_said_place_goes_before_what_would_be_found() -> None:
    document = {"old": [{"x": 1}], "data": {"new": [ROW]}}
    assert records_in(document, "data.new") == [ROW]
    assert records_in(document, "data.other") is None


@pytest.mark.parametrize("document", [{"data": []}, {"data": {"list": [], "total": 0}}, []])
def test_an_empty_list_is_an_answer_without_rows(document: Any) -> None:
    assert read_page(answered(document), PullAccess(paging="number"), 3).body == b""


def test_an_answer_that_refuses_is_told_in_the_servers_words() -> None:
    with pytest.raises(TableError, match="令牌已过期"):
        read_page(answered({"code": 401, "msg": "令牌已过期"}), PullAccess(), 0)


@pytest.mark.parametrize(
    "more",
    [
        {"next": "/log?page=2"},
        {"links": {"next": "/log?page=2"}},
        {"_links": {"next": {"href": "/log?page=2"}}},
        {"@odata.nextLink": "https://a.invalid/log?page=2"},
    ],
)
def test_the_next_address_is_found_by_its_names(more: dict[str, Any]) -> None:
    page = read_page(answered({"data": [ROW], **more}), PullAccess(paging="next"), 0)
    assert page.next_address == "https://a.invalid/log?page=2"


def test_the_next_address_may_stand_in_the_link_header() -> None:
    header = '<https://a.invalid/1>; rel="first",<https://a.invalid/2>; rel="next"'
    page = read_page(answered([ROW], link=header), PullAccess(paging="next"), 0)
    assert page.next_address == "https://a.invalid/2"


@pytest.mark.parametrize("document", [{"data": [ROW], "next": None}, {"data": [ROW], "next": 2}, {"data": [ROW]}])
def test_without_a_next_address_the_pages_end(document: Any) -> None:
    assert read_page(answered(document), PullAccess(paging="next"), 0).next_address == ""


def test_numbered_pages_go_on_until_one_is_empty() -> None:
    access = PullAccess(paging="number", page_parameter="p", first_page=0)
    assert first_address(URL, access) == "https://a.invalid/log?year=2026&p=0"
    assert read_page(answered([ROW]), access, 0).next_address == "https://a.invalid/log?year=2026&p=1"
    assert read_page(answered([]), access, 1).next_address == ""
    assert read_page(answered("申请编号,收到日期\n".encode()), access, 1).body == b""
    assert with_page("https://a.invalid/?p=3&q=1", "p", 4) == "https://a.invalid/?q=1&p=4"


def test_a_table_of_text_is_handed_on_as_it_came() -> None:
    body = "申请编号,收到日期\n1,2026-03-02\n".encode()
    assert read_page(answered(body), PullAccess(), 0).body == body


def test_a_byte_order_mark_hides_no_json() -> None:
    assert read_page(answered(b"\xef\xbb\xbf" + json.dumps([ROW]).encode()), PullAccess(), 0).body


def test_another_host_port_or_scheme_is_another_house() -> None:
    assert same_host("https://a.invalid/x", URL)
    for other in ("https://b.invalid/x", "http://a.invalid/x", "https://a.invalid:8443/x", "//["):
        assert not same_host(other, URL)


@pytest.mark.parametrize(
    ("url", "changes"),
    [
        ("ftp://a.invalid/", {}),
        ("https://", {}),
        ("https://name:word@a.invalid/", {}),
        (URL, {"secret": "a real token"}),
        (URL, {"header": "X: y"}),
        (URL, {"scheme": "a\nb"}),
        (URL, {"paging": "some"}),
        (URL, {"records": "data..list"}),
    ],
)
def test_what_cannot_be_meant_is_refused(url: str, changes: dict[str, str]) -> None:
    with pytest.raises(AccessRefused):
        PullAccess(**changes).check(url)  # type: ignore[arg-type]


def test_what_is_kept_comes_back_and_unknown_words_do_not_matter() -> None:
    access = PullAccess("env:TOKEN", header="X-Token", scheme="", paging="next")
    assert PullAccess.of({**access.kept(), "later": 1}) == access
