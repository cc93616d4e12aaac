"""``mingcha fee`` says one fee and how it comes about, by count or by pages and never by both."""

from __future__ import annotations

from tests.mingcha.conftest import CommandLine


def test_a_fee_with_its_steps_and_its_source(command_line: CommandLine) -> None:
    told = command_line.json("fee", "--count", "41")
    assert (told["yuan"], told["rule"], told["number"]) == (4300, "A42-count", "国办函〔2020〕109号")
    assert sum(step["yuan"] for step in told["steps"]) == 4300
    assert command_line.json("fee", "--pages", "201")["yuan"] == 2740
    assert "共 380 元" in command_line("fee", "--pages", "68").stdout


def test_both_ways_or_none_or_less_than_nothing_is_wrong_use(command_line: CommandLine) -> None:
    for wrong in ((), ("--count", "11", "--pages", "31"), ("--count", "-1"), ("--pages", "many")):
        result = command_line("fee", *wrong)
        assert result.exit_code == 2 and "Traceback" not in result.stderr, wrong
