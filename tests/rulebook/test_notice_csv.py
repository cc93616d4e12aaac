from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook import RegionalNotice, RulebookError, YearNotice, load_rulebook
from rulebook.calendar_content import (
    calendar_content,
    calendar_from_content,
    notice_content,
    notice_from_content,
)
from rulebook.notice_csv import read_notice

HEAD = "title,国务院办公厅关于2027年部分节假日安排的通知\n文号,国办发明电〔2026〕9号\nyear,2027\ndate,kind,holiday\n"
GIVEN = {"title": "通知", "number": "国办发明电〔2026〕9号", "year": 2027}


def read(text: str, region: str | None = None, **given: str | int) -> YearNotice | RegionalNotice:
    return read_notice("notice.csv", text.encode(), given, region)


def refused(text: str, region: str | None = None, **given: str | int) -> list[str]:
    with pytest.raises(RulebookError) as refusal:
        read(text, region, **given)
    return list(refusal.value.problems)


def days(notice: YearNotice) -> list[tuple[str, str, str]]:
    return [(day.date.isoformat(), day.kind, day.holiday) for day in notice.days]


def test_lines_above_the_headings_name_the_notice_and_ranges_are_all_of_their_days() -> None:
    notice = read(HEAD + "2027-02-06..2027-02-08,off,春节\n2027-02-20,working_weekend,春节\n")
    assert (notice.year, notice.number, notice.status) == (2027, "国办发明电〔2026〕9号", "unverified")
    assert notice.title == "国务院办公厅关于2027年部分节假日安排的通知"
    assert days(notice) == [
        ("2027-02-06", "off", "春节"),
        ("2027-02-07", "off", "春节"),
        ("2027-02-08", "off", "春节"),
        ("2027-02-20", "working_weekend", "春节"),
    ]


def test_words_in_chinese_are_read_the_same() -> None:
    text = "标题：通知（试行）\n文号：国办发明电〔2026〕9号\n年份,2027年\n节日,日期,安排\n"
    text += "春节,2027年2月6日至2027年2月7日,放假\n春节,２０２７/2/8,调休\n春节,2027.2.20,上班\n"
    notice = read(text)
    assert [day[:2] for day in days(notice)] == [
        ("2027-02-06", "off"),
        ("2027-02-07", "off"),
        ("2027-02-08", "in_lieu_off"),
        ("2027-02-20", "working_weekend"),
    ]
    assert notice.title == "通知（试行）"
    gb = read_notice("notice.csv", text.encode("gb18030"), {})
    assert gb == notice


def test_options_go_before_what_the_file_says() -> None:
    notice = read(HEAD + "2027-02-06,off,春节\n", number="国办发明电〔2026〕10号", status="official")
    assert (notice.number, notice.status) == ("国办发明电〔2026〕10号", "official")
    assert read("date,kind,holiday\n2027-02-06,off,春节\n", **GIVEN).year == 2027


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2027-02-30,off,春节", "notice.csv:5: field 'date': '2027-02-30' is not a day of the calendar"),
        ("2028-02-06,off,春节", "notice.csv:5: field 'date': 2028-02-06 is not a day of 2027"),
        ("2027-02-22,上班,春节", "notice.csv:5: field 'date': 2027-02-22 is no weekend"),
        ("2027-02-06..2027-02-05,off,春节", "ends before it begins"),
        ("2027-02-06..2027-04-06,off,春节", "longer than 31 days"),
        ("soon,off,春节", "'soon' is neither a date like 2027-02-06 nor a range"),
        (",off,春节", "notice.csv:5: field 'date': missing"),
        ("2027-02-06,holiday,春节", "notice.csv:5: field 'kind': Input should be 'off'"),
        ("2027-02-06,off", "notice.csv:5: field 'holiday': missing"),
        (
            "2027-02-06..2027-02-07,off,春节\n2027-02-07,off,春节",
            "notice.csv:6: field 'date': 2027-02-07 is listed twice",
        ),
    ],
)
def test_a_mistake_names_file_row_field_and_reason(row: str, problem: str) -> None:
    (found,) = refused(f"{HEAD}{row}\n")
    assert problem in found


def test_every_mistake_of_the_rows_is_told_at_once() -> None:
    found = refused(f"{HEAD}2027-02-30,off,春节\n2027-02-06,nothing,春节\n2027-02-07,off,\n")
    assert [problem.split(":")[1] for problem in found] == ["5", "6", "7"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no line with the headings"),
        ("date,kind,holiday\n", "no day below the headings"),
        ("colour,blue\ndate,kind,holiday\n2027-02-06,off,春节\n", "field 'colour': neither title"),
        ("year,next\ndate,kind,holiday\n2027-02-06,off,春节\n", "'next' is not a year like 2027"),
        ("title,\nyear,2027\ndate,kind,holiday\n2027-02-06,off,春节\n", "field 'title': missing"),
        ("year,2027\ntitle,x\ndate,kind,holiday\n2027-02-06,off,春节\n", "field 'number': missing"),
        (
            "year,1999\ntitle,x\nnumber,y\ndate,kind,holiday\n1999-02-06,off,春节\n",
            "field 'year': Input should be greater",
        ),
    ],
)
def test_a_file_that_does_not_name_itself_is_refused(text: str, problem: str) -> None:
    assert any(problem in found for found in refused(text))


def test_a_region_can_only_add_days_off() -> None:
    assert read(HEAD + "2027-07-07,off,那达慕\n", region="152500").region == "152500"
    (found,) = refused(HEAD + "2027-07-07,off,那达慕\n2027-07-10,working_weekend,那达慕\n", region="152500")
    assert found == "notice.csv:6: field 'kind': a region can only add days off"


@settings(max_examples=200, deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: (HEAD + text).encode())))
def test_no_file_ends_in_anything_but_a_notice_or_a_named_mistake(content: bytes) -> None:
    try:
        notice = read_notice("notice.csv", content, {})
    except RulebookError as refusal:
        assert refusal.problems and all(problem.startswith("notice.csv") for problem in refusal.problems)
    else:
        assert notice.days


def test_a_calendar_comes_back_whole_from_its_content() -> None:
    regional = read(HEAD + "2027-07-07,off,那达慕\n", region="152500")
    assert notice_from_content(notice_content(regional)) == regional
    calendar = load_rulebook().calendar.with_regional_days("152500", {date(2026, 7, 7): "那达慕"}, "锡署发1号")
    again = calendar_from_content(calendar_content(calendar))
    assert vars(again) == vars(calendar)
    assert calendar_content(again) == calendar_content(calendar)
