"""The agencies that one cell names: one, or several (甲局、乙局; 牵头单位：甲局；配合单位：乙局)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from collectors.registry_files.field_cells import FieldCells
from collectors.registry_files.registry_row import AgencyTold
from collectors.tables.accounting import RowRefused
from collectors.tables.dates import is_nothing
from collectors.tables.faults import RowFault

_LONGEST_NAME: Final = 120
_LONGEST_CODE: Final = 40
_MOST: Final = 100
_PARTS_PLAY: Final = "牵头|主办|主责|责任|承办|公开|配合|协办|协同|参与"
_TITLE: Final = rf"(?:{_PARTS_PLAY})(?:责任)?(?:单位|部门|主体)?\s*:"
_LABEL: Final = re.compile(rf"^{_TITLE}")
_BETWEEN: Final = re.compile(rf"[、,;/|\r\n]+|\s+(?={_TITLE})")
"""In ordinary width, so that a comma is a comma."""
_REMARK: Final = re.compile(rf"\((?:{_PARTS_PLAY})(?:单位|部门)?\)$")


@dataclass(frozen=True)
class AgenciesTold:
    """A cell as one agency, and where it can be taken apart, the several that it names.

    The registry decides: an agency may well have a name with a comma in it.
    """

    whole: AgencyTold
    parts: tuple[AgencyTold, ...] = ()


def agencies_of(cells: FieldCells, name: Any, code: Any) -> AgenciesTold | None:
    """The agencies in a cell of names and one of codes; None where both are empty. `name`, `code`: the cells as they
    are, with their line breaks. Refuses the row where a name is too long or there are more or fewer codes than names.
    """
    names, codes = _pieces(name), _pieces(code)
    region, banner = cells.text("region"), cells.text("banner")
    if not names and not codes:
        return None
    whole = AgencyTold(_plain(name)[:_LONGEST_NAME], _plain(code)[:_LONGEST_CODE], region, banner)
    if len(names) < 2 and len(codes) < 2:
        one = AgencyTold((names or [""])[0], (codes or [""])[0], region, banner)
        _refuse_long(cells, [one])
        return AgenciesTold(one)
    if names and codes and len(names) != len(codes):
        words = f"写了 {len(names)} 个{cells.heading('agency')}、{len(codes)} 个{cells.heading('agency_code')}"
        raise RowRefused("agency_code", RowFault.UNKNOWN_AGENCY, f"{words}，不能一一对应")
    pairs = zip(names or [""] * len(codes), codes or [""] * len(names), strict=True)
    parts = tuple(AgencyTold(one, its_code, region, banner) for one, its_code in pairs)
    _refuse_long(cells, parts)
    return AgenciesTold(whole, parts)


def _refuse_long(cells: FieldCells, told: list[AgencyTold] | tuple[AgencyTold, ...]) -> None:
    for agency in told:
        if len(agency.name) > _LONGEST_NAME:
            words = f"{cells.heading('agency')}有 {len(agency.name)} 个字符，最多 {_LONGEST_NAME} 个"
            raise RowRefused("agency", RowFault.NAME_TOO_LONG, words)
        if len(agency.code) > _LONGEST_CODE:
            words = f"{cells.heading('agency_code')}有 {len(agency.code)} 个字符，最多 {_LONGEST_CODE} 个"
            raise RowRefused("agency_code", RowFault.NAME_TOO_LONG, words)
    if len(told) > _MOST:
        raise RowRefused("agency", RowFault.NAME_TOO_LONG, f"一行写了 {len(told)} 个单位，最多 {_MOST} 个")


def _pieces(cell: Any) -> list[str]:
    """What a cell names, once each."""
    parts = _BETWEEN.split(_wide(cell))
    named = [_REMARK.sub("", _LABEL.sub("", _plain(part))).strip() for part in parts]
    return list(dict.fromkeys(part for part in named if part and not is_nothing(part)))


def _plain(cell: Any) -> str:
    return " ".join(_wide(cell).split())


def _wide(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFKC", str(cell)).replace("\x00", "")
