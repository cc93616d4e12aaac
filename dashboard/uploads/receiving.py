"""``POST /upload/file``: the bytes of a log as a browser sends them, with the progress that a form cannot show."""

from __future__ import annotations

from urllib.parse import unquote

from flask import Flask, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from dashboard.security.users import current_scope
from dashboard.services import Services
from dashboard.uploads.kept import Uploads, UploadState
from dashboard.uploads.scope import may_upload

ENDPOINT, ADDRESS = "upload_file", "/upload/file"
_PIECE = 1024 * 1024
_LONGEST_NAME = 200


def allow_large_bodies(server: Flask, services: Services) -> None:
    """Let officers send larger bodies to this one address. Call it after the guard, before anything reads a body."""

    def allow() -> None:
        if request.endpoint != ENDPOINT or services.collecting is None or not current_user.is_authenticated:
            return
        if may_upload(services, current_scope()):
            request.max_content_length = services.collecting.log_bytes

    server.before_request(allow)


def install_upload(server: Flask, services: Services) -> None:
    """Register the address. Signed in, an officer, and with the form token like every other change."""

    def receive() -> ResponseReturnValue:
        scope = current_scope()
        if not may_upload(services, scope):
            abort(403)
        assert services.uploads_folder is not None
        upload = Uploads(services.uploads_folder).new(scope.user_id)
        size = 0
        with upload.file.open("wb") as out:
            while piece := request.stream.read(_PIECE):
                size += len(piece)
                out.write(piece)
        name = unquote(request.headers.get("X-File-Name", ""))
        upload.keep(UploadState(_plain_name(name), size))
        return jsonify({"address": f"/upload?file={upload.id}"})

    server.add_url_rule(ADDRESS, ENDPOINT, receive, methods=["POST"])


def _plain_name(name: str) -> str:
    """The last part of a path, printable."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:_LONGEST_NAME].strip() or "台账"
