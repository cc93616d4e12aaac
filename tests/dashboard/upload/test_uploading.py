"""Logs uploaded by officers: read and tried first, written when they say so, within what they supervise."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from collectors.recording.profiles import own_profile
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.uploads.kept import MOST_OF_A_USER, Upload, Uploads, UploadState, Wanted
from dashboard.uploads.work import start_import
from store import Database
from store.models import Agency, AuditEntry, QuarantineRow, Request, Source, SourceFile, User
from tests.dashboard.browsing import Visitor
from tests.dashboard.small_world import SmallWorld

Visit = Callable[[str | None], Visitor]
HOHHOT, BAOTOU = "呼和浩特市人民政府", "包头市人民政府"
HEAD = "单号,承办单位,收到日期,答复日期,办理状态,申请人姓名\n"
BODY = (
    f"{HEAD}U-1,{HOHHOT},2026-11-02,2026-11-19,照准,张三\nU-2,{BAOTOU},2026-11-02,,办理中,李四\n"
    f"U-3,{HOHHOT},2026-02-30,,办理中,王五\n"
)
FORM = (
    "upload-source.value",
    "upload-name.value",
    "upload-region.value",
    "upload-agency.value",
    "upload-dates.value",
    "upload-keep.checked",
)


def send(visitor: Visitor, body: bytes, name: str = "台账.csv", **headers: str) -> Any:
    given = {"X-CSRFToken": visitor.token(), "X-File-Name": quote(name), **headers}
    return visitor.client.post("/upload/file", data=body, headers=given)


def uploaded(services: Services, visitor: Visitor, body: str = BODY) -> Upload:
    """Send a file and return what the house keeps of it."""
    address = send(visitor, body.encode()).get_json()["address"]
    found = Uploads(services.uploads_folder or "").find(user_of(services, visitor), address.split("=")[1])
    assert found is not None
    return found


def user_of(services: Services, visitor: Visitor) -> int:
    with visitor.client.session_transaction() as session:
        return int(session["_user_id"])


def settled(upload: Upload) -> UploadState:
    """Wait until the work on it has ended."""
    pause = threading.Event()
    for _ in range(6000):
        state = upload.state()
        if not state.running:
            return state
        pause.wait(0.01)
    raise AssertionError("the work on the upload does not end")


def press(visitor: Visitor, button: str, upload: Upload, *, fields: dict[str, str] | None = None, **form: Any) -> Any:
    """Press a button of the page with the form as it stands, and some of it changed."""
    columns = (upload.state().preview or {}).get("columns", [])
    headings = [column["heading"] for column in columns]
    chosen = [(fields or {}).get(column["heading"], column["field"]) for column in columns]
    values = [form.get(part.split(".")[0].removeprefix("upload-")) for part in FORM]
    state = [{"id": "upload-id", "property": "data", "value": upload.id}]
    for part, value in zip(FORM, values, strict=True):
        identity, prop = part.split(".")
        state.append({"id": identity, "property": prop, "value": value})
    state.append({"id": "upload-headings", "property": "data", "value": headings})
    column_ids = [{"type": "upload-column", "place": place} for place in range(len(headings))]
    state.append(
        [{"id": one, "property": "value", "value": value} for one, value in zip(column_ids, chosen, strict=True)]
    )
    return visitor.call(callback_of(visitor, button), [{"id": button, "property": "n_clicks", "value": 1}], state)


def callback_of(visitor: Visitor, input_id: str) -> str:
    return next(
        name
        for name, line in visitor.app.callback_map.items()
        if line["inputs"] and line["inputs"][0]["id"] == input_id
    )


def source_of(kept: Database) -> int:
    with kept.read() as session:
        return session.query(Source.id).filter(Source.key == "log:1").scalar()


def numbers(kept: Database) -> set[str]:
    with kept.read() as session:
        return {request.number for request in session.query(Request).filter(Request.number.like("U-%"))}


def test_a_file_is_shown_as_understood_and_nothing_is_written(visit: Visit, services: Services, kept: Database) -> None:
    visitor = visit("hohhot")
    upload = uploaded(services, visitor)
    assert press(visitor, "upload-check", upload, source=str(source_of(kept))).status_code == 200
    state = settled(upload)
    assert (state.phase, state.name) == ("checked", "台账.csv")
    assert state.preview is not None
    fields = {column["heading"]: column["field"] for column in state.preview["columns"]}
    assert (fields["单号"], fields["收到日期"], fields["申请人姓名"]) == ("not_used", "received", "personal")
    assert {problem["reason"] for problem in state.preview["problems"]} == {"out_of_scope", "impossible_date"}
    assert state.preview["words"] == {"照准": 1}
    assert "张三" not in str(state)
    assert numbers(kept) == set()
    assert "试导入结果" in str(visitor.page("/upload", f"?file={upload.id}").json)


def test_what_the_officer_says_of_a_column_is_used_kept_and_the_file_is_imported(
    visit: Visit, services: Services, kept: Database
) -> None:
    visitor, source = visit("hohhot"), source_of(kept)
    upload = uploaded(services, visitor)
    press(visitor, "upload-check", upload, source=str(source))
    settled(upload)
    said = {"单号": "number"}
    press(visitor, "upload-import", upload, fields=said, source=str(source), keep=True)
    state = settled(upload)
    assert state.phase == "done", state
    assert state.result is not None
    assert (state.result["rows"], state.result["accepted"], state.result["quarantined"]) == (3, 1, 2)
    assert numbers(kept) == {"U-1"}
    assert not upload.file.exists()
    with kept.read() as session:
        assert own_profile(session, source).headings == said
        actions = {entry.action: entry.actor for entry in session.query(AuditEntry)}
        assert (actions["log.upload"], actions["source.profile"]) == ("hohhot", "hohhot")
        assert session.query(SourceFile).filter(SourceFile.name == "台账.csv").count() == 1
        assert "李四" not in str([row.raw for row in session.query(QuarantineRow)])


def test_how_a_source_is_read_can_be_kept_without_importing(visit: Visit, services: Services, kept: Database) -> None:
    visitor, source = visit("hohhot"), source_of(kept)
    upload = uploaded(services, visitor)
    press(visitor, "upload-check", upload, source=str(source))
    settled(upload)
    words = [
        str(press(visitor, "upload-save", upload, fields={"单号": "number"}, source=str(source)).json) for _ in "12"
    ]
    assert ["已保存" in words[0], "相同" in words[1]] == [True, True]
    assert "导入时建立" in str(press(visitor, "upload-save", upload, source="new", region="150100").json)
    assert press(visitor, "upload-save", upload, source="999").status_code == 404
    with kept.read() as session:
        assert own_profile(session, source).headings == {"单号": "number"}
    assert numbers(kept) == set()


def test_the_same_file_again_changes_nothing(visit: Visit, services: Services, kept: Database) -> None:
    visitor, source = visit("hohhot"), str(source_of(kept))
    counts = []
    for _ in range(2):
        upload = uploaded(services, visitor)
        press(visitor, "upload-check", upload, source=source)
        settled(upload)
        press(visitor, "upload-import", upload, source=source)
        result = settled(upload).result
        assert result is not None
        counts.append((result["rows"], result["accepted"], result["unchanged"], result["quarantined"]))
    assert counts == [(3, 1, 0, 2), (3, 0, 3, 0)]


def test_a_new_source_is_made_in_the_officers_region(visit: Visit, services: Services, kept: Database) -> None:
    visitor = visit("hohhot")
    upload = uploaded(services, visitor)
    form = {"source": "new", "name": "新城区台账", "region": "150102"}
    press(visitor, "upload-check", upload, **form)
    assert settled(upload).phase == "checked"
    press(visitor, "upload-import", upload, **form)
    state = settled(upload)
    assert state.phase == "done"
    with kept.read() as session:
        source = session.query(Source).filter(Source.name == "新城区台账").one()
        assert (source.way, source.region_code, source.enabled) == ("upload", "150102", False)


def test_rows_without_an_agency_belong_to_the_one_that_was_chosen(
    visit: Visit, services: Services, kept: Database, world: SmallWorld
) -> None:
    visitor, source = visit("hohhot"), str(source_of(kept))
    upload = uploaded(services, visitor, "申请编号,收到日期,答复日期\nU-1,2026-11-02,\n")
    press(visitor, "upload-check", upload, source=source)
    assert (settled(upload).preview or {})["account"]["reasons"] == {"unknown_agency": 1}
    press(visitor, "upload-check", upload, source=source, agency=str(world.agency_ids["150100"]))
    assert (settled(upload).preview or {})["account"]["accepted"] == 1


@pytest.mark.parametrize(
    "form",
    [{"source": "999"}, {"source": "new", "name": "x", "region": "150200"}, {"source": "new", "region": "000000"}],
)
def test_what_lies_outside_the_scope_is_a_404(
    visit: Visit, services: Services, kept: Database, world: SmallWorld, form: dict[str, str]
) -> None:
    visitor = visit("hohhot")
    upload = uploaded(services, visitor)
    assert press(visitor, "upload-check", upload, **form).status_code == 404
    foreign = str(world.agency_ids["150200"])
    assert press(visitor, "upload-check", upload, source=str(source_of(kept)), agency=foreign).status_code == 404
    assert upload.state().phase == "stored"


def test_a_source_of_another_league_cannot_be_chosen(visit: Visit, services: Services, kept: Database) -> None:
    with kept.write() as session:
        session.query(User).filter(User.username == "hohhot").update({"region_code": "150200"})
    visitor = visit("hohhot")
    upload = uploaded(services, visitor)
    assert press(visitor, "upload-check", upload, source=str(source_of(kept))).status_code == 404


def test_nobody_sees_anothers_upload(visit: Visit, services: Services) -> None:
    upload = uploaded(services, visit("hohhot"))
    other = visit("region")
    assert press(other, "upload-check", upload, source="new", region="150100").status_code == 404
    drawn = str(other.page("/upload", f"?file={upload.id}").json)
    assert "upload-drop" in drawn
    assert "台账.csv" not in drawn


@pytest.mark.parametrize("username", ["contact", "nobody"])
def test_only_officers_with_a_region_may_upload(visit: Visit, services: Services, username: str) -> None:
    upload = uploaded(services, visit("hohhot"))
    visitor = visit(username)
    assert send(visitor, b"x").status_code == 403
    assert press(visitor, "upload-check", upload, source="new", region="150100").status_code == 403
    assert "不能导入台账" in str(visitor.page("/upload").json)


def test_a_file_without_the_form_token_is_refused(visit: Visit) -> None:
    visitor = visit("hohhot")
    assert send(visitor, b"x", **{"X-CSRFToken": ""}).status_code == 400


def test_a_file_that_is_too_large_is_refused_and_others_keep_the_small_limit(visit: Visit) -> None:
    visitor = visit("hohhot")
    assert send(visitor, b"x" * 3_000_001).status_code == 413
    assert send(visitor, b"x" * 2_900_000).status_code == 200


def test_the_name_of_a_file_is_only_a_name(visit: Visit, services: Services) -> None:
    visitor = visit("hohhot")
    send(visitor, b"x", "../../etc/<b>台账\n.csv")
    (upload,) = Uploads(services.uploads_folder or "").of_user(user_of(services, visitor))
    assert upload.state().name == "<b>台账.csv"


@pytest.mark.parametrize("identity", ["", "..", "../1", "0" * 32, "x" * 32])
def test_an_id_that_is_none_finds_nothing(visit: Visit, services: Services, identity: str) -> None:
    assert services.uploads_folder is not None
    assert Uploads(services.uploads_folder).find(1, identity) is None


def test_the_oldest_uploads_of_a_user_give_way(visit: Visit, services: Services) -> None:
    visitor = visit("hohhot")
    for _ in range(MOST_OF_A_USER + 2):
        send(visitor, b"x")
    assert services.uploads_folder is not None
    assert len(Uploads(services.uploads_folder).of_user(user_of(services, visitor))) == MOST_OF_A_USER


def test_work_can_be_stopped_and_goes_on_later_without_doubling(
    visit: Visit, services: Services, kept: Database
) -> None:
    visitor, source = visit("hohhot"), source_of(kept)
    rows = "".join(f"U-{number},{HOHHOT},2026-11-02,,办理中,\n" for number in range(2000))
    upload = uploaded(services, visitor, "申请编号" + HEAD.removeprefix("单号") + rows)
    scope = Scope(1, "hohhot", "", "officer", "150000/150100/", None)
    upload.begin_again = upload.ask_to_stop  # type: ignore[method-assign]  # asked before the first batch
    start_import(services, scope, upload, Wanted(source_id=source))
    assert settled(upload).phase == "stopped"
    before = len(numbers(kept))
    assert before < 2000
    again = Upload(upload.file.parent)
    start_import(services, scope, again, Wanted(source_id=source))
    result = settled(again).result
    assert result is not None
    assert (result["rows"], result["accepted"], result["unchanged"]) == (2000, 2000 - before, before)


def test_work_that_died_with_its_process_is_said_to_have_failed(visit: Visit, services: Services) -> None:
    visitor = visit("hohhot")
    upload = uploaded(services, visitor)
    upload.keep(replace(upload.state(), phase="importing"))
    claim = upload.claim()
    assert claim is not None
    assert upload.claim() is None
    assert upload.settled().phase == "importing"
    claim.close()
    assert upload.settled().phase == "failed"
    assert "处理中断" in str(visitor.page("/upload", f"?file={upload.id}").json)


def test_work_begun_twice_runs_once(visit: Visit, services: Services, kept: Database) -> None:
    visitor, source = visit("hohhot"), source_of(kept)
    upload = uploaded(services, visitor)
    claim = upload.claim()
    start_import(services, Scope(1, "hohhot", "", "officer", "150000/150100/", None), upload, Wanted(source_id=source))
    assert upload.state().phase == "stored"
    assert claim is not None
    claim.close()


def test_a_file_given_up_is_gone(visit: Visit, services: Services) -> None:
    visitor = visit("hohhot")
    upload = uploaded(services, visitor)
    pressed = [{"id": "upload-drop", "property": "n_clicks", "value": 1}]
    state = [{"id": "upload-id", "property": "data", "value": upload.id}]
    assert visitor.call(callback_of(visitor, "upload-drop"), pressed, state).status_code == 200
    assert not upload.file.exists()


def test_a_word_said_while_looking_at_a_file_is_used_at_once_and_kept_for_the_region(
    visit: Visit, services: Services, kept: Database
) -> None:
    visitor, source = visit("hohhot"), str(source_of(kept))
    upload = uploaded(services, visitor)
    press(visitor, "upload-check", upload, source=source)
    settled(upload)
    place = {"type": "upload-word", "word": "照准"}
    state = [
        {"id": "upload-id", "property": "data", "value": upload.id},
        [{"id": place, "property": "value", "value": "granted"}],
        [{"id": place, "property": "id", "value": place}],
    ]
    pressed = [{"id": "upload-word-keep", "property": "n_clicks", "value": 1}]
    assert visitor.call(callback_of(visitor, "upload-word-keep"), pressed, state).status_code == 200
    preview = settled(upload).preview or {}
    assert preview["words"] == {}
    assert preview["rows"][0]["outcome"] == "granted"
    with kept.read() as session:
        assert session.query(AuditEntry).filter(AuditEntry.action == "word.keep").one().subject == "word:150100:outcome"
        assert session.query(Agency).count() > 0
