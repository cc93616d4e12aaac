"""The calendar text, read back by a small reader that shares nothing with the writer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from dashboard.icalendar import WholeDay, calendar_text

MOMENT = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
DAYS = st.builds(
    WholeDay,
    uid=st.from_regex(r"[a-z]{1,9}-[0-9]{1,9}@[a-z]{1,9}", fullmatch=True),
    day=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    summary=WORDS,
    url=st.just("https://example.invalid/request/1"),
)


def read_calendar(octets: bytes) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Properties of the calendar, and of each event, by name with parameters (RFC 5545, 3.1 and 3.3.11)."""
    assert octets.endswith(b"\r\n")
    folded = octets[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in folded)
    assert not any(b"\n" in line or b"\r" in line for line in folded)
    for line in folded:
        line.decode()  # no fold goes through a character
    lines: list[bytes] = []
    for line in folded:
        if line[:1] == b" ":
            lines[-1] += line[1:]
        else:
            lines.append(line)
    head: dict[str, str] = {}
    events: list[dict[str, str]] = []
    inside: dict[str, str] | None = None
    for line in (one.decode() for one in lines):
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            assert inside is None
            inside = {}
        elif line == "END:VEVENT":
            assert inside is not None
            events.append(inside)
            inside = None
        else:
            target = head if inside is None else inside
            assert name not in target or name in ("BEGIN", "END")
            target[name] = value if name == "URL" else plain(value)
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-1] == b"END:VCALENDAR" and inside is None
    return head, events


def plain(value: str) -> str:
    out, rest = "", iter(value)
    for sign in rest:
        if sign == "\\":
            following = next(rest)
            out += {"n": "\n", "N": "\n"}.get(following, following)
            assert following in "\\;,nN"
        else:
            assert sign not in ";,"
            out += sign
    return out


@given(name=WORDS, days=st.lists(DAYS, max_size=5))
def test_what_is_written_is_read_back(name: str, days: list[WholeDay]) -> None:
    head, events = read_calendar(calendar_text(name, days, MOMENT).encode())
    assert head["X-WR-CALNAME"] == name
    assert (head["VERSION"], head["X-WR-TIMEZONE"]) == ("2.0", "Asia/Shanghai")
    for day, event in zip(days, events, strict=True):
        assert (event["UID"], event["SUMMARY"], event["URL"]) == (day.uid, day.summary, day.url)
        assert event["DTSTAMP"] == "20261120T010203Z"
        begin, end = event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]
        assert (datetime.strptime(end, "%Y%m%d") - datetime.strptime(begin, "%Y%m%d")).days == 1  # noqa: DTZ007
        assert begin == day.day.isoformat().replace("-", "")


def test_line_breaks_and_control_characters_cannot_begin_a_property() -> None:
    day = WholeDay(
        "a@b", date(2026, 11, 20), "一\r\nURL:https://elsewhere.invalid\n二\x07\r三", "https://example.invalid/"
    )
    _, (event,) = read_calendar(calendar_text("名", [day], MOMENT).encode())
    assert event["SUMMARY"] == "一\nURL:https://elsewhere.invalid\n二  三"
    assert event["URL"] == "https://example.invalid/"
