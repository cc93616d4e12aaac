"""Whatever a JSON file holds, it is a report that can be audited, or one clear error."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.annual_report import audit
from reports.annual_report import ReportFileError, read_report
from rulebook import Rulebook

ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=8), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=12,
)
ROWS = st.dictionaries(
    st.sampled_from(["新收", "(七)总计", "rows", "行政复议", "规章", "(六)其他处理", "其他"]), ANYTHING
)
KEYS = ["table2", "table3", "table4", "year", "published", "kind", "text", "explained", "format", "form"]
DOCUMENTS = st.one_of(ANYTHING, st.dictionaries(st.sampled_from(KEYS), st.one_of(ROWS, ANYTHING)))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=DOCUMENTS)
def test_any_json_is_a_report_or_one_clear_error(tmp_path: Path, rulebook: Rulebook, document: Any) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8", errors="surrogatepass")
    try:
        report = read_report(path, rulebook)
    except ReportFileError as error:
        assert str(error).startswith("any.json")
        return
    for check in audit(report, rulebook, previous=report, below=[report]).checks:
        assert check.id in rulebook.report_checks
        assert check.where
