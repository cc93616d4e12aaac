from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.tables.headings import load_headings
from collectors.tables.sent_again import NOTES, as_first_sent, marked, unmarked
from collectors.tables.table import TableRow


@given(st.text(alphabet="'=+-@＝\t\r a1文", max_size=6))
def test_a_marked_cell_comes_back_as_it_was_and_is_no_formula(text: str) -> None:
    assert unmarked(marked(text)) == text
    assert len(text) < 2 or marked(text)[0] not in "=+-@＝\t\r"


def test_a_sign_alone_is_left_as_it_is() -> None:
    assert [marked(text) for text in ("-", "--1", "'", "无", "")] == ["-", "'--1", "'", "无", ""]


def test_notes_are_left_out_wherever_they_stand() -> None:
    rows = [
        TableRow(1, ["编号", NOTES[0], "收到日期", *NOTES[1:]]),
        TableRow(2, ["'=1", "a.csv", None, "7", "收到日期", "不对"]),
    ]
    assert [list(row.cells) for row in as_first_sent(rows)] == [["编号", "收到日期"], ["=1", None]]
    assert [row.number for row in as_first_sent(rows)] == [1, 2]


def test_a_file_with_only_some_of_these_headings_keeps_them() -> None:
    rows = [TableRow(1, ["编号", NOTES[0]]), TableRow(2, ["1", "a.csv"])]
    assert as_first_sent(rows) == rows


def test_no_note_is_taken_for_a_field() -> None:
    for package in ("collectors.requests", "collectors.messages"):
        assert load_headings(package).columns_of(NOTES) == {}
