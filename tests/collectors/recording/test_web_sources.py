"""Looks at columns, home pages and accounts over real HTTP, recorded with run, health and proof."""

from __future__ import annotations

import gzip
from datetime import date, timedelta

import pytest

from collectors.collecting import collect_sources
from collectors.recording.kept_files import read_copy
from store.models import AccountCheck, CollectorRun, ColumnCheck, Evidence, Post, SiteCheck
from tests.collectors.recording.world import START, SmallWorld
from tests.collectors.web_server import WebServer, answer, in_turn
from tests.collectors.websites import makes

NEWEST = date(2026, 11, 16)
PAGE = makes.date_after_link(makes.entries(NEWEST)).encode()
FEED = (
    "<rss version='2.0'><channel><title>发布</title>"
    + "".join(
        f"<item><guid>p{n}</guid><title>第{n}条</title><pubDate>{n} Nov 2026 08:00:00 +0800</pubDate></item>"
        for n in (16, 10)
    )
    + "</channel></rss>"
).encode()


def collect(world: SmallWorld, *sources: int) -> None:
    collect_sources(world.database, list(sources), world.context)


def test_a_look_at_a_column_is_kept_with_its_proof(world: SmallWorld, server: WebServer) -> None:
    server.paths["/tzgg/"] = answer(200, PAGE, Content_Type="text/html; charset=utf-8", ETag='"1"')
    source, column = world.column_source(f"{server.address}/tzgg/")
    collect(world, source)
    (check,) = world.rows(ColumnCheck)
    assert (check.site_column_id, check.outcome, check.newest, check.items, check.dated) == (column, "ok", NEWEST, 8, 8)
    assert (check.seen_since, check.status, check.checked_at) == (date(2026, 11, 20), 200, START)
    (evidence,) = world.rows(Evidence)
    assert evidence.content_hash == check.evidence_hash
    assert read_copy(world.folder / "evidence", evidence.file).content == PAGE
    state = world.source(source)
    assert (state.health, state.etag, state.next_run_at) == ("ok", '"1"', START + timedelta(minutes=60))


def test_a_page_from_a_gb18030_site_packed_by_gzip_is_read(world: SmallWorld, server: WebServer) -> None:
    html = makes.date_after_link(makes.entries(NEWEST)).replace("utf-8", "gb2312").encode("gb18030")
    server.paths["/"] = answer(200, gzip.compress(html), Content_Encoding="gzip", Content_Type="text/html")
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    assert world.rows(ColumnCheck)[0].newest == NEWEST


def test_an_unchanged_page_repeats_what_was_seen_and_keeps_since_when(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(answer(200, PAGE, ETag='"1"'), answer(304))
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    world.clock.move(hours=20)
    collect(world, source)
    first, second = world.rows(ColumnCheck)
    assert (second.outcome, second.newest, second.items) == ("not_modified", NEWEST, 8)
    assert (second.seen_since, second.evidence_hash) == (first.seen_since, first.evidence_hash)
    assert server.asked[1][1]["if-none-match"] == '"1"'


def test_validators_are_trusted_for_a_day_only(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(answer(200, PAGE, ETag='"1"'), answer(304))
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    world.clock.move(hours=25)
    collect(world, source)
    assert "if-none-match" not in server.asked[1][1]
    assert [check.outcome for check in world.rows(ColumnCheck)] == ["ok", "unproved"]


def test_a_304_that_was_not_asked_for_proves_nothing(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(answer(200, PAGE), answer(304))
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    world.clock.move(hours=1)
    collect(world, source)
    assert "if-none-match" not in server.asked[1][1]
    assert [check.outcome for check in world.rows(ColumnCheck)] == ["ok", "unproved"]


def test_since_when_moves_only_with_what_is_seen(world: SmallWorld, server: WebServer) -> None:
    newer = makes.date_after_link(makes.entries(NEWEST + timedelta(days=5))).encode()
    blank = makes.page("<ul></ul>").encode()
    server.paths["/"] = in_turn(
        answer(200, PAGE),
        answer(500),
        answer(200, PAGE + b" "),
        answer(200, newer),
        answer(200, blank),
        answer(200, blank),
    )
    source, _ = world.column_source(f"{server.address}/")
    for _ in range(6):
        collect(world, source)
        world.clock.move(days=1)
    since = [(check.outcome, check.items, check.seen_since) for check in world.rows(ColumnCheck)]
    assert since == [
        ("ok", 8, date(2026, 11, 20)),
        ("http_server_error", 0, date(2026, 11, 20)),
        ("ok", 8, date(2026, 11, 20)),
        ("ok", 8, date(2026, 11, 23)),
        ("ok", 0, date(2026, 11, 24)),
        ("ok", 0, date(2026, 11, 24)),
    ]


def test_failures_are_counted_and_end_with_the_first_success(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = in_turn(answer(500), answer(500), answer(200, PAGE))
    source, _ = world.column_source(f"{server.address}/")
    seen = []
    for _ in range(3):
        collect(world, source)
        seen.append((world.source(source).health, world.source(source).failures_in_a_row))
    assert seen == [("failing", 1), ("failing", 2), ("ok", 0)]


def test_a_server_that_asks_for_a_pause_gets_it(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(429, Retry_After="7200")
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    assert world.source(source).next_run_at == START + timedelta(hours=2)
    world.clock.move(minutes=90)
    assert collect_sources(world.database, None, world.context).sources == 0
    world.clock.move(minutes=31)
    assert collect_sources(world.database, None, world.context).sources == 1


def test_a_server_that_is_down_is_visited_no_more_often_than_one_that_is_up(
    world: SmallWorld, server: WebServer
) -> None:
    server.paths["/"] = answer(503, Retry_After="5")
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    assert world.source(source).next_run_at == START + timedelta(hours=1)


def test_an_error_page_is_a_failed_look_with_its_proof(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, "<html><title>页面不存在</title><h1>404</h1></html>".encode(), ETag='"e"')
    source, _ = world.column_source(f"{server.address}/")
    collect(world, source)
    (check,) = world.rows(ColumnCheck)
    assert (check.outcome, check.newest) == ("soft_error_page", None)
    assert check.evidence_hash is not None
    assert world.source(source).etag is None


def test_the_same_page_seen_often_is_kept_once(world: SmallWorld, server: WebServer) -> None:
    server.paths |= {"/a/": answer(200, PAGE), "/b/": answer(200, PAGE)}
    one, _ = world.column_source(f"{server.address}/a/")
    other, _ = world.column_source(f"{server.address}/b/")
    for _ in range(2):
        collect(world, one, other)
    assert len(world.rows(ColumnCheck)) == 4
    assert len(world.rows(Evidence)) == 1


def test_one_sources_failure_stops_no_other(
    world: SmallWorld, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.paths |= {"/a/": answer(200, PAGE), "/loop/": answer(302, Location="/loop/"), "/b/": answer(200, PAGE)}
    sources = [world.column_source(f"{server.address}/{name}/")[0] for name in ("a", "loop", "gone", "b")]
    sources.append(world.column_source("http://no-such-host.invalid/")[0])
    sources.append(world.log_source())
    told: list[tuple[int, int]] = []
    summary = collect_sources(
        world.database, sources, world.context, lambda _name, done, all_: told.append((done, all_))
    )
    assert (summary.sources, summary.ok, summary.failing) == (6, 3, 3)
    assert told == [(n, 6) for n in range(1, 7)]
    outcomes = sorted(run.outcome for run in world.rows(CollectorRun))
    assert outcomes == ["dns", "http_client_error", "ok", "ok", "too_many_redirects", "unchanged"]


def test_a_full_disk_is_said_in_the_run_record(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, PAGE)
    source, _ = world.column_source(f"{server.address}/")
    (world.folder / "evidence").write_text("a file stands where the folder should be")
    collect(world, source)
    (run,) = world.rows(CollectorRun)
    assert (run.outcome, world.rows(ColumnCheck)) == ("failed", [])
    assert world.source(source).health == "failing"


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize(
    "place",
    ["web_sources.keep_page", *(f"recording.web_source.{name}" for name in ("name_copies", "Looks", "tell_health"))],
)
def test_a_kill_at_any_moment_loses_nothing_and_doubles_nothing(
    world: SmallWorld, server: WebServer, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    server.paths["/"] = answer(200, PAGE)
    source, _ = world.column_source(f"{server.address}/")

    def die(*_args: object, **_kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(f"collectors.{place}", die)
        with pytest.raises(Killed):
            collect(world, source)
    assert (world.rows(CollectorRun), world.rows(ColumnCheck), world.rows(Evidence)) == ([], [], [])
    assert [job.sources for job in [collect_sources(world.database, None, world.context)]] == [1]
    assert (len(world.rows(CollectorRun)), len(world.rows(ColumnCheck)), len(world.rows(Evidence))) == (1, 1, 1)


def test_a_home_page_is_a_visit_with_the_newest_of_all_its_lists(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, makes.side_box_with_newer_dates(makes.entries(date(2026, 11, 1))).encode())
    source, site = world.site_source(f"{server.address}/")
    collect(world, source)
    (check,) = world.rows(SiteCheck)
    assert (check.site_id, check.outcome, check.newest) == (site, "ok", date(2026, 11, 10))
    assert check.elapsed_ms is not None


def test_a_home_page_without_a_list_was_open_all_the_same(world: SmallWorld, server: WebServer) -> None:
    words = "<p>Welcome to the office of the region. The offices are open on working days.</p>"
    server.paths["/"] = answer(200, f"<html><body><h1>Office</h1>{words}</body></html>".encode())
    source, _ = world.site_source(f"{server.address}/")
    collect(world, source)
    (check,) = world.rows(SiteCheck)
    assert (check.outcome, check.newest, check.items) == ("ok", None, 0)


def test_a_home_page_that_only_a_script_fills_was_not_seen(world: SmallWorld, server: WebServer) -> None:
    server.paths["/"] = answer(200, b"<html><body><div id='app'></div><script src='a.js'></script></body></html>")
    source, _ = world.site_source(f"{server.address}/")
    collect(world, source)
    (check,) = world.rows(SiteCheck)
    assert (check.outcome, check.newest) == ("needs_script", None)


def test_a_column_that_leads_to_another_domain_was_not_seen(world: SmallWorld, server: WebServer) -> None:
    port = server.address.rsplit(":", 1)[1]
    server.paths["/tzgg/"] = answer(302, Location=f"http://localhost:{port}/elsewhere/")
    server.paths["/elsewhere/"] = answer(200, PAGE, Content_Type="text/html; charset=utf-8")
    source, _ = world.column_source(f"{server.address}/tzgg/")
    collect(world, source)
    (check,) = world.rows(ColumnCheck)
    assert (check.outcome, check.newest) == ("foreign_page", None)


def test_posts_of_an_account_are_kept_once(world: SmallWorld, server: WebServer) -> None:
    server.paths["/feed"] = answer(200, FEED, Content_Type="application/rss+xml")
    source, account = world.account_source(f"{server.address}/feed")
    collect(world, source)
    collect(world, source)
    assert [(post.account_id, post.external_id) for post in world.rows(Post)] == [(account, "p16"), (account, "p10")]
    checks = world.rows(AccountCheck)
    assert [(check.outcome, check.newest, check.items) for check in checks] == [("ok", NEWEST, 2)] * 2
    assert [(run.accepted, run.unchanged) for run in world.rows(CollectorRun)] == [(2, 0), (0, 2)]


def test_private_addresses_are_not_asked_unless_allowed(world: SmallWorld, server: WebServer) -> None:
    from dataclasses import replace

    server.paths["/"] = answer(200, PAGE)
    source, _ = world.column_source(f"{server.address}/")
    context = replace(world.context, limits=replace(world.context.limits, allow_private=False))
    collect_sources(world.database, [source], context)
    assert world.rows(ColumnCheck)[0].outcome == "forbidden_address"
    assert server.asked == []
