"""``mingcha fee``: the fee for processing information, and how it comes about."""

from __future__ import annotations

from typing import Any

import click

from metrics.fees import Fee, fee_by_count, fee_by_pages
from mingcha.command_line import WrongUse
from mingcha.house import open_house
from mingcha.output import answer, json_option
from rulebook import Rulebook

_MOST = 100_000
_UNITS = {"A42-count": "件", "A42-pages": "页"}


@click.command()
@click.option("--count", type=click.IntRange(0, _MOST), help="Requests of one applicant in one calendar month.")
@click.option("--pages", type=click.IntRange(0, _MOST), help="Pages of one request.")
@json_option
def verb(count: int | None, pages: int | None, as_json: bool) -> None:
    """Say what may be charged for processing information: by count or by pages, never both."""
    if (count is None) == (pages is None):
        raise WrongUse("either --count or --pages: a fee is taken by one of them, never by both")
    rulebook = open_house().rulebook
    fee = fee_by_count(count, rulebook) if count is not None else fee_by_pages(pages or 0, rulebook)
    answer(as_json, _result(fee, rulebook), lambda: _words(fee, rulebook))


def _result(fee: Fee, rulebook: Rulebook) -> dict[str, Any]:
    rule = rulebook.rules[fee.rule]
    steps = [{"first": one.first, "last": one.last, "each": one.each, "yuan": one.yuan} for one in fee.steps]
    return {"rule": fee.rule, "number": rule.number, "pieces": fee.pieces, "yuan": fee.yuan, "steps": steps}


def _words(fee: Fee, rulebook: Rulebook) -> str:
    unit, rule = _UNITS[fee.rule], rulebook.rules[fee.rule]
    lines = [
        f"第 {one.first}–{one.last} {unit}：{f'每{unit} {one.each} 元，{one.yuan} 元' if one.each else '不收费'}"
        for one in fee.steps
    ]
    source = f"{rule.number}，{rule.article}；按件、按量不同时采用"
    return "\n".join([*lines, f"{fee.pieces} {unit}共 {fee.yuan} 元（{source}）"])
