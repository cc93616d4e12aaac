"""What a database is asked: one SELECT, kept in `Source.access`; the URL is kept as a reference (env:NAME)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from collectors.secret_references import is_reference

_COMMENT: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_LITERAL: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
_LONGEST: Final = 20_000


class QueryRefused(Exception):
    """What was said of a database cannot be meant. The text is Chinese."""


@dataclass(frozen=True)
class QueryAccess:
    """`query`: a single SELECT (or WITH … SELECT); its column names are the headings."""

    query: str

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "QueryAccess":
        """From `Source.access`."""
        return cls(str(kept.get("query", "")))

    def kept(self) -> dict[str, Any]:
        """For `Source.access`."""
        return {"query": self.query}

    def check(self, url_reference: str) -> None:
        """Raises `QueryRefused`. The database itself is asked read-only as well; this gives the clearer words."""
        if not is_reference(url_reference):
            raise QueryRefused("数据库地址应写作 env:环境变量名，不保存地址和口令本身")
        plain = _LITERAL.sub("''", _COMMENT.sub(" ", self.query)).strip().rstrip(";").strip()
        if not plain or len(self.query) > _LONGEST:
            raise QueryRefused(f"查询语句不能为空，也不能超过 {_LONGEST} 个字符")
        if ";" in plain:
            raise QueryRefused("只能写一条查询语句")
        if plain.split(None, 1)[0].lower().split("(")[0] not in ("select", "with"):
            raise QueryRefused("只能使用 SELECT 查询")
