from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash import dcc
from sqlalchemy import update
from werkzeug.exceptions import NotFound

from dashboard.column_answers import ColumnAnswer, column_answers
from dashboard.page import Visit
from dashboard.pages.sources.layout import layout
from dashboard.pages.sources.queries import LIST_LENGTH
from dashboard.pages.sources.source_filter import SourceFilter
from dashboard.scope import Scope
from dashboard.services import Services
from store import Database
from store.models import ColumnCheck, QuarantineRow, Source
from tests.dashboard.browsing import parts, words
from tests.dashboard.small_world import NOW, SmallWorld

PROVINCE = Scope(1, "region", "", "officer", "150000/", None)
CONTACT = Scope(3, "contact", "", "contact", None, 999_999)


def _add(database: Database, number: int, health: str, kind: str = "column", **values: object) -> None:
    with database.write() as session:
        for place in range(number):
            key = f"{kind}:{health}:{place}"
            name = f"{health}第{place}号栏目"
            session.add(
                Source(key=key, kind=kind, name=name, location=f"http://127.0.0.1/{place}/", region_code="150200",
                       every_minutes=60, health=health, **values)
            )  # fmt: skip


def _draw(services: Services, scope: Scope = PROVINCE, filters: Mapping[str, str] | None = None) -> object:
    return layout(Visit(services, scope, None, filters or {}))


def _rows(drawn: object) -> int:
    """Rows below the headings of the first table."""
    table = next(part for part in parts(drawn) if type(part).__name__ == "Tbody")
    return len(table.children)


def test_what_fails_comes_first_with_its_own_words(services: Services, kept: Database) -> None:
    _add(kept, 60, "ok", last_run_at=NOW)
    _add(kept, 2, "failing", last_message="连接超时", failures_in_a_row=5)
    text = words(_draw(services))
    assert text.index("连接超时（连续 5 次）") < text.index("各类来源")
    assert "ok第0号栏目" not in text


def test_a_failing_column_leads_to_the_page_that_proves_its_looks(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    _add(kept, 1, "failing", site_column_id=world.column, site_id=world.site)
    _add(kept, 1, "failing", "site_home", site_id=world.site)
    links = {getattr(part, "href", "") for part in parts(_draw(services))}
    assert {f"/column/{world.column}", f"/site/{world.site}"} <= links


def test_every_number_of_the_summary_leads_to_as_many_sources(services: Services, kept: Database) -> None:
    _add(kept, 60, "ok", last_run_at=NOW)
    _add(kept, 2, "failing")
    _add(kept, 3, "new", "account_feed")
    followed = 0
    for part in parts(_draw(services)):
        if isinstance(part, dcc.Link) and part.href.startswith("/sources?list") and words(part).split()[0].isdigit():
            number = int(words(part).split()[0])
            behind = words(_draw(services, filters=dict(parse_qsl(urlsplit(part.href).query))))
            assert f"共 {number} 个" in behind, part.href
            followed += 1
    assert followed >= 6


def test_a_long_list_comes_in_pages_that_hold_each_source_once(services: Services, kept: Database) -> None:
    _add(kept, LIST_LENGTH + 10, "ok")
    first = _draw(services, filters={"kind": "column"})
    second = _draw(services, filters={"kind": "column", "page": "2"})
    assert (_rows(first), _rows(second)) == (LIST_LENGTH, 10)
    assert "第 1 / 2 页" in words(first)
    assert "下一页" not in words(second)


def test_a_list_can_be_searched_by_name_address_and_words(services: Services, kept: Database) -> None:
    _add(kept, 12, "failing", last_message="返回 503")
    for text, number in (("第11号", 1), ("0.1/11/", 1), ("503", 12), ("%", 0)):
        assert f"共 {number} 个" in words(_draw(services, filters={"text": text}))


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 30])
def test_a_page_number_that_makes_no_sense_breaks_nothing(services: Services, page: str) -> None:
    words(_draw(services, filters={"list": "all", "page": page}))
    assert SourceFilter.read({"page": page}).page >= 1


def test_a_filter_and_its_address_are_the_same() -> None:
    wanted = SourceFilter("column", "failing", "栏目 & 页", 3)
    assert SourceFilter.read(dict(parse_qsl(urlsplit(wanted.href()).query))) == wanted


def test_quarantine_is_one_line_for_each_source_and_leads_to_its_rows_and_file(
    services: Services, kept: Database
) -> None:
    with kept.read() as session:
        source = session.query(QuarantineRow.source_id).scalar()
    addresses = [getattr(part, "href", None) for part in parts(_draw(services))]
    assert f"/sources/{source}/quarantine" in addresses
    assert f"/sources?quarantine={source}" in addresses
    rows = words(_draw(services, filters={"quarantine": str(source)}))
    assert "“2026-02-30”不是日历上的日期" in rows
    assert "日期不存在" in rows


def test_rows_in_quarantine_of_another_scope_are_a_404(services: Services) -> None:
    for number in ("1", "999999", "9" * 40):
        with pytest.raises(NotFound):
            _draw(services, CONTACT, {"quarantine": number})


def test_without_any_source_the_page_says_so(services: Services) -> None:
    text = words(_draw(services, CONTACT))
    assert "您的范围内没有数据来源" in text
    assert "没有运行异常的来源" in text
    assert "没有符合条件的来源" in words(_draw(services, CONTACT, {"list": "all"}))


def test_the_last_run_of_a_kind_is_that_of_its_newest_source(services: Services, kept: Database) -> None:
    _add(kept, 1, "ok", last_run_at=NOW - timedelta(days=2))
    _add(kept, 1, "failing", last_run_at=NOW - timedelta(days=1))
    _add(kept, 1, "new")
    assert "2026-11-19 09:00" in words(_draw(services))


def test_columns_of_an_answer_are_narrowed_by_place_category_and_words_the_longest_stale_first(
    services: Services, kept: Database, world: SmallWorld
) -> None:
    def found(**filters: str) -> tuple[int, str]:
        drawn = words(_draw(services, filters={"answer": "stale", **filters}))
        return int(drawn.partition("共 ")[2].partition(" 条")[0]), drawn

    def stale() -> list[ColumnAnswer]:
        with kept.read() as session:
            lines = column_answers(session, PROVINCE, services.rulebook, services.today())
        return [line for line in lines if line.state.answer == "stale"]

    last = stale()[-1]
    with kept.write() as session:
        older = update(ColumnCheck).where(ColumnCheck.site_column_id == last.column_id)
        session.execute(older.values(newest=date(2025, 12, 1)))
    number, drawn = found()
    assert number == len(stale()) > 1
    assert drawn.index(last.agency) < drawn.index(stale()[0].agency)
    first = stale()[0]
    assert found(region="150200")[0] == sum("包头" in line.agency for line in stale())
    assert found(category=first.category)[0] == sum(line.category == first.category for line in stale())
    assert found(text="没有这样的名字")[0] == 0
    assert found(text=first.site)[0] == sum(line.site == first.site for line in stale())
