"""Which columns are about a person."""

from __future__ import annotations

import pytest

from collectors.requests.reading import PACKAGE
from collectors.tables.headings import load_headings, normal_heading
from collectors.tables.personal import DROP, load_personal_words, without_personal
from collectors.tables.profile import PERSONAL, Profile
from collectors.tables.table import LogTable


def personal(*headings: str, profile: Profile | None = None) -> list[str]:
    known = load_headings(PACKAGE)
    table = LogTable("a.csv", headings, known.columns_of(headings), {}, lambda: iter(()))
    said = profile or Profile()
    found, columns = without_personal(table, known, load_personal_words(PACKAGE), said, DROP)
    assert not set(found.columns.values()) & columns.positions
    return [headings[at] for at in sorted(columns.positions)]


@pytest.mark.parametrize(
    "heading",
    [
        "申请人",
        "申请人名称/姓名",
        "申请人单位名称",
        "法人代表",
        "证件号码",
        "联系 电话",
        "Requester's Name",
        "Phone Number",
        "E-mail",
    ],
)
def test_a_column_about_a_person_is_recognised(heading: str) -> None:
    assert personal("申请编号", heading) == [heading]


@pytest.mark.parametrize(
    "heading",
    ["申请人类型", "告知申请人", "申请人撤回日期", "申请方式", "承办单位", "备注", "Applicant Type", "Date Received"],
)
def test_other_columns_are_not(heading: str) -> None:
    assert personal("申请编号", heading) == []


def test_what_an_officer_said_goes_before() -> None:
    said = Profile({"备注": PERSONAL, "申请人": "description"})
    assert personal("编号", "备注", "申请人", profile=said) == ["备注"]


def test_every_word_for_a_person_is_one() -> None:
    words = load_personal_words(PACKAGE)
    assert all(words.mean(normal_heading(word)) for word in words.words)
