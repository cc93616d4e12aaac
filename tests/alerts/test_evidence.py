from __future__ import annotations

from alerts.evidence import evidence_lines


def test_a_zero_is_a_value_and_is_shown() -> None:
    facts = {"items": 0, "dated": 0, "newest": None, "columns": [], "counted_from": "2026-02-01"}
    assert evidence_lines(facts) == [("页面条目数", "0"), ("有日期的条目数", "0"), ("未更新起算日", "2026-02-01")]


def test_what_is_missing_is_left_out() -> None:
    assert evidence_lines({"items": None, "reason": "", "because": []}) == []
