"""The filters that most lists have: what is typed into a list of agencies is looked for by the database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dashboard.browsing import Visitor


@pytest.mark.parametrize("page", ["requests", "month", "sites", "catalogue"])
def test_agencies_are_searched_within_the_scope_on_every_page_that_lists_them(
    visit: Callable[[str | None], Visitor], page: str
) -> None:
    def found(username: str, typed: str) -> list[str]:
        identity = f"{page}-agency"
        answer = visit(username).call(
            f"{identity}.data",
            [{"id": identity, "property": "searchValue", "value": typed}],
            [
                {"id": identity, "property": "value", "value": None},
                {"id": f"{page}-region", "property": "value", "value": None},
            ],
        )
        assert answer.json is not None
        return [line["label"] for line in answer.json["response"][identity]["data"]]

    assert found("region", "包头市人民") == ["包头市人民政府"]
    assert found("hohhot", "包头市人民") == []
