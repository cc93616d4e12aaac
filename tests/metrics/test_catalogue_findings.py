"""Items of a catalogue: a gap from the day that was told, and too old by the item's own limit."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.catalogue_findings import DutyFacts, catalogue_findings
from metrics.column_findings import column_findings
from metrics.facts import CheckOutcome, ColumnFacts, SiteFacts
from metrics.site_findings import site_findings
from rulebook import Rulebook
from tests.metrics.make import column, day, look


def duty(place: ColumnFacts | None, *, limit: int | None = 31, missing: date | None = None) -> DutyFacts:
    return DutyFacts(7, 1, "低保对象名单", "社会救助", limit, missing, place)


@pytest.mark.parametrize(("as_of", "found"), [("2026-09-01", 0), ("2026-09-02", 1), ("2026-12-02", 1)])
def test_a_gap_is_found_from_its_day_on_with_that_day(rulebook: Rulebook, as_of: str, found: int) -> None:
    gaps = catalogue_findings(duty(None, missing=day("2026-09-02")), rulebook, day(as_of)).findings
    assert [(gap.rule, gap.triggered_on, gap.severity.value) for gap in gaps] == [
        ("CAT-GAP", day("2026-09-02"), "blue")
    ] * found


def test_an_item_past_its_own_limit_is_told_with_the_true_day_however_late_it_is_seen(rulebook: Rulebook) -> None:
    place = column(look("2026-11-20", "2026-09-01"), category="policy")
    (old,) = catalogue_findings(duty(place), rulebook, day("2026-11-20")).findings
    assert (old.rule, old.triggered_on) == ("CAT-OLD", day("2026-10-03"))
    assert old.facts["limit_days"] == 31 and old.facts["item"] == "低保对象名单"


def test_what_the_column_itself_is_held_to_is_not_said_twice(rulebook: Rulebook) -> None:
    place = column(look("2026-11-20", "2026-09-01"), category="news")
    assert catalogue_findings(duty(place, limit=31), rulebook, day("2026-11-20")).findings == ()
    blank = column(look("2026-11-20", items=0), category="policy")
    assert catalogue_findings(duty(blank), rulebook, day("2026-11-20")).findings == ()


def test_a_single_page_is_held_to_the_items_limit_alone(rulebook: Rulebook) -> None:
    page = column(look("2026-11-20", "2026-09-01", items=1), category="page")
    (old,) = catalogue_findings(duty(page), rulebook, day("2026-11-20")).findings
    assert old.rule == "CAT-OLD"
    undated = column(look("2026-11-20", items=1), category="page")
    (without,) = catalogue_findings(duty(undated), rulebook, day("2026-11-20")).findings
    assert without.occurrence.startswith("undated:")
    assert catalogue_findings(duty(page, limit=None), rulebook, day("2026-11-20")).findings == ()


def test_a_failed_look_proves_nothing_of_an_item(rulebook: Rulebook) -> None:
    failed = column(look("2026-11-20", "2026-09-01", outcome=CheckOutcome.TIMEOUT), category="policy")
    assert catalogue_findings(duty(failed), rulebook, day("2026-11-20")).findings == ()


def test_a_page_counts_in_no_rule_on_columns(rulebook: Rulebook) -> None:
    pages = [column(look("2026-11-20", items=0), category="page", id=f"column-{number}") for number in range(10)]
    assert column_findings(pages[0], rulebook, day("2026-11-20")).findings == ()
    assert site_findings(SiteFacts(1, 1, [], pages), rulebook, day("2026-11-20")).findings == ()
