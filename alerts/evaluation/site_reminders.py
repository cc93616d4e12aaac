"""When an early warning of a website (WEB-B) is settled: on a later day, a look shows the value below its limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from alerts.evaluation.context import Evaluation
from alerts.facts import LoadedSite
from metrics.law_days import law_day, quarter
from metrics.site_access import access_by_day
from metrics.site_columns import tallies_by_day
from store.models import Card, Finding


class SiteReminders:
    """Judges the blue cards of one site by the looks that this evaluation has loaded."""

    def __init__(self, loaded: LoadedSite, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._site = loaded.known
        home = {law_day(look.checked_at) for look in loaded.new.checks}
        visits = {of.day for of in loaded.new.visits}
        columns = {law_day(look.checked_at) for column in loaded.new.columns for look in column.checks}
        self._new_days = home | visits | columns

    def settled(self, _card: Card, finding: Finding) -> bool:
        """Whether the warning was over on a day after the one that showed it; that day decides, not the last one."""
        aspect, of_quarter = finding.occurrence.split(":", 1)
        days = [(day, warns) for day, warns in self._days(aspect) if day in self._new_days]
        begun = finding.evaluation_id != self._evaluation.run_id
        for day, warns in days:
            if begun and not warns:
                return True
            begun = begun or (warns and quarter(day) == of_quarter)
        return False

    def _days(self, aspect: str) -> Iterator[tuple[date, bool]]:
        """Each day that says something about ``aspect``, oldest first, and whether it warns."""
        warning = self._evaluation.rulebook.card_rules["WEB-B"]
        if aspect == "B-home":
            yield from self._home_days(warning.limit("home_days"))
        elif aspect == "B-open":
            for access in access_by_day(self._site.visits, self._evaluation.rulebook, self._evaluation.as_of):
                yield access.day, access.reaches(warning.limit("percent"))
        else:
            for day, tallies in tallies_by_day(self._site, self._evaluation.rulebook, self._evaluation.as_of):
                yield day, any(tally.name == aspect and tally.since is not None for tally in tallies)

    def _home_days(self, limit: int) -> Iterator[tuple[date, bool]]:
        for check in self._site.checks:
            day = law_day(check.checked_at)
            if check.shows_updates and day <= self._evaluation.as_of:
                yield day, check.newest is None or day > check.newest + timedelta(days=limit)
