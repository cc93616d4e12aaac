from __future__ import annotations

from dashboard.page import Visit
from dashboard.pages.rulebook.layout import layout
from dashboard.scope import Scope
from dashboard.services import Services
from tests.dashboard.browsing import parts, words

OFFICER = Scope(1, "region", "", "officer", "150000/", None)


def _draw(services: Services, text: str = "") -> object:
    return layout(Visit(services, OFFICER, None, {"text": text} if text else {}))


def _rows(drawn: object) -> int:
    return sum(len(part.children) for part in parts(drawn) if type(part).__name__ == "Tbody")


def test_every_section_can_be_jumped_to(services: Services) -> None:
    drawn = list(parts(_draw(services)))
    targets = {f"#{part.id}" for part in drawn if type(part).__name__ == "Section"}
    links = {part.href for part in drawn if type(part).__name__ == "A"}
    assert len(targets) == 5
    assert links == targets


def test_all_rules_are_there_and_a_search_keeps_those_that_contain_it(services: Services) -> None:
    rules = services.rulebook
    everything = _draw(services)
    assert all(rule.id in words(everything) for rule in rules.rules.values())
    found = _draw(services, "foi-r")
    assert 0 < _rows(found) < _rows(everything)
    assert "FOI-R" in words(found)
    assert "WEB-Y" not in words(found)


def test_marks_can_be_searched_as_words(services: Services) -> None:
    rules = services.rulebook
    assert _rows(_draw(services, "红牌")) > 0
    groups = (rules.rules, rules.card_rules, rules.column_categories, rules.calendar.years)
    unverified = sum(line.status == "unverified" for group in groups for line in group.values())  # type: ignore[attr-defined]
    assert _rows(_draw(services, "待核原文")) == unverified > 0


def test_a_search_that_finds_nothing_says_so(services: Services) -> None:
    text = words(_draw(services, "没有这样的规则"))
    assert text.count("没有符合条件的条目") == 5
