from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mingcha.demo.files import write_inbox
from mingcha.demo.log_files import plan_log_files
from mingcha.demo.log_rows import Fate
from mingcha.demo.plan import World
from mingcha.demo.world import generate_world


@pytest.fixture(scope="module")
def world() -> World:
    return generate_world(seed=5, as_of=date(2026, 11, 20), scale=0.1)


def test_the_same_world_writes_the_same_bytes(world: World, tmp_path: Path) -> None:
    first, second = (write_inbox(world, tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_writing_again_leaves_the_files_alone(world: World, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in write_inbox(world, tmp_path)}
    after = {path: path.stat().st_mtime_ns for path in write_inbox(world, tmp_path)}
    assert before == after
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(after)


def test_fifteen_holders_write_in_their_own_ways(world: World) -> None:
    layouts = {file.layout.holder: file.layout for file in plan_log_files(world)}
    assert len(layouts) == 15
    assert {layout.format for layout in layouts.values()} == {"csv", "xlsx"}
    assert {layout.encoding for layout in layouts.values()} == {"utf-8", "utf-8-sig", "gb18030"}
    assert len({layout.headings for layout in layouts.values()}) == 15


def test_logs_hold_repeated_rows_useless_rows_and_blank_lines(world: World) -> None:
    files = plan_log_files(world)
    assert all(sum(file.count(fate) for file in files) > 0 for fate in Fate)
    assert any(row is None for file in files for row in file.rows)


def test_a_workbook_has_a_title_above_its_headings_and_real_dates(world: World, tmp_path: Path) -> None:
    write_inbox(world, tmp_path)
    book = load_workbook(tmp_path / "requests" / "150000" / "依申请公开登记台账.xlsx")
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert "演示数据（合成）" in str(rows[0][0])
    assert "申请编号" in rows[2]
    assert any(hasattr(cell, "year") for cell in rows[3])


def test_a_gb18030_log_is_not_utf8(world: World, tmp_path: Path) -> None:
    write_inbox(world, tmp_path)
    body = (tmp_path / "requests" / "150200" / "依申请公开登记台账.csv").read_bytes()
    assert "登记编号" in body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
