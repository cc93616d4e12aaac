"""The report as JSON: table2, table3 {新收, 上年结转, rows {…}, (七)总计, 结转下年度}, table4.

A row is a list of its cells in the form's order, or a single cell.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from metrics.annual_report import AnnualReport, Place, Value, read_value
from metrics.annual_report.report import DISCLOSURES, REMEDIES, REQUESTS
from reports.annual_report.errors import ReportFileError
from reports.annual_report.labels import TOTALS, all_names, label_names, names_of, plain
from rulebook import ReportForm, Rulebook

_KINDS = ("government", "department")


def write_json(path: Path, report: AnnualReport, form: ReportForm) -> None:
    """Write the file."""
    path.write_text(json.dumps(_document(report, form), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_json(body: bytes, file: str, rulebook: Rulebook) -> list[tuple[str, AnnualReport]]:
    """The reports in a JSON file, an object or a list of objects, each with its name where it has one."""
    documents = _parsed(body, file)
    found = []
    for number, document in enumerate(documents, 1):
        where = file if len(documents) == 1 else f"{file}: report {number}"
        found.append((_name(document), _report(document, where, rulebook)))
    return found


def _name(document: Mapping[str, Any]) -> str:
    return next((str(document[key])[:80] for key in ("name", "agency", "title", "id") if document.get(key)), "")


def _report(document: Mapping[str, Any], file: str, rulebook: Rulebook) -> AnnualReport:
    tables = {name: _object(document, name, file) for name in ("table2", "table3", "table4")}
    requests = tables["table3"] | _object(tables["table3"], "rows", file)
    form = _form(document, tables | {"table3": requests}, rulebook)
    cells: dict[Place, Value] = {}
    rows = [(DISCLOSURES, "table2", row.label, names_of(row), row.cells) for row in form.disclosures]
    rows += [(REQUESTS, "", row.label, names_of(row), [c.label for c in form.columns]) for row in form.rows]
    rows += [(REMEDIES, "table4", b.label, {plain(b.label)}, [r.label for r in form.results]) for b in form.blocks]
    for number, table, label, names, columns in rows:
        given = tables[table] if table else requests
        for key, values in given.items():
            if key != "rows" and names & set(label_names(key)):
                order = _order(document, form) if number == REQUESTS else columns
                cells |= dict(_row(number, label, columns, order, values, f"{file}: {table or 'table3'}, {key}"))
    if not cells:
        raise ReportFileError(f"{file}: no row of an annual report in table2, table3 or table4")
    return AnnualReport(
        form=form.code,
        cells=cells,
        year=_year(document.get("year"), file),
        published=_date(document.get("published"), file),
        kind=document.get("kind") if document.get("kind") in _KINDS else None,
        text=_text(document.get("text"), form),
        explained={str(k): str(v) for k, v in _object(document, "explained", file).items()},
    )


def _parsed(body: bytes, file: str) -> list[dict[str, Any]]:
    try:
        document = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReportFileError(f"{file}: not readable as JSON ({error})") from error
    found = document if isinstance(document, list) else [document]
    if not found:
        raise ReportFileError(f"{file}: an empty list, no annual report")
    for one in found:
        if not isinstance(one, dict):
            raise ReportFileError(f"{file}: not an annual report, but {type(one).__name__}")
    return found


def _order(document: Mapping[str, Any], form: ReportForm) -> list[str]:
    """The columns of Table 3 as the file orders them, where it names every one; else in the form's order."""
    columns = [column.label for column in form.columns]
    given = document.get("columns")
    known = {plain(label): label for label in columns} | dict.fromkeys(TOTALS, columns[-1])
    named = [known.get(plain(str(name))) for name in given] if isinstance(given, list) else []
    order = [name for name in named if name is not None]
    return order if len(named) == len(order) and sorted(order) == sorted(columns) else columns


def _object(document: Mapping[str, Any], key: str, file: str) -> dict[str, Any]:
    found = document.get(key)
    if found is not None and not isinstance(found, dict):
        raise ReportFileError(f"{file}: {key} is not an object")
    return found or {}


def _form(document: Mapping[str, Any], tables: Mapping[str, dict[str, Any]], rulebook: Rulebook) -> ReportForm:
    """The form the file names, else the one with most of its rows."""
    named = unicodedata.normalize("NFKC", str(document.get("format") or document.get("form") or ""))
    forms = sorted(rulebook.report_forms.values(), key=lambda form: -form.first_year)
    for form in forms:
        if named and (form.number in named or named == form.code):
            return form
    keys = {plain(key) for table in tables.values() for key in table}
    return max(forms, key=lambda form: sum(bool(names & keys) for names in all_names(form)))


def _row(
    table: int, label: str, columns: Sequence[str], order: Sequence[str], values: Any, where: str
) -> Iterator[tuple[Place, Value]]:
    """The cells of a row: a list in ``order``, an object by the names of the columns, or a single cell."""
    if isinstance(values, dict):
        of_column = {plain(str(name)): value for name, value in values.items()}
        given = [of_column.get(plain(column)) for column in columns]
        order = columns
    else:
        given = values if isinstance(values, list) else [values]
    if len(given) > len(columns):
        raise ReportFileError(f"{where}: {len(given)} cells, the form has {len(columns)}")
    found = dict(zip(order, given, strict=False))
    for column in columns:
        yield Place(table, label, column), read_value(found.get(column))


def _year(value: Any, file: str) -> int | None:
    if value is None or (isinstance(value, int) and 2000 <= value <= 2100):
        return value
    raise ReportFileError(f"{file}: year {str(value)[:20]!r} is not a year like 2025")


def _date(value: Any, file: str) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError as error:
        raise ReportFileError(f"{file}: published {value!r} is not a date like 2026-03-30") from error


def _text(given: Any, form: ReportForm) -> str:
    """Text as such, or its numbers by row: they are put into the words that the form knows."""
    if isinstance(given, dict):
        phrases = {claim.row: claim.phrases[0] for claim in form.claims}
        return "；".join(f"{phrases.get(row, row)}{number}件" for row, number in given.items())
    return "\n".join(map(str, given)) if isinstance(given, list) else str(given or "")


def _document(report: AnnualReport, form: ReportForm) -> dict[str, Any]:
    def values(table: int, label: str, columns: Sequence[str]) -> list[Value]:
        return [report.cells.get(Place(table, label, column), "") for column in columns]

    rows = {row.label: values(REQUESTS, row.label, [c.label for c in form.columns]) for row in form.rows}
    outcomes = {row.label: rows.pop(row.label) for row in form.outcomes}
    found = {row.label: values(DISCLOSURES, row.label, row.cells) for row in form.disclosures}
    return {
        "format": form.number,
        "year": report.year,
        "kind": report.kind,
        "published": report.published.isoformat() if report.published else None,
        "columns": [column.label for column in form.columns],
        "table2": {label: cells[0] if len(cells) == 1 else cells for label, cells in found.items()},
        "table3": {**rows, "rows": outcomes},
        "table4": {b.label: values(REMEDIES, b.label, [r.label for r in form.results]) for b in form.blocks},
        **({"text": report.text} if report.text else {}),
        **({"explained": dict(report.explained)} if report.explained else {}),
    }
