import re
from pathlib import Path

import pytest

from rulebook import Rulebook, load_rulebook

CARDS = (
    "FOI-B FOI-C7 FOI-Y FOI-R WEB-B WEB-Y WEB-R NM-B NM-Y NM-R PRO-Y AR-R CAT-GAP CAT-OLD "
    "ESC-MATTER ESC-QUARTER ESC-TALK ESC-CIRCULAR APPEAL"
).split()
RULES = (
    "A26 A30-1 A30-2 A30-3 A31-1 A31-2a A31-2b A31-3 A32 A33-2 A33-3 A33-4 A34 A35 A36-39 A42 A49-1 A49-2 "
    "W1 W2 W3 W4a W4b W4c W5 W6"
).split()


def test_every_rule_and_card_of_the_design_is_there(rulebook: Rulebook) -> None:
    assert set(RULES) <= rulebook.rules.keys()
    assert rulebook.card_rules.keys() == set(CARDS)


def test_every_rule_names_its_source(rulebook: Rulebook) -> None:
    for rule in rulebook.rules.values():
        assert rule.document and rule.number and rule.article and rule.text, rule.id
        assert re.search(r"[\u4e00-\u9fff]", rule.title), rule.id


@pytest.mark.parametrize(
    ("rule_id", "status"),
    [
        ("A33-2", "official"),
        ("W6", "unverified"),
        ("W-YEAR", "observed"),
        ("TRUST", "policy"),
        ("A42-clock", "unverified"),
    ],
)
def test_the_status_says_how_far_a_rule_was_checked(rulebook: Rulebook, rule_id: str, status: str) -> None:
    assert rulebook.rules[rule_id].status == status


def test_the_default_pack_has_the_points_and_windows_of_the_design(rulebook: Rulebook) -> None:
    pack = {
        code: (card.colour, card.explain_working_days, card.rectify_working_days, card.points, card.veto)
        for code, card in rulebook.card_rules.items()
    }
    assert pack["FOI-B"] == ("blue", None, None, 0, False)
    assert pack["FOI-C7"] == pack["FOI-Y"] == ("yellow", 3, 3, -1, False)
    assert pack["FOI-R"] == ("red", 3, 5, -2, False)
    assert pack["WEB-Y"] == ("yellow", 3, 5, -1, False)
    assert pack["WEB-R"] == ("red", 1, 5, 0, True)
    assert pack["PRO-Y"] == ("yellow", 3, 5, -2, False)
    assert pack["AR-R"] == ("red", 1, 3, -5, False)


def test_cards_without_a_source_of_facts_say_so(rulebook: Rulebook) -> None:
    silent = {code for code, card in rulebook.card_rules.items() if not card.evaluated}
    assert silent == {"PRO-Y", "ESC-CIRCULAR", "APPEAL"}
    assert all(rulebook.card_rules[code].note for code in silent)


def test_reply_kinds_fill_rows_three_to_twenty_three_of_table_three(rulebook: Rulebook) -> None:
    assert sorted({kind.row_number for kind in rulebook.reply_kinds.values()}) == list(range(3, 24))
    assert rulebook.reply_kinds["third_party_rights"].row == "(三)4"
    assert rulebook.reply_kinds["not_corrected"].row == "(六)1"


@pytest.mark.parametrize(
    ("score", "grade"),
    [(100, "优秀"), (90, "优秀"), (89.9, "良好"), (80, "良好"), (60, "合格"), (59.9, "不合格"), (0, "不合格")],
)
def test_grades_begin_at_90_80_and_60(rulebook: Rulebook, score: float, grade: str) -> None:
    assert rulebook.scoring.grade(score) == grade


def test_a_loaded_rule_cannot_be_changed(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match="frozen"):
        rulebook.rules["A33-2"].title = "another"


def test_the_fingerprint_follows_the_content(rulebook: Rulebook, copy: Path) -> None:
    assert load_rulebook(copy).fingerprint == rulebook.fingerprint
    policy = copy / "law" / "policy.toml"
    policy.write_text(policy.read_text("utf-8").replace("look_days = 7", "look_days = 6"), "utf-8")
    changed = load_rulebook(copy)
    assert changed.fingerprint != rulebook.fingerprint
    assert changed.limit("TRUST", "look_days") == 6


def test_the_documentation_states_each_rule_as_the_data_has_it(rulebook: Rulebook) -> None:
    lines = (Path(__file__).parents[2] / "docs" / "rulebook.md").read_text("utf-8").splitlines()
    rows = {line.split("`")[1]: line for line in lines if line.startswith("| `")}
    for rule in rulebook.rules.values():
        assert rule.title in rows[rule.id] and f"| {rule.status} |" in rows[rule.id], rule.id
        assert all(f"{name} {value}" in rows[rule.id] for name, value in rule.parameters.items()), rule.id
    for card in rulebook.card_rules.values():
        assert f"| {card.colour} |" in rows[card.code] and card.measure in rows[card.code], card.code
        assert all(f"{name} {value}" in rows[card.code] for name, value in card.trigger.items()), card.code
