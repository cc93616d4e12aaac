from datetime import timedelta

import pytest

from metrics.facts import CheckOutcome, ColumnFacts, VisitDay
from metrics.site_findings import site_findings
from rulebook import Rulebook
from tests.metrics.make import column, day, look, site, told, visit, visits

YEAR_END = day("2026-12-31")


def columns(
    count: int, newest: str | None, on: str = "2026-03-20", category: str = "news", items: int = 10
) -> list[ColumnFacts]:
    return [
        column(
            look(on, newest, items=items, since="2026-03-10"), id=f"{category}-{newest}-{items}-{i}", category=category
        )
        for i in range(count)
    ]


def test_the_home_page_warns_after_ten_days_and_fails_after_fourteen(rulebook: Rulebook) -> None:
    looks = [visit((day("2026-04-01") + timedelta(days=i)).isoformat(), "2026-04-01") for i in range(16)]
    early, red = ("WEB-B", "B-home:2026Q2", "2026-04-12"), ("WEB-R", "W3:2026Q2", "2026-04-16")
    assert told(site_findings(site(*looks[:11]), rulebook, YEAR_END)) == []
    assert told(site_findings(site(*looks[:15]), rulebook, YEAR_END)) == [early]
    assert told(site_findings(site(*looks), rulebook, YEAR_END)) == [early, red]
    assert told(site_findings(site(looks[-1]), rulebook, YEAR_END)) == [early, red]


def test_a_home_page_without_dates_counts_as_not_updated(rulebook: Rulebook) -> None:
    found = told(site_findings(site(visit("2026-04-10", since="2026-04-03")), rulebook, YEAR_END))
    assert ("WEB-R", "W3:2026Q2", "2026-04-03") in found


def test_a_home_page_on_which_no_item_is_found_proves_nothing_of_its_updates(rulebook: Rulebook) -> None:
    assert told(site_findings(site(visit("2026-04-10", since="2026-01-03", items=0)), rulebook, YEAR_END)) == []


def test_a_fault_that_lasts_into_the_next_quarter_is_found_again(rulebook: Rulebook) -> None:
    facts = site(visit("2026-03-30", "2026-03-01"), visit("2026-04-02", "2026-03-01"))
    reds = [line for line in told(site_findings(facts, rulebook, YEAR_END)) if line[0] == "WEB-R"]
    assert reds == [("WEB-R", "W3:2026Q1", "2026-03-16"), ("WEB-R", "W3:2026Q2", "2026-04-01")]


@pytest.mark.parametrize(("count", "red"), [(4, False), (5, True)])
def test_five_stale_news_notice_and_policy_columns_fail_the_site(rulebook: Rulebook, count: int, red: bool) -> None:
    facts = site(columns=columns(count - 1, "2026-03-01") + columns(1, "2025-03-01", category="policy"))
    found = told(site_findings(facts, rulebook, YEAR_END))
    # The policy column began first; the last of the needed five is a news column.
    assert (("WEB-R", "W4a:2026Q1", "2026-03-16") in found) is red


def test_other_columns_do_not_count_for_w4a(rulebook: Rulebook) -> None:
    facts = site(columns=columns(9, "2024-03-01", category="planning"))
    assert [line[1] for line in told(site_findings(facts, rulebook, YEAR_END))] == ["B-stale:2026Q1"]


@pytest.mark.parametrize(("count", "expected"), [(6, 0), (7, 1), (9, 1), (10, 2)])
def test_seven_stale_columns_warn_and_ten_fail(rulebook: Rulebook, count: int, expected: int) -> None:
    facts = site(columns=columns(count, "2024-03-01", category="personnel"))
    names = [line[1].split(":")[0] for line in told(site_findings(facts, rulebook, YEAR_END))]
    assert names == ["B-stale", "W4b"][:expected]


@pytest.mark.parametrize(("count", "expected"), [(2, []), (3, ["B-blank"]), (4, ["B-blank"]), (5, ["B-blank", "W4c"])])
def test_three_blank_columns_warn_and_five_fail(rulebook: Rulebook, count: int, expected: list[str]) -> None:
    found = told(site_findings(site(columns=columns(count, None, items=0)), rulebook, YEAR_END))
    assert [line[1].split(":")[0] for line in found] == expected
    assert all(line[2] == "2026-03-10" for line in found)


def test_undated_columns_count_as_stale_and_not_as_blank(rulebook: Rulebook) -> None:
    found = told(site_findings(site(columns=columns(5, None)), rulebook, YEAR_END))
    assert [line[1] for line in found] == ["W4a:2026Q1"]


def test_a_mended_column_counts_no_more(rulebook: Rulebook) -> None:
    mended = column(look("2026-03-20", "2026-03-19"), id=99)
    assert told(site_findings(site(columns=[*columns(4, "2026-03-01"), mended]), rulebook, YEAR_END)) == []


def test_a_state_seen_too_long_ago_counts_no_more(rulebook: Rulebook) -> None:
    old = columns(3, "2026-02-01", on="2026-03-01")
    new = columns(2, "2026-03-01", on="2026-03-20")
    assert told(site_findings(site(columns=old + new), rulebook, YEAR_END)) == []


def week(count: int = 20, **failed_on: int) -> list[VisitDay]:
    """Seven days from 2026-03-02 on; ``d3=5``: five visits of the fourth day did not open."""
    return [visits(day("2026-03-02") + timedelta(days=i), count, failed_on.get(f"d{i}", 0)) for i in range(7)]


@pytest.mark.parametrize(("failed", "expected"), [(4, []), (5, ["B-open"]), (6, ["B-open"]), (7, ["B-open", "W2"])])
def test_three_percent_of_failed_visits_warn_and_five_fail(
    rulebook: Rulebook, failed: int, expected: list[str]
) -> None:
    found = told(site_findings(site(visits=week(d3=failed)), rulebook, YEAR_END))
    assert [line[1].split(":")[0] for line in found] == expected
    assert all(line[2] == "2026-03-08" for line in found)


def test_looks_at_the_home_page_are_no_visits(rulebook: Rulebook) -> None:
    looks = [visit("2026-03-08", "2026-03-08", outcome=CheckOutcome.TIMEOUT) for _ in range(20)]
    assert told(site_findings(site(*looks, visits=week()), rulebook, YEAR_END)) == []


def test_too_few_visits_on_one_day_say_nothing(rulebook: Rulebook) -> None:
    some = [visits(of.day, 19 if i == 2 else 20, 10) for i, of in enumerate(week())]
    assert told(site_findings(site(visits=some), rulebook, YEAR_END)) == []


def test_a_day_without_visits_is_not_a_day_without_failures(rulebook: Rulebook) -> None:
    some = [of for i, of in enumerate(week(d0=20, d6=20)) if i != 3]
    assert told(site_findings(site(visits=some), rulebook, YEAR_END)) == []


def test_a_day_that_goes_on_does_not_count_yet(rulebook: Rulebook) -> None:
    facts = site(visits=week(d3=20))
    assert told(site_findings(facts, rulebook, day("2026-03-08"))) == []
    assert [line[2] for line in told(site_findings(facts, rulebook, day("2026-03-09")))] == ["2026-03-08"] * 2


def test_the_window_moves_with_the_days(rulebook: Rulebook) -> None:
    later = [visits(day("2026-03-09") + timedelta(days=i), 24, 3 if i < 3 else 0) for i in range(7)]
    found = told(site_findings(site(visits=[*week(), *later]), rulebook, YEAR_END))
    # 3/144 = 2.08 %, 6/148 = 4.05 %, 9/152 = 5.9 % of the windows that end on the 9th, the 10th and the 11th.
    assert [(line[1].split(":")[0], line[2]) for line in found] == [("B-open", "2026-03-10"), ("W2", "2026-03-11")]


def test_a_failed_visit_says_nothing_about_freshness(rulebook: Rulebook) -> None:
    facts = site(visit("2026-06-01", "2026-03-01", outcome=CheckOutcome.SOFT_ERROR_PAGE))
    assert told(site_findings(facts, rulebook, YEAR_END)) == []


def test_running_late_finds_what_running_every_day_found(rulebook: Rulebook) -> None:
    looks = [visit((day("2026-02-20") + timedelta(days=i)).isoformat(), "2026-02-20") for i in range(0, 60, 3)]
    facts = site(*looks, columns=columns(7, "2026-03-01") + columns(7, "2026-03-02", on="2026-04-02"))
    daily: dict[tuple, object] = {}
    for i in range(90):
        for finding in site_findings(facts, rulebook, day("2026-02-20") + timedelta(days=i)).findings:
            daily.setdefault(finding.key, finding)
    late = site_findings(facts, rulebook, YEAR_END).findings
    assert sorted(map(repr, daily.values())) == sorted(map(repr, late))
