"""Loads a rulebook folder, all files of it, and reports every mistake of the load at once."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from rulebook.annual_report_forms import ReportCheck, ReportForm
from rulebook.calendar import Calendar, YearNotice
from rulebook.catalogues import AccountClass, ColumnCategory, ReplyKind, Scoring
from rulebook.errors import RulebookError
from rulebook.files import RulebookFile
from rulebook.measures import MeasureDefinition
from rulebook.references import complain_of_gaps, complain_of_measure_gaps, complain_of_report_gaps
from rulebook.rules import CardRule, Entry, Rule, whole

Model = TypeVar("Model", bound=BaseModel)
Name = TypeVar("Name", int, str)
DEFAULTS = {"document", "number", "article", "status", "in_force_from", "in_force_until"}


class Head(Entry):
    """rulebook.toml: which edition of the rules and of the calendars this is."""

    version: str
    calendar_version: str


@dataclass(frozen=True)
class Rulebook:
    """All rules, card rules, lists and calendars of one edition. ``fingerprint``: sha256 over the files."""

    version: str
    fingerprint: str
    rules: Mapping[str, Rule]
    card_rules: Mapping[str, CardRule]
    column_categories: Mapping[str, ColumnCategory]
    reply_kinds: Mapping[str, ReplyKind]
    account_classes: Mapping[str, AccountClass]
    scoring: Scoring
    report_forms: Mapping[str, ReportForm]
    report_checks: Mapping[str, ReportCheck]
    measures: Mapping[str, MeasureDefinition]
    calendar: Calendar

    def limit(self, rule_id: str, key: str) -> int:
        """A whole number of a rule, such as ``limit("A33-2", "working_days")``."""
        return whole(self.rules[rule_id].parameters, key, rule_id)

    def report_form(self, year: int) -> ReportForm:
        """The form of annual reports on ``year``; LookupError where none was in force."""
        form = next((form for form in self.report_forms.values() if form.is_for(year)), None)
        if form is None:
            raise LookupError(f"no form of the annual report is known for {year}")
        return form


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in ``folder`` (None: the one shipped in this package). RulebookError lists every mistake."""
    loading = _Loading(folder or Path(__file__).parent)
    head = loading.single("rulebook.toml", Head)
    rules = loading.table("law/*.toml", "rules", Rule, lambda rule: rule.id, "id")
    cards = loading.table("cards/*.toml", "cards", CardRule, lambda card: card.code, "code")
    columns = loading.table("columns.toml", "columns", ColumnCategory, lambda column: column.code, "code")
    replies = loading.table("reply_kinds.toml", "reply_kinds", ReplyKind, lambda reply: reply.code, "code")
    accounts = loading.table("accounts.toml", "account_classes", AccountClass, lambda account: account.code, "code")
    scoring = loading.single("scoring.toml", Scoring)
    notices = loading.one_a_file("calendars/*.toml", YearNotice, lambda notice: notice.year, "year")
    forms = loading.one_a_file("annual_report/form_*.toml", ReportForm, lambda form: form.code, "code")
    checks = loading.table("annual_report/checks.toml", "checks", ReportCheck, lambda check: check.id, "id")
    measures = loading.table("measures.toml", "measures", MeasureDefinition, lambda measure: measure.id, "id")
    complain_of_gaps(rules, cards, columns, loading)
    complain_of_report_gaps(forms, checks, replies, loading)
    complain_of_measure_gaps(measures, loading)
    loading.raise_if_any()
    if head is None or scoring is None:  # each would have left a complaint; mypy cannot know
        raise RulebookError(["rulebook.toml or scoring.toml is missing"])
    return Rulebook(
        version=head.version,
        fingerprint=loading.fingerprint(),
        rules=rules,
        card_rules=cards,
        column_categories=columns,
        reply_kinds=replies,
        account_classes=accounts,
        scoring=scoring,
        report_forms=forms,
        report_checks=checks,
        measures=measures,
        calendar=Calendar.from_notices(head.calendar_version, list(notices.values())),
    )


class _Loading:
    """One load: the files read so far, where each entry stood, and everything wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[RulebookFile] = []
        self.places: dict[tuple[str, str], tuple[RulebookFile, int]] = {}
        self.declared: dict[str, set[str]] = {}
        self.unreadable: set[str] = set()
        self.problems: list[str] = []
        self._digest = hashlib.sha256()

    def open(self, pattern: str) -> list[RulebookFile]:
        paths = sorted(self.folder.glob(pattern))
        if not paths:
            self.problems.append(f"{pattern}: missing")
        files = []
        for path in paths:
            file = RulebookFile(self.folder, path)
            self._digest.update(f"{file.name}\n".encode() + "\n".join(file.lines).encode())
            files.append(file)
        self.files.extend(files)
        return [file for file in files if file.readable]

    def single(self, name: str, model: type[Model]) -> Model | None:
        for file in self.open(name):
            return file.parse(model, file.data, "", None)
        return None

    def table(
        self, pattern: str, table: str, model: type[Model], name: Callable[[Model], str], key: str
    ) -> dict[str, Model]:
        found: dict[str, Model] = {}
        files = self.open(pattern)
        if len(files) < len(list(self.folder.glob(pattern))):
            self.unreadable.add(table)
        for file in files:
            file.refuse_unknown({table} | (DEFAULTS & model.model_fields.keys()))
            self.declared.setdefault(table, set()).update(file.names(table, key))
            defaults: dict[str, Any] = {k: v for k, v in file.data.items() if k in DEFAULTS}
            for index, entry in file.parse_all(model, table, defaults):
                if name(entry) in found:
                    file.complain(table, index, key, f"'{name(entry)}' is defined twice")
                    continue
                found[name(entry)] = entry
                self.places[(table, name(entry))] = (file, index)
        return found

    def one_a_file(
        self, pattern: str, model: type[Model], name: Callable[[Model], Name], key: str
    ) -> dict[Name, Model]:
        """Files that hold one entry each, by what ``name`` says of it."""
        found: dict[Name, Model] = {}
        for file in self.open(pattern):
            entry = file.parse(model, file.data, "", None)
            if entry is not None and name(entry) in found:
                file.complain("", None, key, f"{name(entry)} is defined twice")
            elif entry is not None:
                found[name(entry)] = entry
        return found

    def is_declared(self, table: str, entry: str) -> bool:
        """Whether ``entry`` may exist though it did not fit: its own mistake is told, not what follows from it."""
        return table in self.unreadable or entry in self.declared.get(table, set())

    def complain(self, table: str, entry: str, key: str, reason: str) -> None:
        """Notes what is wrong with an entry that was read well by itself."""
        if (table, entry) in self.places:
            file, index = self.places[(table, entry)]
            file.complain(table, index, key, reason)
        else:
            self.problems.append(reason)

    def raise_if_any(self) -> None:
        problems = self.problems + [problem for file in self.files for problem in file.problems]
        if problems:
            raise RulebookError(problems)

    def fingerprint(self) -> str:
        return self._digest.hexdigest()
