from __future__ import annotations

import pytest
from werkzeug.exceptions import NotFound

from dashboard.page import Page, Visit, all_pages, find_page
from dashboard.routing import draw_page
from dashboard.scope import Scope
from dashboard.services import Services
from tests.dashboard.browsing import words

OFFICER = Scope(1, "region", "", "officer", "150000/", None)


def _fails(visit: Visit) -> object:
    raise ZeroDivisionError(visit.scope.username)


def _missing(visit: Visit) -> object:
    raise NotFound(visit.scope.username)


def test_a_page_that_fails_says_so_and_is_logged(services: Services, caplog: pytest.LogCaptureFixture) -> None:
    drawn = draw_page(Page("/x", "某页", _fails), Visit(services, OFFICER))
    assert "页面出错" in words(drawn)
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in words(drawn)


def test_a_404_stays_a_404(services: Services) -> None:
    with pytest.raises(NotFound):
        draw_page(Page("/x", "某页", _missing), Visit(services, OFFICER))


def test_every_folder_below_pages_is_a_page_with_an_address_of_its_own() -> None:
    pages = all_pages()
    assert {page.path for page in pages} >= {"/", "/cards", "/card", "/sources", "/rulebook"}
    assert len({page.path for page in pages}) == len(pages)
    places = [page.order for page in pages if page.order is not None]
    assert places == sorted(set(places))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", ("/", None)),
        ("/cards", ("/cards", None)),
        ("/cards/", ("/cards", None)),
        ("/card/17", ("/card", "17")),
        ("/card", None),
        ("/card/", None),
        ("/card/17/x", None),
        ("/cardx", None),
        ("/cards/17", None),
    ],
)
def test_an_address_is_one_page_or_none(path: str, found: tuple[str, str | None] | None) -> None:
    match = find_page(path, all_pages())
    assert (None if match is None else (match[0].path, match[1])) == found
