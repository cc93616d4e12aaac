"""Why a row was set aside, in words."""

from __future__ import annotations

import re

from collectors.tables.faults import RowFault


def test_every_fault_has_a_word_of_its_own() -> None:
    words = {fault: fault.words for fault in RowFault}
    assert all(re.search(r"[\u4e00-\u9fff]", said) for said in words.values())
    assert len(set(words.values())) == len(RowFault)
