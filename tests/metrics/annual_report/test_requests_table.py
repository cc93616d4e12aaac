"""Table 3 from the log: which row counts a request, and that what came is what went and what is left."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.annual_report import AnnualReport, RequestTable, audit, remedies_table, requests_table
from metrics.facts import RequestEvent, RequestEventKind, RequestFacts
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from tests.annual_reports import requests_cell
from tests.metrics.make import event, request

AS_OF = date(2026, 11, 20)
Kind = RequestEventKind


def table(
    rulebook: Rulebook,
    working_days: WorkingDays,
    *requests: RequestFacts,
    year: int = 2025,
    form: str = "2021",
    as_of: date = AS_OF,
) -> RequestTable:
    return requests_table(requests, year, rulebook.report_forms[form], rulebook, working_days, as_of)


def rows_of(found: RequestTable, column: str = "总计") -> dict[str, int]:
    return {place.row: number for place, number in found.cells.items() if place.column == column and number}


def test_a_reply_stands_in_the_row_of_its_kind(rulebook: Rulebook, working_days: WorkingDays) -> None:
    one = request(event("received", "2025-03-03"), event("replied", "2025-03-20", outcome="third_party_rights"))
    rows = rows_of(table(rulebook, working_days, one))
    assert rows == {"新收": 1, "(三)4保护第三方合法权益": 1, "(七)总计": 1}


@pytest.mark.parametrize(("form", "row"), [("2021", "(六)2逾期未缴费"), ("2019", "(六)其他处理")])
def test_the_form_of_2019_has_one_row_for_all_other_ends(
    rulebook: Rulebook, working_days: WorkingDays, form: str, row: str
) -> None:
    one = request(event("received", "2025-03-03"), event("fee_noticed", "2025-03-10"))
    assert rows_of(table(rulebook, working_days, one, form=form)) == {"新收": 1, row: 1, "(七)总计": 1}


def test_every_kind_of_reply_has_a_row_in_both_forms(rulebook: Rulebook, working_days: WorkingDays) -> None:
    for form in rulebook.report_forms:
        for code in rulebook.reply_kinds:
            one = request(event("received", "2025-03-03"), event("replied", "2025-03-20", outcome=code))
            found = table(rulebook, working_days, one, form=form)
            assert len(rows_of(found)) == 3
            assert found.reply_unknown == 0


def test_a_request_over_the_turn_of_the_year_is_carried_over(rulebook: Rulebook, working_days: WorkingDays) -> None:
    one = request(event("received", "2024-12-30"), event("replied", "2025-01-10", outcome="granted"))
    assert rows_of(table(rulebook, working_days, one, year=2024)) == {"新收": 1, "结转下年度": 1}
    assert rows_of(table(rulebook, working_days, one)) == {"上年结转": 1, "(一)予以公开": 1, "(七)总计": 1}
    assert rows_of(table(rulebook, working_days, one, year=2026)) == {}


def test_a_reply_on_the_last_day_of_the_year_closes_it(rulebook: Rulebook, working_days: WorkingDays) -> None:
    one = request(event("received", "2025-12-31"), event("replied", "2025-12-31", outcome="granted"))
    assert "结转下年度" not in rows_of(table(rulebook, working_days, one))


def test_a_web_request_counts_from_the_day_both_sides_confirm(rulebook: Rulebook, working_days: WorkingDays) -> None:
    one = request(
        event("submitted", "2024-12-30", channel="internet"), event("confirmed", "2025-01-02", channel="internet")
    )
    before = table(rulebook, working_days, one, year=2024)
    assert (rows_of(before), before.unconfirmed) == ({}, 1)
    assert rows_of(table(rulebook, working_days, one)) == {"新收": 1, "结转下年度": 1}


def test_a_request_that_nobody_confirmed_is_stated_apart(rulebook: Rulebook, working_days: WorkingDays) -> None:
    found = table(rulebook, working_days, request(event("submitted", "2025-05-06", channel="internet")))
    assert (rows_of(found), found.unconfirmed) == ({}, 1)


def test_one_that_was_answered_without_a_receipt_counts_all_the_same(
    rulebook: Rulebook, working_days: WorkingDays
) -> None:
    one = request(
        event("submitted", "2024-12-30", channel="internet"), event("replied", "2025-01-10", outcome="granted")
    )
    found = table(rulebook, working_days, one)
    assert rows_of(found) == {"新收": 1, "(一)予以公开": 1, "(七)总计": 1}


@pytest.mark.parametrize("kind", ["withdrawn", "transferred"])
def test_withdrawn_and_transferred_are_other_ends(rulebook: Rulebook, working_days: WorkingDays, kind: str) -> None:
    one = request(event("received", "2025-03-03"), event(kind, "2025-03-10"))
    assert rows_of(table(rulebook, working_days, one)) == {"新收": 1, "(六)3其他": 1, "(七)总计": 1}


def test_a_correction_that_never_came_ends_the_request_on_the_day_after(
    rulebook: Rulebook, working_days: WorkingDays
) -> None:
    one = request(event("received", "2025-12-01"), event("correction_asked", "2025-12-03", until="2025-12-31"))
    assert rows_of(table(rulebook, working_days, one)) == {"新收": 1, "结转下年度": 1}
    assert rows_of(table(rulebook, working_days, one, year=2026)) == {
        "上年结转": 1,
        "(六)1逾期不补正": 1,
        "(七)总计": 1,
    }


def test_an_unknown_kind_of_reply_is_counted_as_other_and_stated(rulebook: Rulebook, working_days: WorkingDays) -> None:
    one = request(event("received", "2025-03-03"), event("replied", "2025-03-10", outcome_words="见附件"))
    found = table(rulebook, working_days, one)
    assert rows_of(found) == {"新收": 1, "(六)3其他": 1, "(七)总计": 1}
    assert found.reply_unknown == 1


def test_columns_follow_the_kind_of_applicant(rulebook: Rulebook, working_days: WorkingDays) -> None:
    said = request(event("received", "2025-03-03", applicant="legal_service"))
    unsaid = request(event("received", "2025-03-03"))
    found = table(rulebook, working_days, said, unsaid)
    assert rows_of(found, "法律服务机构") == rows_of(found, "自然人") == {"新收": 1, "结转下年度": 1}
    assert (found.cells[requests_cell("新收", "总计")], found.applicant_unknown) == (2, 1)


def test_an_entry_that_was_struck_out_counts_no_more(rulebook: Rulebook, working_days: WorkingDays) -> None:
    one = request(
        event("received", "2025-03-03"),
        event("replied", "2025-03-10", outcome="granted"),
        event("corrected_entry", "2025-03-12", kind="replied", on="2025-03-10"),
    )
    assert rows_of(table(rulebook, working_days, one)) == {"新收": 1, "结转下年度": 1}


def test_tables_of_two_agencies_add_up(rulebook: Rulebook, working_days: WorkingDays) -> None:
    one = request(event("received", "2025-03-03", applicant="other"))
    two = request(event("received", "2025-03-03"), event("replied", "2025-03-10", outcome="granted"))
    apart = table(rulebook, working_days, one) + table(rulebook, working_days, two)
    assert apart == table(rulebook, working_days, one, two)


DAYS = st.dates(date(2023, 11, 1), date(2026, 3, 1))
CHANNELS = st.sampled_from([None, "in_person", "registered_post", "post", "internet", "fax"])


@st.composite
def logs(draw: st.DrawFn, rules: Rulebook) -> list[RequestFacts]:
    """Requests with any events in any order, sensible or not."""
    found = []
    for _ in range(draw(st.integers(0, 6))):
        events = []
        for _ in range(draw(st.integers(0, 7))):
            kind, on = draw(st.sampled_from(list(Kind))), draw(DAYS)
            detail = {
                "channel": draw(CHANNELS),
                "applicant": draw(st.sampled_from([None, "natural_person", "research", "martian"])),
                "outcome": draw(st.sampled_from([*rules.reply_kinds, "nonsense"])),
                "until": (on + timedelta(days=draw(st.integers(0, 40)))).isoformat(),
                "result": draw(st.sampled_from([None, "upheld", "set_aside", "total", "pending"])),
            }
            events.append(RequestEvent(kind, on, {key: value for key, value in detail.items() if value}))
        found.append(RequestFacts(1, 1, events))
    return found


@settings(max_examples=1000, deadline=None)
@given(st.data())
def test_what_came_is_what_went_and_what_is_left_whatever_the_log_says(data: st.DataObject) -> None:
    rules, days = _RULES
    requests = data.draw(logs(rules))
    form = rules.report_forms[data.draw(st.sampled_from(sorted(rules.report_forms)))]
    reports = [report_of(requests, year, form.code, rules, days) for year in (2023, 2024, 2025, 2026)]
    for earlier, later in zip(reports, reports[1:], strict=False):
        found = audit(later, rules, previous=earlier)
        assert [check for check in found.checks if check.id not in ("AR10", "AR6")] == []
    whole = requests_cell("新收", "总计")
    received = sum(report.number(whole) or 0 for report in reports)
    assert received <= len(requests)  # none is new in two years


def report_of(
    requests: Sequence[RequestFacts], year: int, form: str, rules: Rulebook, days: WorkingDays
) -> AnnualReport:
    table_3 = requests_table(requests, year, rules.report_forms[form], rules, days, AS_OF)
    table_4 = remedies_table(requests, year, rules.report_forms[form], AS_OF)
    blank = {place: "" for place in table_3.cells if place.table == 2}
    return AnnualReport(form, {**blank, **table_3.cells, **table_4}, year=year)


def _loaded() -> tuple[Rulebook, WorkingDays]:
    from rulebook import load_rulebook

    rules = load_rulebook()
    return rules, WorkingDays(rules.calendar)


_RULES = _loaded()
