"""Walks a site within a budget: home page and sitemap first, then whatever is most likely a list."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import heappop, heappush
from typing import Final
from urllib.parse import urljoin

from collectors.discovery.candidates import Candidate, folders_of, leads_on_to, links_in, page_title
from collectors.fetching import Fetched
from collectors.fetching.fetcher import Fetcher
from collectors.recording.registry.categories import CategoryNames
from collectors.registry_files.addresses import same_address
from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from rulebook import ColumnCategory

_UNDATED_SHARE: Final = 0.6
"""What is left of the confidence where the list shows no date."""
_SURE_WITHOUT_ITEMS: Final = 0.6
_FEW_LINKS: Final = 5
"""A home page with fewer is a cover, or a set of frames."""
_MOST_FRAMES: Final = 5


@dataclass(frozen=True)
class FoundList:
    """A list page with its guessed category. `confidence`: 0 to 1."""

    url: str
    name: str
    category: str
    confidence: float
    found_in: str
    items: int
    newest: date | None


@dataclass
class Walk:
    """What came of walking one site: pages asked for, lists found, why the home page gave nothing, whether somebody
    ended it early."""

    asked: int = 0
    found: list[FoundList] = field(default_factory=list)
    problem: str = ""
    stopped: bool = False


Step = Callable[[Walk], bool]
"""Told before each request how far the walk is; false ends it there, and what was found so far counts."""


def walk_on(_walk: Walk) -> bool:
    """Nobody watches, nobody stops."""
    return True


def walk_site(
    fetcher: Fetcher,
    home_url: str,
    known: Collection[str],
    categories: Mapping[str, ColumnCategory],
    budget: int,
    clock: Callable[[], datetime],
    step: Step = walk_on,
) -> Walk:
    """List pages of the site at `home_url`, with at most `budget` requests. `known`: addresses (`same_address`) that
    need not be looked at again.
    """
    walk = _Walker(fetcher, home_url, set(known), CategoryNames(categories), budget, clock, step)
    return walk.run()


class _Walker:
    def __init__(
        self,
        fetcher: Fetcher,
        home_url: str,
        known: set[str],
        names: CategoryNames,
        budget: int,
        clock: Callable[[], datetime],
        step: Step,
    ) -> None:
        self._fetcher = fetcher
        self._home = home_url
        self._seen = known | {same_address(home_url)}
        self._names = names
        self._budget = budget
        self._clock = clock
        self._step = step
        self._waiting: list[tuple[float, bool, int, Candidate]] = []
        self._walk = Walk()

    def run(self) -> Walk:
        """Ask for one page after the other, the most promising first."""
        home = self._ask(self._home)
        if home is None or home.outcome is not CheckOutcome.OK:
            if not self._walk.stopped:
                self._walk.problem = (home.detail or home.outcome.words) if home else "没有可用的访问次数"
            return self._walk
        self._add_links_of(home)
        if len(self._waiting) < _FEW_LINKS:
            for address in leads_on_to(home.body, home.final_url, self._home, home.content_type)[:_MOST_FRAMES]:
                page = self._ask(address)
                if page is not None and page.outcome is CheckOutcome.OK:
                    self._add_links_of(page)
        self._add(self._from_sitemap())
        for candidate in self._in_turn():
            answer = self._ask(candidate.url)
            if answer is None:
                break
            if answer.outcome is CheckOutcome.OK:
                self._look(candidate, answer)
        self._walk.found.sort(key=lambda one: (-one.confidence, one.url))
        return self._walk

    def _in_turn(self) -> Iterator[Candidate]:
        while self._waiting:
            yield heappop(self._waiting)[-1]

    def _look(self, candidate: Candidate, answer: Fetched) -> None:
        view = inspect_page(answer.body, answer.final_url, self._clock(), answer.content_type)
        title = page_title(answer.body, answer.content_type)
        name = candidate.name or title
        guess = self._names.guess(name)
        if guess.confidence == 0 and title:
            guess = self._names.guess(title)
        if view.kind is PageKind.LIST:  # a channel page or a list: what it leads to may be lists too
            self._add_links_of(answer)
        is_list = view.kind in (PageKind.LIST, PageKind.FEED) and view.outcome.seen
        if not name or not is_list or (not view.items and guess.confidence < _SURE_WITHOUT_ITEMS):
            return
        confidence = round(max(guess.confidence, 0.1) * (1 if view.newest else _UNDATED_SHARE), 2)
        self._walk.found.append(
            FoundList(
                candidate.url, name[:120], guess.code, confidence, candidate.found_in, len(view.items), view.newest
            )
        )

    def _from_sitemap(self) -> list[Candidate]:
        """The folders of the sitemap; of an index of sitemaps, those of the first that it names."""
        answer = self._ask(urljoin(self._home, "/sitemap.xml"))
        for _ in range(2):
            if answer is None or answer.outcome is not CheckOutcome.OK:
                return []
            view = inspect_page(answer.body, answer.final_url, self._clock(), answer.content_type)
            if view.kind is not PageKind.SITEMAP:
                return []
            addresses = [item.url for item in view.items]
            if not addresses or not addresses[0].split("?")[0].endswith((".xml", ".xml.gz")):
                return folders_of(addresses, self._home)
            answer = self._ask(addresses[0])
        return []

    def _add(self, candidates: list[Candidate]) -> None:
        for candidate in candidates:
            address = same_address(candidate.url)
            if address not in self._seen:
                self._seen.add(address)
                # The surest first; of equals what the site itself names, in its order.
                sure = self._names.guess(candidate.name).confidence
                rank = (-sure, candidate.found_in != "navigation", len(self._seen))
                heappush(self._waiting, (*rank, candidate))

    def _add_links_of(self, page: Fetched) -> None:
        self._add(links_in(page.body, page.final_url, self._home, page.content_type))

    def _ask(self, url: str) -> Fetched | None:
        self._walk.stopped = self._walk.stopped or not self._step(self._walk)
        if self._walk.stopped or self._walk.asked >= self._budget:
            return None
        self._walk.asked += 1
        return self._fetcher.fetch(url)
