"""Lists that a script makes entry by entry, and datastores that stand in one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageView
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
NEWEST = date(2026, 9, 16)
ROWS = makes.entries(NEWEST, 4)


def look(body: str) -> PageView:
    return inspect_page(makes.page(body).encode(), "http://www.example.gov.cn/a/", NOW)


def test_entries_that_are_added_one_by_one_are_a_list() -> None:
    lines = "".join(
        f"rows.push({{title:'{title}',url:'/{n}.html',date:'{day}'}});" for n, (title, day) in enumerate(ROWS)
    )
    view = look(f"<div id='l'></div><script>var rows=[];{lines}</script>")
    assert (view.newest, len(view.items)) == (NEWEST, 4)


def test_entries_in_arrays_of_the_old_kind_are_a_list() -> None:
    lines = "".join(f'a[{n}]=new Array("{title}","/{n}.html","{day}");' for n, (title, day) in enumerate(ROWS))
    view = look(f"<div id='l'></div><script>var a=new Array();{lines}</script>")
    assert (view.newest, len(view.items)) == (NEWEST, 4)


def test_markup_in_a_template_text_of_a_script_is_read() -> None:
    lines = "\n".join(
        f"<li><a href='/{n}.html'>{title}</a><span>{day}</span></li>" for n, (title, day) in enumerate(ROWS)
    )
    view = look(f"<div id='c'></div><script>document.getElementById('c').innerHTML=`<ul>{lines}</ul>`;</script>")
    assert view.newest == NEWEST


@pytest.mark.parametrize("form", ["entities", "text of a script"])
def test_a_datastore_is_read_without_its_usual_marks(form: str) -> None:
    records = [f"<li><a href='/{n}.html'>{title}</a><span>{day}</span></li>" for n, (title, day) in enumerate(ROWS)]
    if form == "entities":
        inner = "".join(f"<record>{record.replace('<', '&lt;').replace('>', '&gt;')}</record>" for record in records)
        view = look(f"<script type='text/xml'><datastore><recordset>{inner}</recordset></datastore></script>")
    else:
        inner = "".join(f"<record><![CDATA[{record}]]></record>" for record in records).replace("/", "\\/")
        view = look(f'<script>$("#l").jpage({{dataStore:"<datastore>{inner}<\\/datastore>"}});</script>')
    assert (view.newest, view.dated) == (NEWEST, 4)


def test_an_empty_place_that_a_script_fills_is_no_blank_column() -> None:
    view = look("<div id='list-container'></div><script src='/js/list.js'></script>")
    assert view.outcome is CheckOutcome.NEEDS_SCRIPT
