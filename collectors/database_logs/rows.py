"""The rows of a query, streamed into a file that is read like any other log."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from metrics.law_days import law_day

_AT_ONCE: Final = 2000
_CONNECT_SECONDS: Final = 15


class QueryFailed(Exception):
    """The database cannot be asked, or did not answer. The text is Chinese and holds neither URL nor password."""


def write_rows(url: str, query: str, file: Path, seconds: float, most_bytes: int) -> int:
    """Write the rows of `query` as a JSON array of objects; returns how many there are. Raises `QueryFailed`.

    Rows are fetched some thousands at a time. Nothing is ever committed, and the connection is read-only where the
    database knows how to be.
    """
    count = 0
    with _connected(url, seconds) as connection, file.open("w", encoding="utf-8") as out:
        result = connection.exec_driver_sql(query.strip().rstrip(";"))
        names = _unique(list(result.keys()))
        out.write("[")
        for block in result.partitions(_AT_ONCE):
            for row in block:
                cells = dict(zip(names, map(_cell, row), strict=True))
                out.write(("," if count else "") + json.dumps(cells, ensure_ascii=False) + "\n")
                count += 1
            if out.tell() > most_bytes:
                raise QueryFailed(f"查询结果超过 {most_bytes} 字节")
        out.write("]")
    return count


@contextmanager
def _connected(url: str, seconds: float) -> Iterator[Connection]:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
        if backend == "sqlite" and not Path(address.database or "").is_file():
            raise QueryFailed("数据库文件不存在")
        # The plain URL names a driver that may not be installed; ours is psycopg.
        address = address.set(drivername="postgresql+psycopg") if address.drivername == "postgresql" else address
        wait = {"sqlite": {"timeout": _CONNECT_SECONDS}, "postgresql": {"connect_timeout": _CONNECT_SECONDS}}
        engine = create_engine(address, poolclass=NullPool, connect_args=wait.get(backend, {}))
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise QueryFailed("数据库地址不正确，或者没有安装相应的驱动程序") from error
    try:
        with engine.connect() as connection:
            yield _read_only(connection, backend, seconds)
    except DBAPIError as error:
        raise QueryFailed(f"查询失败：{_without_secrets(error.orig or error, url)}") from error
    except SQLAlchemyError as error:
        raise QueryFailed(f"查询失败：{_without_secrets(error, url)}") from error
    finally:
        engine.dispose()


def _read_only(connection: Connection, backend: str, seconds: float) -> Connection:
    streamed: dict[str, Any] = {"stream_results": True, "max_row_buffer": _AT_ONCE, "no_parameters": True}
    if backend == "postgresql":
        connection = connection.execution_options(postgresql_readonly=True)
        connection.exec_driver_sql(f"SET statement_timeout = {int(seconds * 1000)}")
    elif backend == "sqlite":
        connection.exec_driver_sql("PRAGMA query_only = ON")
    elif backend in ("mysql", "mariadb", "oracle"):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    return connection.execution_options(**streamed)


def _unique(names: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return unique


def _cell(value: Any) -> Any:
    """A value as JSON can hold it. A moment with a zone is told by its day in Shanghai."""
    if isinstance(value, datetime):
        return law_day(value).isoformat() if value.tzinfo else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _without_secrets(error: object, url: str) -> str:
    """The first line of what the driver says; it may repeat what it was told."""
    words = next(iter(str(error).strip().splitlines()), type(error).__name__)[:500]
    password = make_url(url).password
    for secret in filter(None, (url, str(password) if password else "")):
        words = words.replace(secret, "***")
    return words
