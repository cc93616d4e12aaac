"""AR7: numbers in the text of the report against its tables."""

import re
import unicodedata
from collections.abc import Iterator

from metrics.annual_report.check import Check
from metrics.annual_report.report import REQUESTS, AnnualReport, Place
from rulebook import ReportForm, Rulebook

_NUMBER = r"(?:申请)?(?:数量)?(?:共计|共|为|有|:)?(?P<number>[0-9][0-9,]*)(?:件|宗|条|份|个|项)"


def text_against_tables(report: AnnualReport, form: ReportForm, rulebook: Rulebook) -> list[Check]:
    """A warning for each number that the text gives for a row of Table 3 and that differs from the row's total."""
    text = "".join(unicodedata.normalize("NFKC", report.text).split())
    checks = []
    for claim in form.claims:
        place = Place(REQUESTS, claim.row, form.columns[-1].label)
        stands = report.number(place)
        for words, number in _claims(text, claim.phrases):
            if stands is not None and number != stands:
                where = f"正文“{words}”，{place.where}"
                checks.append(Check("AR7", where, stands, number, rulebook.report_checks["AR7"].severity))
    return checks


def _claims(text: str, phrases: list[str]) -> Iterator[tuple[str, int]]:
    """Words and number of each claim, the longest phrase first, each place of the text once."""
    names = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    for found in re.finditer(rf"(?:{names}){_NUMBER}", text):
        yield found.group(), int(found.group("number").replace(",", "")[:15])
