"""What a person says of headings and words always goes before what is recognised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.tables.headings import heading_names, load_headings
from collectors.tables.profile import NOT_USED
from collectors.tables.words import load_words, plain_word

REQUESTS = "collectors.requests"
FIELDS = list(load_headings(REQUESTS).synonyms)
USUAL = [word for words in load_headings(REQUESTS).synonyms.values() for word in words]
HEADINGS = st.lists(st.one_of(st.sampled_from(USUAL), st.text(max_size=8)), min_size=1, max_size=8)
WORDS = [word for word, _ in load_words(REQUESTS)["outcome"].words]
CODES = list(load_words(REQUESTS)["outcome"].codes)


@given(headings=HEADINGS, data=st.data())
def test_a_heading_holds_what_was_said_of_it(headings: list[str], data: st.DataObject) -> None:
    names = [name for name in heading_names(headings) if name]
    said = {name: data.draw(st.sampled_from([*FIELDS, NOT_USED]), name) for name in names if data.draw(st.booleans())}
    columns = load_headings(REQUESTS).with_assigned(said).columns_of(headings)
    places = {name: place for place, name in enumerate(heading_names(headings)) if name}
    for field in {field for field in said.values() if field != NOT_USED}:
        meant = [places[name] for name in names if said.get(name) == field]
        assert columns[field] == min(meant)
    for name, field in said.items():
        taken_for = {other for other, place in columns.items() if place == places[name]}
        assert taken_for <= {field}
    assert len(set(columns.values())) == len(columns)


@given(headings=HEADINGS)
def test_every_heading_has_a_name_of_its_own_on_one_line(headings: list[str]) -> None:
    names = [name for name in heading_names(headings * 2) if name]
    assert all("\n" not in name for name in names)
    if len(set(headings)) == len(headings):
        assert len(set(names)) == len(names) or any("#" in heading for heading in headings)


def test_nothing_said_changes_nothing() -> None:
    headings = load_headings(REQUESTS)
    assert headings.with_assigned({}) is headings
    table = load_words(REQUESTS)["outcome"]
    assert table.with_words({}) is table


def test_what_stands_in_brackets_tells_headings_apart() -> None:
    assert heading_names(["日期（收）", "日期(复)", "日期", "日期", None]) == [
        "日期(收)",
        "日期(复)",
        "日期",
        "日期 #2",
        "",
    ]


@given(word=st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=12)), code=st.sampled_from(CODES))
def test_a_word_that_was_said_decides_for_a_cell_that_says_just_that(word: str, code: str) -> None:
    table = load_words(REQUESTS)["outcome"].with_words({word: code})
    assert table.code_of(word) == (code if plain_word(word) else None)


@given(cell=st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), code=st.sampled_from(CODES))
def test_a_word_that_is_not_in_a_cell_says_nothing_of_it(cell: str, code: str) -> None:
    shipped = load_words(REQUESTS)["outcome"]
    assert shipped.with_words({"\u9f98\u9f98\u9f98": code}).code_of(cell) == shipped.code_of(cell)
