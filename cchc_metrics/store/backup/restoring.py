"""Fills an empty record from a backup, in one transaction: all of it or nothing.

The tables are made as they were when the backup was made, filled, and only then brought up to date,
the same way as a record that was never away.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, inspect
from sqlalchemy.exc import InternalError, OperationalError, StatementError

from cchc_metrics.store.backup.content import Manifest, chain_heads, reflected, row_of, rows_at_once
from cchc_metrics.store.backup.opening import Backup, opened_backup, telling_damage
from cchc_metrics.store.backup.problems import DamagedBackup, NotRestored
from cchc_metrics.store.columns import metadata
from cchc_metrics.store.database import changing_tables, migrate
from cchc_metrics.store.engines import engine_for, number_on_from

_NOT_EMPTY = (
    "Cơ sở dữ liệu đích đã có dữ liệu nên không phục hồi đè lên. Đặt CCHC_DATABASE_URL sang một tệp"
    " chưa có hoặc một cơ sở dữ liệu trống, rồi phục hồi lại; chưa có gì thay đổi."
)


def restore_backup(source: Path, url: str) -> Manifest:
    """Make a record of a backup; raise NotRestored, and leave everything as it was, otherwise."""
    with opened_backup(source) as backup:
        engine = engine_for(url)
        try:
            _restore(backup, engine)
        finally:
            engine.dispose()
    return backup.manifest


def _restore(backup: Backup, engine: Engine) -> None:
    with changing_tables(engine) as connection:
        _require_empty(connection)
        migrate(connection, backup.manifest.revision)
        _fill(connection, backup)
        migrate(connection, "head")


def _require_empty(connection: Connection) -> None:
    ours = {*metadata.tables, "alembic_version"}
    if ours.intersection(inspect(connection).get_table_names()):
        raise NotRestored(_NOT_EMPTY)


def _fill(connection: Connection, backup: Backup) -> None:
    names = frozenset(backup.manifest.parts)
    tables = reflected(connection, names)
    if tables.keys() != names:
        raise DamagedBackup(backup.name)
    for name, table in tables.items():
        with _telling_misfits(backup.name):
            for rows in _chunks(backup.lines(name), table):
                connection.execute(insert(table), rows)
        if "id" in table.c:
            number_on_from(connection, table)
    if chain_heads(connection, tables) != backup.manifest.heads:
        raise DamagedBackup(backup.name)


def _chunks(lines: Iterable[bytes], table: Table) -> Iterator[list[dict[str, Any]]]:
    remaining = (row_of(line, table) for line in lines)
    while rows := list(islice(remaining, rows_at_once(table))):
        yield rows


@contextmanager
def _telling_misfits(name: str) -> Iterator[None]:
    """A backup with right hashes whose rows the tables refuse was not made by this software."""
    try:
        with telling_damage(name):
            yield
    except (OperationalError, InternalError):
        raise
    except StatementError as error:
        raise DamagedBackup(name) from error
