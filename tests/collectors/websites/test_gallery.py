"""Every page of the gallery is read as a careful reader reads it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from collectors.websites.inspect import inspect_page
from tests.collectors.websites.gallery import (
    articles,
    broken_pages,
    date_writings,
    government_systems,
    joined_lists,
    lone_pages,
    missing_years,
    other_boxes,
    portal_articles,
    portal_systems,
    scripts,
    taken_over,
    unusual_lists,
    ways_of_dating,
    wrong_pages,
)
from tests.collectors.websites.gallery.samples import TODAY, Sample

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
_PARTS = (
    government_systems,
    joined_lists,
    missing_years,
    portal_articles,
    portal_systems,
    date_writings,
    broken_pages,
    scripts,
    taken_over,
    unusual_lists,
    articles,
    wrong_pages,
    other_boxes,
    ways_of_dating,
    lone_pages,
)
ALL = [sample for part in _PARTS for sample in part.GALLERY]


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
def test_the_page_is_read_as_a_careful_reader_reads_it(sample: Sample) -> None:
    view = inspect_page(sample.body, sample.url, NOW, sample.content_type)
    assert (view.kind, view.outcome, view.newest) == (sample.kind, sample.outcome, sample.newest)
    assert sample.items is None or len(view.items) == sample.items
    assert view.newest is None or view.newest <= TODAY
