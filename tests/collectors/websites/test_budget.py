"""Pages of any size and any damage are read within a budget, and what was left out is said."""

from __future__ import annotations

import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import CUT_OFF, PageKind, PageView
from collectors.websites.tree import MAX_CHARACTERS
from metrics.facts import CheckOutcome

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
NEWEST = date(2026, 9, 16)
ENTRY = "<li><a href='/a/{n}.html'>关于做好第{n}批惠企政策落实工作的通知</a><span>{day}</span></li>"


def look(text: str | bytes) -> PageView:
    return inspect_page(text if isinstance(text, bytes) else text.encode(), "http://www.example.gov.cn/a/", NOW)


def entries(count: int) -> str:
    return "".join(ENTRY.format(n=n, day=NEWEST if n == 0 else f"2026-08-{n % 28 + 1:02}") for n in range(count))


def test_a_list_without_end_is_read_from_its_beginning_and_says_so() -> None:
    view = look(f"<html><body><ul>{entries(30_000)}</ul></body></html>")
    assert (view.newest, CUT_OFF in view.flags) == (NEWEST, True)
    assert 1_000 < len(view.items) < 30_000


def test_a_list_of_three_thousand_entries_is_whole() -> None:
    view = look(f"<html><body><ul>{entries(3_000)}</ul></body></html>")
    assert (len(view.items), CUT_OFF in view.flags) == (3_000, False)


def test_a_page_longer_than_the_budget_says_so() -> None:
    view = look(f"<html><body><ul>{entries(20)}</ul><!--{'x' * MAX_CHARACTERS}--></body></html>")
    assert (view.newest, len(view.items), CUT_OFF in view.flags) == (NEWEST, 20, True)


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_feed_without_end_is_read_at_both_ends(newest_first: bool) -> None:
    days = [NEWEST, *[date(2025, 1 + n % 12, 1 + n % 28) for n in range(6_000)]]
    items = "".join(
        f"<item><title>通知</title><pubDate>{day}</pubDate></item>" for day in (days if newest_first else days[::-1])
    )
    view = look(f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>")
    assert (view.kind, view.newest, CUT_OFF in view.flags) == (PageKind.FEED, NEWEST, True)


def test_a_sitemap_beyond_the_protocols_limit_says_so() -> None:
    view = look("<urlset>" + "<url><loc>http://e.cn/a</loc><lastmod>2026-09-16</lastmod></url>" * 50_001 + "</urlset>")
    assert (len(view.items), view.newest, CUT_OFF in view.flags) == (50_000, NEWEST, True)


@pytest.mark.parametrize("tag", ["div", "dl", "x-y", "font", "section", "form", "b"])
def test_elements_nested_without_end_are_refused(tag: str) -> None:
    assert look(f"<{tag}>" * 60_000 + entries(5)).outcome is CheckOutcome.UNREADABLE


@pytest.mark.parametrize("opened", ["<a href='x'>", "<li>", "<p>", "<tr><td>", "<option>", "<dt><dd>"])
def test_elements_left_open_are_no_nesting(opened: str) -> None:
    assert look(f"<html><body><ul>{entries(9)}</ul>{opened * 2_500}</body></html>").newest == NEWEST


@pytest.fixture(scope="module")
def feedparser_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """feedparser's own test files, from its source distribution."""
    folder = tmp_path_factory.mktemp("feedparser")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "feedparser"]
    subprocess.run([*command, "--no-build-isolation", "--dest", folder], check=True, capture_output=True)
    with tarfile.open(next(folder.glob("feedparser-*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    yield [path for path in sorted(folder.glob("feedparser-*/tests/**/*")) if path.is_file()]


@pytest.mark.long
def test_every_file_of_feedparsers_suite_is_looked_at_within_a_second_of_work(feedparser_files: list[Path]) -> None:
    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, give_up)
    kinds = []
    for path in feedparser_files:
        signal.setitimer(signal.ITIMER_PROF, 1)
        try:
            view = look(path.read_bytes())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        assert view.newest is None or view.newest <= date(2026, 11, 21), path.name
        kinds.append(view.kind)
    assert len(kinds) > 2_000
    assert kinds.count(PageKind.FEED) > 0.95 * len(kinds)
