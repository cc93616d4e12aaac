"""The kind of applicant is read where a log says it; names of applicants never are."""

from datetime import date

import pytest

from collectors.requests.reading import read_requests
from tests.collectors.requests.logs import HEADINGS, as_csv, row

TODAY = date(2026, 11, 20)


def detail(words: str, heading: str = "申请人类型") -> dict[str, object]:
    reading = read_requests(as_csv([[*row(), words]], (*HEADINGS, heading)), "log.csv", TODAY).everything()
    assert reading.problems == []
    return dict(reading.facts[0].events[0].detail)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("自然人", "natural_person"),
        ("公民", "natural_person"),
        ("法人或其他组织（商业企业）", "enterprise"),
        ("科研机构", "research"),
        ("社会公益组织", "public_interest"),
        ("律师事务所", "legal_service"),
        ("其他", "other"),
    ],
)
def test_words_of_applicants_become_columns_of_table_3(words: str, code: str) -> None:
    assert detail(words)["applicant"] == code


@pytest.mark.parametrize("heading", ["申请人性质", "申请人类别", "申请人类型（自然人/法人）", "Applicant Type"])
def test_other_headings_are_known(heading: str) -> None:
    assert detail("企业", heading)["applicant"] == "enterprise"


@pytest.mark.parametrize("words", ["", "张某某", "无"])
def test_what_is_no_kind_is_not_kept(words: str) -> None:
    assert "applicant" not in detail(words)
    assert not words or words not in str(detail(words))
