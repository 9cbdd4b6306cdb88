"""What a backup holds: the manifest, and rows as lines of JSON.

Rows stand in the order of their keys and their entries in the order of names, so that the same
record gives the same parts from either engine. Moments are UTC, bytes base64.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    func,
    select,
)

from cchc_metrics.store.audit import ChainLink

FORMAT = 1
MANIFEST = "manifest.json"
_ROWS_AT_ONCE = 500

Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Part:
    """What the manifest says of a table's part, by which it is checked."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; `heads` is where each commune's chain had come to.

    Records of revisions 0001 and 0002 had no chain and give no heads.
    """

    revision: str
    made_at: datetime
    heads: Mapping[str, ChainLink]
    parts: Mapping[str, Part]

    def to_json(self) -> bytes:
        told = {"format": FORMAT, **asdict(self), "made_at": _moment(self.made_at)}
        return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True).encode()

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Manifest":
        """Raise KeyError, TypeError, ValueError or AttributeError for anything else."""
        return cls(
            str(told["revision"]),
            datetime.fromisoformat(told["made_at"]),
            {commune: ChainLink(**link) for commune, link in told["heads"].items()},
            {table: Part(**part) for table, part in told["parts"].items()},
        )


def part_name(table: str) -> str:
    return f"{table}.jsonl"


def reflected(connection: Connection, names: frozenset[str]) -> Tables:
    """The tables of these names as the database has them, referred ones before referring ones.

    Not those of the code: a backup may come from a record of earlier software.
    """
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in names)
    return {table.name: table for table in found.sorted_tables}


def rows_at_once(table: Table) -> int:
    """How many rows to have in memory: workbooks one by one."""
    has_bytes = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return 1 if has_bytes else _ROWS_AT_ONCE


def chain_heads(connection: Connection, tables: Tables) -> dict[str, ChainLink]:
    """Where each commune's chain has come to; nothing where the log is not chained yet."""
    log = tables.get("audit")
    if log is None or "hash" not in log.c:
        return {}
    last = select(log.c.commune_code, func.max(log.c.number).label("number"))
    ends = last.group_by(log.c.commune_code).subquery()
    is_end = (log.c.commune_code == ends.c.commune_code) & (log.c.number == ends.c.number)
    rows = connection.execute(select(log).join(ends, is_end).order_by(log.c.commune_code))
    return {row.commune_code: ChainLink(row.number, row.hash) for row in rows}


def line_of(row: Mapping[str, Any]) -> bytes:
    """A row as a line; a moment without a zone is UTC, as SQLite keeps it."""
    entries = dict(row)
    text = json.dumps(
        entries, default=_spelled, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode() + b"\n"


def row_of(line: bytes, table: Table) -> dict[str, Any]:
    """The row in a line; raise KeyError, TypeError, ValueError or AttributeError for another."""
    entries = json.loads(line)
    if entries.keys() != set(table.columns.keys()):
        raise KeyError(f"Not the columns of {table.name}: {sorted(entries)}")
    return {name: _read(entries[name], column) for name, column in table.columns.items()}


def _spelled(value: Any) -> str:
    match value:
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case bytes():
            return b64encode(value).decode()
    raise TypeError(f"No spelling for {type(value)}")


def _moment(value: datetime) -> str:
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat(timespec="microseconds")


def _read(value: Any, column: Column[Any]) -> Any:
    if value is None:
        return None
    for kind, read in _READERS:
        if isinstance(column.type, kind):
            return read(value)
    return value


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)


_READERS: tuple[tuple[type[Any], Callable[[str], Any]], ...] = (
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (LargeBinary, _bytes),
)
