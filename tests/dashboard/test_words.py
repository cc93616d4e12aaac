"""Whatever a page can come to show has its word."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest

from collectors.recording.jobs import FILE_KINDS
from collectors.recording.looks import TABLES
from collectors.recording.questions import BOARD
from collectors.tables.faults import RowFault
from dashboard import words
from metrics.column_findings import ColumnAnswer
from metrics.facts import RequestEventKind
from metrics.finding import Severity, SubjectKind
from metrics.request_clock import RequestStanding


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (words.QUARANTINE_REASONS, RowFault),
        (words.REQUEST_STANDINGS, RequestStanding),
        (words.REQUEST_EVENTS, RequestEventKind),
        (words.COLUMN_ANSWERS, ColumnAnswer),
        (words.COLUMN_SIGNS, ColumnAnswer),
        (words.COLOUR_NAMES, Severity),
        (words.SUBJECT_KINDS, SubjectKind),
        (words.SOURCE_KINDS, [*FILE_KINDS, *TABLES, BOARD]),
    ],
)
def test_every_code_has_its_word(said: Collection[str], codes: Iterable[str]) -> None:
    assert set(said) == {str(code) for code in codes}
