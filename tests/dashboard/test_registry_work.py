"""Officers retire, restore, set limits and enter maintenance in the browser; nobody else does, and not beyond scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.page import Visit as PageVisit
from dashboard.pages.column.layout import layout as column_layout
from dashboard.pages.site.layout import layout as site_layout
from dashboard.scope import Scope
from dashboard.services import Services
from store import Database
from store.models import AuditEntry, MaintenanceWindow, Site, SiteColumn
from tests.dashboard.browsing import Visitor, words
from tests.dashboard.small_world import NOW, TODAY, SmallWorld

Visit = Callable[[str | None], Visitor]
PROVINCE = Scope(1, "region", "", "officer", "150000/", None)


def press(visitor: Visitor, button: str, **values: Any) -> Any:
    """Press a button of a page; ``values``: by what stands behind the page's name in the identity of each input."""
    name, line = next(
        (name, line)
        for name, line in visitor.app.callback_map.items()
        if [one["id"] for one in line["inputs"]] == [button]
    )
    page = button.split("-")[0]
    state = [
        {**one, "value": values.get(one["id"].removeprefix(f"{page}-").replace("-", "_"))} for one in line["state"]
    ]
    return visitor.call(name, [{"id": button, "property": "n_clicks", "value": 1}], state)


def told(answer: Any) -> str:
    """What the answer says, as people read it."""
    return str(answer.text.encode().decode("unicode_escape"))


def audited(kept: Database, subject: str) -> list[tuple[str, str, str]]:
    with kept.read() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.subject == subject).order_by(AuditEntry.id))
        return [(line.actor, line.action, line.detail["reason"]) for line in lines]


def column(kept: Database, world: SmallWorld) -> SiteColumn:
    with kept.read() as session:
        return session.get_one(SiteColumn, world.column)


def test_a_column_is_retired_and_restored_with_reason_day_and_name(
    visit: Visit, kept: Database, world: SmallWorld
) -> None:
    officer = visit("region")
    for missing, said in ((" ", "请填写理由"), ("合并" * 200, "最多 300")):
        refused = press(officer, "column-retire", id=world.column, retire_on="2026-11-19", retire_reason=missing)
        assert said in told(refused)
    refused = press(officer, "column-retire", id=world.column, retire_on="", retire_reason="合并")
    assert "请填写停用日期" in told(refused)
    assert column(kept, world).retired_on is None
    done = press(officer, "column-retire", id=world.column, retire_on="2026-11-19", retire_reason="并入要闻")
    assert "已于 2026-11-19 停用（并入要闻；经办：region）" in told(done)
    assert "自 2026-11-19 起停用，解除 1 张牌" in told(done)
    assert "再看一次" not in told(done)
    back = press(officer, "column-restore", id=world.column, retire_reason="停用有误")
    assert "2026-11-19 的停用撤回，恢复 1 张牌" in told(back)
    assert column(kept, world).active
    assert audited(kept, f"column:{world.column}") == [
        ("region", "column.retired", "并入要闻"),
        ("region", "column.restored", "停用有误"),
    ]


def test_a_columns_own_limit_is_shown_with_who_set_it_and_why(visit: Visit, kept: Database, world: SmallWorld) -> None:
    officer = visit("region")
    for days, reason, said in (("", "x", "请填写期限"), (0, "x", "1 至 3660"), (30, "", "请填写理由")):
        assert said in told(press(officer, "column-limit-set", id=world.column, limit=days, limit_reason=reason))
    done = press(officer, "column-limit-set", id=world.column, limit=30, limit_reason="每月一期")
    assert "30 天（本栏目单独设定，类别期限 184 天；region 2026-11-20：每月一期）" in told(done)
    assert column(kept, world).limit_days == 30
    back = press(officer, "column-limit-drop", id=world.column, limit_reason="改回")
    assert "30 天 → 类别期限" in told(back)
    assert column(kept, world).limit_days is None


def test_a_limit_that_a_file_changed_later_does_not_borrow_the_reason(
    visit: Visit, services: Services, kept: Database, world: SmallWorld
) -> None:
    press(visit("region"), "column-limit-set", id=world.column, limit=30, limit_reason="每月一期")
    with kept.write() as session:
        session.get_one(SiteColumn, world.column).limit_days = 60
    text = words(column_layout(PageVisit(services, PROVINCE, str(world.column))))
    assert "60 天（本栏目单独设定，类别期限 184 天）" in text


def test_a_time_of_maintenance_is_entered_and_cancelled(visit: Visit, kept: Database, world: SmallWorld) -> None:
    officer = visit("region")
    wanted = {"id": world.site, "window_begin": "2026-11-20T22:00", "window_end": "2026-11-21T06:00"}
    for changed, said in (
        ({"window_reason": ""}, "请填写理由"),
        ({"window_reason": "升级", "window_end": "soon"}, "请填写维护期的开始和结束时间"),
        ({"window_reason": "升级", "window_end": "0001-01-01T00:00"}, "请填写维护期的开始和结束时间"),
        ({"window_reason": "升级", "window_end": "2026-12-20T06:00"}, "一次维护最长 7 天"),
    ):
        assert said in told(press(officer, "site-window-enter", **{**wanted, **changed}))
    done = press(officer, "site-window-enter", **wanted, window_reason="升级")
    assert "2026-11-20 22:00 至 2026-11-21 06:00" in told(done)
    assert "未开始" in told(done)
    with kept.read() as session:
        window = session.scalars(select(MaintenanceWindow)).one()
        assert (window.entered_by, window.reason, window.starts_at.hour) == ("region", "升级", 14), "kept in UTC"
    assert "请选择" in told(press(officer, "site-window-cancel", id=world.site, window_chosen="99"))
    chosen = {"id": world.site, "window_chosen": str(window.id)}
    assert "请填写理由" in told(press(officer, "site-window-cancel", **chosen))
    cancelled = press(officer, "site-window-cancel", **chosen, window_cancel_reason="改期")
    assert "已取消（region）" in told(cancelled)
    assert audited(kept, f"site:{world.site}") == [
        ("region", "site.maintenance", "升级"),
        ("region", "site.maintenance_cancelled", "改期"),
    ]


def test_a_site_is_retired_and_restored(visit: Visit, kept: Database, world: SmallWorld) -> None:
    officer = visit("region")
    gone = press(officer, "site-retire", id=world.site, retire_on=TODAY.isoformat(), retire_reason="网站关停")
    assert "网站关停（region）" in told(gone)
    with kept.read() as session:
        assert session.get_one(Site, world.site).retired_on == TODAY
    assert "先恢复网站" in told(press(officer, "column-restore", id=world.column, retire_reason="恢复"))
    press(officer, "site-restore", id=world.site, retire_reason="停用有误")
    with kept.read() as session:
        assert session.get_one(Site, world.site).retired_on is None
    assert column(kept, world).active


DEEDS: dict[str, dict[str, Any]] = {
    "column-retire": {"retire_on": "2026-11-19", "retire_reason": "x"},
    "column-restore": {"retire_reason": "x"},
    "column-limit-set": {"limit": 9, "limit_reason": "x"},
    "column-limit-drop": {"limit_reason": "x"},
    "site-window-enter": {
        "window_begin": "2026-11-20T22:00",
        "window_end": "2026-11-21T06:00",
        "window_reason": "x",
    },
    "site-window-cancel": {"window_chosen": "1", "window_cancel_reason": "x"},
    "site-retire": {"retire_on": "2026-11-19", "retire_reason": "x"},
    "site-restore": {"retire_reason": "x"},
}


@pytest.mark.parametrize("button", DEEDS)
def test_nobody_changes_what_is_not_theirs_to_change(
    visit: Visit, kept: Database, world: SmallWorld, button: str
) -> None:
    own = _of_hohhot(kept, world)
    _window(kept, 1, world.site)
    _window(kept, 2, own["site"])
    page = button.split("-")[0]
    theirs = world.column if page == "column" else world.site
    before = _lines(kept)
    for username in ("hohhot", "contact", "nobody"):
        assert press(visit(username), button, id=theirs, **DEEDS[button]).status_code == 404
    values = {**DEEDS[button], **({"window_chosen": "2"} if "window_chosen" in DEEDS[button] else {})}
    assert press(visit("contact"), button, id=own[page], **values).status_code == 403
    gone = press(visit("region"), button, id=999_999, **DEEDS[button])
    assert gone.status_code == 404 or "请选择" in told(gone)
    assert _lines(kept) == before


def test_a_window_of_another_site_cannot_be_cancelled_through_ones_own(
    visit: Visit, kept: Database, world: SmallWorld
) -> None:
    own = _of_hohhot(kept, world)["site"]
    _window(kept, 1, world.site)
    answer = press(visit("hohhot"), "site-window-cancel", id=own, window_chosen="1", window_cancel_reason="x")
    assert "请选择" in told(answer)
    with kept.read() as session:
        assert session.get_one(MaintenanceWindow, 1).cancelled_at is None


def test_the_supervised_side_sees_what_was_done_and_no_forms(
    visit: Visit, services: Services, kept: Database, world: SmallWorld
) -> None:
    own = _of_hohhot(kept, world)
    press(visit("hohhot"), "column-limit-set", id=own["column"], limit=30, limit_reason="每月一期")
    contact = Scope(4, "contact", "", "contact", None, world.agency_ids["150100"])
    column_text = words(column_layout(PageVisit(services, contact, str(own["column"]))))
    site_text = words(site_layout(PageVisit(services, contact, str(own["site"]))))
    assert "登记变更" in column_text and "每月一期" in column_text
    for text in (column_text, site_text):
        assert "登记维护" not in text
        assert "登记维护期" not in text


def _of_hohhot(kept: Database, world: SmallWorld) -> dict[str, int]:
    with kept.read() as session:
        site = session.scalars(select(Site.id).where(Site.agency_id == world.agency_ids["150100"])).first()
        of_site = select(SiteColumn.id).where(SiteColumn.site_id == site).order_by(SiteColumn.id)
        first = session.scalars(of_site).first()
    assert site is not None and first is not None
    return {"site": site, "column": first}


def _window(kept: Database, id_: int, site: int) -> None:
    with kept.write() as session:
        window = {"starts_at": NOW, "ends_at": NOW, "reason": "x", "entered_by": "region", "entered_at": NOW}
        session.add(MaintenanceWindow(id=id_, site_id=site, **window))


def _lines(kept: Database) -> int:
    """How many lines the audit trail has on sites and columns."""
    with kept.read() as session:
        of_registry = AuditEntry.subject.like("site:%") | AuditEntry.subject.like("column:%")
        return len(session.scalars(select(AuditEntry.id).where(of_registry)).all())
