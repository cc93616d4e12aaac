"""``mingcha inspect`` shows what the collector sees in a page, from a file or an address."""

from __future__ import annotations

from pathlib import Path

from tests.mingcha.conftest import CommandLine

KEYS = {"kind", "newest", "items", "dated", "flags"}


def _page(folder: Path, *items: tuple[str, str]) -> Path:
    line = '<li><a href="/art/{0}.html">关于做好第{0}批工作的通知</a><span>{1}</span></li>'
    lines = "".join(line.format(number, day) for number, day in items)
    path = folder / "page.html"
    path.write_text(f"<html><body><ul>{lines}</ul></body></html>", encoding="utf-8")
    return path


def test_a_list_page_tells_its_newest_date(command_line: CommandLine, tmp_path: Path) -> None:
    page = _page(tmp_path, ("1", "2026-03-02"), ("2", "2026-03-09"), ("3", "2026-02-27"))
    answer = command_line.json("inspect", page, "--fetched-at", "2026-03-10T09:00:00+08:00")
    assert set(answer) == KEYS
    assert (answer["kind"], answer["newest"], answer["items"], answer["dated"]) == ("list", "2026-03-09", 3, 3)


def test_a_date_to_come_is_flagged_and_never_taken(command_line: CommandLine, tmp_path: Path) -> None:
    page = _page(tmp_path, ("1", "2026-03-02"), ("2", "2026-03-09"), ("3", "2027-02-27"))
    answer = command_line.json("inspect", page, "--fetched-at", "2026-03-10")
    assert answer["newest"] == "2026-03-09"
    assert "future_date" in answer["flags"]


def test_the_words_give_the_reason_of_each_date(command_line: CommandLine, tmp_path: Path) -> None:
    page = _page(tmp_path, ("1", "2026-03-02"), ("2", "2026-03-09"), ("3", "2026-02-27"))
    output = command_line("inspect", page, "--fetched-at", "2026-03-10").stdout
    assert "最新 2026-03-09 · 共 3 条" in output
    assert "2026-02-27 text" in output


def test_a_file_that_is_not_there_is_wrong_use(command_line: CommandLine) -> None:
    result = command_line("inspect", "nowhere.html")
    assert result.exit_code == 2
    assert "nowhere.html" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_moment_beyond_all_calendars_is_wrong_use(command_line: CommandLine, tmp_path: Path) -> None:
    result = command_line("inspect", _page(tmp_path), "--fetched-at", "9999-12-31T23:59:59-12:00")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_a_loopback_address_is_refused_unless_the_setting_allows_it(command_line: CommandLine) -> None:
    result = command_line("inspect", "http://127.0.0.1:9/")
    assert result.exit_code == 2
    assert "地址不允许访问（forbidden_address）：127.0.0.1 指向 127.0.0.1，不是公网地址" in result.stderr
    allowed = command_line("inspect", "http://127.0.0.1:9/", MINGCHA_ALLOW_PRIVATE_ADDRESSES="true")
    assert "（refused）：连接被拒绝" in allowed.stderr


def test_the_shared_column_pages_give_their_newest_dates(command_line: CommandLine, samples: Path) -> None:
    expected = {
        "engebei_xxgknb_list": ("2020-09-03", 10),
        "dfa66_announcement": ("2020-07-02", 10),
        "rtfund_xxpl": ("2020-07-09", 15),
    }
    for name, (newest, items) in expected.items():
        page = samples / "columns" / f"{name}.html"
        answer = command_line.json("inspect", page, "--fetched-at", "2020-10-01")
        assert (answer["kind"], answer["newest"], answer["items"]) == ("list", newest, items), name


def test_the_eight_shared_feeds_are_read(command_line: CommandLine, samples: Path) -> None:
    feeds = sorted((samples / "feeds").glob("*.xml"))
    assert len(feeds) == 8
    for feed in feeds:
        answer = command_line.json("inspect", feed)
        assert answer["kind"] == "feed"
        assert answer["newest"] is not None
