"""The measures that the page shows, as a workbook: what ``mingcha measures --out`` writes, within the user's scope."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Flask, Response, abort, request

from dashboard.attachment import attached
from dashboard.pages.measures.doors import FILE
from dashboard.pages.measures.queries import MeasuredPlace, measured_place
from dashboard.pages.measures.question import Question
from dashboard.scope import Scope
from dashboard.security.users import current_scope
from dashboard.services import Services
from reports.request_measures import export_measures
from store.audit import append_audit

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def install_measures_file(server: Flask, services: Services) -> None:
    """Register its address, which takes the same question as the page; every download is written down."""

    def download() -> Response:
        scope, asked = current_scope(), Question.read(request.args, services.today())
        with services.database.read() as session:
            found = measured_place(session, scope, services, asked)
        if found is None:
            abort(404)
        workbook = _workbook(services, found, asked)
        _write_down(services, scope, asked)
        place = "" if len(found.trail) == 1 else f"-{found.trail[-1][0]}"
        first, last = asked.period.first.isoformat(), asked.period.last.isoformat()
        name = f"依申请公开指标{place}-{first}至{last}-截至{asked.as_of.isoformat()}.xlsx"
        return attached(Response(workbook, content_type=_KIND), name)

    server.add_url_rule(FILE, "measures_file", download)


def _workbook(services: Services, found: MeasuredPlace, asked: Question) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measures.xlsx"
        export_measures(found.report, services.rulebook, asked.period, asked.as_of, file)
        return file.read_bytes()


def _write_down(services: Services, scope: Scope, asked: Question) -> None:
    with services.database.write() as session:
        append_audit(
            session,
            at=services.clock(),
            actor=scope.username,
            action="export.measures",
            subject=f"period:{asked.period.first.isoformat()}..{asked.period.last.isoformat()}",
            detail=asked.parameters(),
        )
