"""Sitemaps as generators make them: stamped with their own time, dated in their addresses, packed in pieces."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest

from collectors.websites.feeds.sitemaps import MAX_UNPACKED, unpacked
from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


def look(body: bytes | str) -> PageView:
    return inspect_page(body if isinstance(body, bytes) else body.encode(), "http://www.example.gov.cn/s.xml", NOW)


def sitemap(*changed: str, address: str = "http://www.example.gov.cn/{}.html") -> str:
    pages = [f"<url><loc>{address.format(n)}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(changed)]
    return f'<?xml version="1.0"?><urlset>{"".join(pages)}</urlset>'


@pytest.mark.parametrize(
    "changed",
    [
        ["2026-11-22T08:59:31+08:00"] * 5,
        ["2026-11-22"] * 5,
        ["2026-11-03T08:59:31+08:00"] * 5,
        [f"2026-11-22T00:59:31.{n}Z" for n in range(100, 120)],
        ["2026-11-22T08:58:59+08:00"] * 2 + ["2026-11-22T08:59:00+08:00"] * 3,
    ],
)
def test_the_moment_in_which_a_sitemap_is_made_is_when_none_of_its_pages_changed(changed: list[str]) -> None:
    view = look(sitemap(*changed))
    assert (view.kind, view.newest, "generation_time" in view.flags) == (PageKind.SITEMAP, None, True)


def test_pages_stamped_with_the_moment_of_the_look_leave_the_days_of_the_others() -> None:
    view = look(sitemap(*["2026-11-22T08:59:31+08:00"] * 6, "2026-11-10", "2026-11-16T10:00:00+08:00"))
    assert (view.newest, view.dated) == (date(2026, 11, 16), 2)


@pytest.mark.parametrize(
    "changed", [["2026-11-16"] * 20, ["2026-11-15T16:00:00Z"] * 20, ["2026-11-16T09:30:00+08:00"] * 4]
)
def test_pages_of_one_day_or_a_few_of_one_minute_changed_then(changed: list[str]) -> None:
    assert look(sitemap(*changed)).newest == date(2026, 11, 16)


def test_pages_published_together_count_from_the_next_day_on() -> None:
    text = sitemap(*["2026-11-21T09:30:00+08:00"] * 6, "2026-11-10")
    assert look(text).newest == date(2026, 11, 21)


def test_a_page_without_a_day_of_change_has_that_of_its_address() -> None:
    text = "http://www.example.gov.cn/202611/t20261116_1.html\nhttp://www.example.gov.cn/202610/t20261016_1.html\n"
    assert (look(text).newest, look(text).flags) == (date(2026, 11, 16), ("dates_from_urls",))
    locations = "".join(f"<url><loc>{line}</loc></url>" for line in text.split())
    assert look(f"<urlset>{locations}</urlset>").newest == date(2026, 11, 16)


def test_days_before_there_were_websites_are_none() -> None:
    assert look(sitemap("0001-01-01", "1970-01-01T08:00:00+08:00", "-0001-11-30T00:00:00+00:00")).dated == 0


def test_a_sitemap_packed_in_pieces_is_whole() -> None:
    body = sitemap("2026-11-16", "2026-11-10").encode()
    assert len(look(gzip.compress(body[:80]) + gzip.compress(body[80:])).items) == 2


def test_what_is_packed_in_very_many_pieces_or_swells_is_cut() -> None:
    assert len(unpacked(gzip.compress(b"x" * 10) * 100_000)) == 1_000
    assert len(unpacked(gzip.compress(b"x" * 30_000_000) * 2)) == MAX_UNPACKED


@pytest.mark.parametrize(
    "soup",
    ["<urlset>" + "<url " * 400_000, "<urlset>" + "<!--" * 400_000, "<urlset><url>" + ("<loc>" + " " * 4_000) * 500],
)
def test_damaged_entries_take_no_longer_than_whole_ones(soup: str) -> None:
    # Each of these takes minutes where a search begins anew at every sign.
    assert look(soup).kind is PageKind.SITEMAP


def test_a_comment_that_is_never_closed_hides_no_entry() -> None:
    text = sitemap("2026-11-16").replace("<urlset>", "<urlset><!-- a --><!-- generated on 2026-11-22")
    assert look(text).newest == date(2026, 11, 16)
