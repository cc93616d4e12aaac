"""``mingcha import``: takes in one file by hand."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from collectors.importing import ImportSummary, import_messages, import_requests
from collectors.recording.log_files import Progress
from collectors.recording.row_words import reason_words, row_words
from collectors.tables import TableError
from mingcha.collecting import collect_context
from mingcha.command_line import WrongUse
from mingcha.house import House, NotReady, open_house
from mingcha.log_sources import agency_id, find_source
from mingcha.output import answer, json_option
from mingcha.preparation import prepare
from mingcha.progress import row_counter
from mingcha.registry_files import REGISTRY_KINDS, take_in_registry
from store import Database

_IMPORTS = {"requests": import_requests, "messages": import_messages}
_KINDS = {"requests": "request_log", "messages": "message_log"}
Of = tuple[str | None, str | None]
"""Code of an agency and key of a source, where they are given."""


@click.command()
@click.argument("kind", type=click.Choice([*_IMPORTS, *REGISTRY_KINDS]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of each row; keep nothing.")
@click.option("--agency", help="Code of the agency that rows without one belong to.")
@click.option("--source", metavar="KEY", help="The source of logs that FILE is of: it is read as its profile says.")
@json_option
def verb(kind: str, file: Path, dry_run: bool, agency: str | None, source: str | None, as_json: bool) -> None:
    """Take in a log, registry or catalogue (KIND) from FILE, whatever its form. Twice is harmless.

    A log may be CSV, TSV, XLSX, XLS, JSON, or an HTML table or XML spreadsheet under any name.
    """
    house = open_house()
    try:
        with row_counter(file.name, quiet=as_json) as progress:
            summary = _take_in(house, kind, file, dry_run, (agency, source), progress)
    except TableError as error:
        raise WrongUse(str(error)) from error
    answer(as_json, summary.summary(), lambda: _words(summary))


def _take_in(house: House, kind: str, file: Path, dry_run: bool, of: Of, progress: Progress) -> ImportSummary:
    try:
        database = house.prepared_database()
    except NotReady:
        if not dry_run or of[1]:
            raise
        # The form of a file can be tried before there is anything to keep it in.
        with tempfile.TemporaryDirectory() as folder:
            trial = house.with_settings(data_folder=Path(folder), database_url=None)
            prepare(trial)
            try:
                if kind in REGISTRY_KINDS:
                    return take_in_registry(trial, trial.database, kind, file, dry_run=True)
                return _IMPORTS[kind](trial.database, file, collect_context(trial), dry_run=True, progress=progress)
            finally:
                trial.database.dispose()
    if kind in REGISTRY_KINDS:
        return take_in_registry(house, database, kind, file, dry_run)
    agency, source = _meant(database, kind, of)
    context = collect_context(house)
    return _IMPORTS[kind](
        database, file, context, dry_run=dry_run, agency_id=agency, source_id=source, progress=progress
    )


def _meant(database: Database, kind: str, of: Of) -> tuple[int | None, int | None]:
    """The ids of the agency and the source that were named."""
    code, key = of
    with database.read() as session:
        agency = agency_id(session, code) if code else None
        source = find_source(session, key) if key else None
        if source is not None and source.kind != _KINDS[kind]:
            raise WrongUse(f"{key} is no source of {kind}")
        return agency, source.id if source else None


def _words(summary: ImportSummary) -> str:
    lines = [*reason_words(summary.reasons), *(f"注意：{note}" for note in summary.notes)]
    lines += [f"{one.file} 第 {one.row} 行 {one.field}：{one.explanation}" for one in summary.problems]
    return "\n".join([row_words(summary), *(f"  {line}" for line in lines)])
