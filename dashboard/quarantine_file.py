"""Rows in quarantine as a file: headings and cells as they came, and beside them where, which field and why."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from flask import Flask, Response, abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.tables.sent_again import NOTES, marked
from dashboard.attachment import attached
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.audit import append_audit
from store.models import QuarantineRow, Source


def install_quarantine_files(server: Flask, services: Services) -> None:
    """Register ``/sources/<id>/quarantine``; every download is written down."""

    def download(source_id: int) -> Response:
        scope = current_scope()
        with services.database.read() as session:
            source, rows = quarantined(session, scope, source_id)
            tables = csv_tables(rows)
        if source is None or not tables:
            abort(404)
        with services.database.write() as session:
            append_audit(
                session,
                at=services.clock(),
                actor=scope.username,
                action="quarantine.download",
                subject=f"source:{source_id}",
                detail={"rows": len(rows)},
            )
        return _answer(f"{source.name}-隔离", tables)

    server.add_url_rule("/sources/<int:source_id>/quarantine", "quarantine_file", download)


def quarantined(session: Session, scope: Scope, source_id: int) -> tuple[Source | None, Sequence[QuarantineRow]]:
    """Return a source in scope with all its rows that are still in quarantine; none outside the scope."""
    source = session.scalar(select(Source).where(Source.id == source_id, scope.sees_source()))
    if source is None:
        return None, []
    waiting = (QuarantineRow.source_id == source_id, QuarantineRow.settled_at.is_(None))
    query = select(QuarantineRow).where(*waiting).order_by(QuarantineRow.id)
    return source, session.scalars(query).all()


def csv_tables(rows: Sequence[QuarantineRow]) -> list[bytes]:
    """Return one CSV (UTF-8 with BOM) for each set of headings: under headings of another file a cell would get lost.

    PostgreSQL does not keep the order of a row's cells; the columns are recognised by their headings.
    """
    by_headings: dict[frozenset[str], list[QuarantineRow]] = {}
    for row in rows:
        by_headings.setdefault(frozenset(row.raw), []).append(row)
    return [_csv(list(alike[0].raw), alike) for alike in by_headings.values()]


def _csv(headings: list[str], rows: Sequence[QuarantineRow]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*(marked(heading) for heading in headings), *NOTES])
    for row in rows:
        cells = [_text(row.raw.get(heading)) for heading in headings]
        notes = [row.file, str(row.row), row.field, row.explanation]
        writer.writerow([marked(cell) for cell in (*cells, *notes)])
    return text.getvalue().encode("utf-8-sig")


def _text(cell: Any) -> str:
    """A cell as the file showed it: days without an empty hour, whole numbers without ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).removesuffix("T00:00:00")


def _answer(name: str, tables: Sequence[bytes]) -> Response:
    if len(tables) == 1:
        response, suffix = Response(tables[0], content_type="text/csv; charset=utf-8"), "csv"
    else:
        response, suffix = Response(_packed(name, tables), content_type="application/zip"), "zip"
    return attached(response, f"{name}.{suffix}")


def _packed(name: str, tables: Sequence[bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, table in enumerate(tables, start=1):
            archive.writestr(f"{name.replace('/', '_')}-{number}.csv", table)
    return packed.getvalue()
