"""The log and what was sent can only grow: the database refuses the rest, the chain shows it."""

from typing import Any

import pytest
from sqlalchemy import Engine, Table, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from cchc_metrics.store.audit import broken_links, chain_end, row_hash, write_audit
from cchc_metrics.store.database import reading, writing
from cchc_metrics.store.locks import lock_months
from cchc_metrics.store.mappings import Meaning
from cchc_metrics.store.tables import APPEND_ONLY, audit
from cchc_metrics.store.withdrawals import withdraw
from tests.builders import month
from tests.store.acts import add_one_of_each
from tests.store.builders import (
    COMMUNE,
    at,
    count_rows,
    make_placed,
    make_reading,
    make_submission,
    save,
    with_departments,
)
from tests.store.tampering import tampering

WHEN = at("2026-02-20 05:00")


@pytest.fixture
def record(database: Engine) -> Engine:
    """A record with six acts in its log."""
    with_departments(database)
    put_right = make_submission(make_placed(readings=(make_reading(),)))
    (first,) = save(database, put_right, meanings=[Meaning("Số hóa", "số hóa", "II.3-2")])
    save(database, make_submission(of=month(2)))
    save(database, make_submission(of=month(3)))
    withdraw(database, COMMUNE, first, "Lan", WHEN, "nhầm")
    lock_months(database, COMMUNE, (month(1),), "Lan", WHEN, "chốt")
    return database


@pytest.fixture
def full_record(record: Engine) -> Engine:
    """A record with a row in each table that may only grow."""
    add_one_of_each(record)
    return record


def broken(record: Engine) -> list[int]:
    with reading(record) as connection:
        return list(broken_links(connection, COMMUNE))


@pytest.mark.parametrize("table", APPEND_ONLY, ids=lambda table: table.name)
@pytest.mark.parametrize("act", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_database_refuses_to_change_what_may_only_grow(
    full_record: Engine, table: Table, act: str
) -> None:
    statements: dict[str, Any] = {
        "UPDATE": update(table).values(commune_code="99999"),
        "DELETE": delete(table),
        # SQLite has no TRUNCATE of its own: emptying a table is a DELETE without conditions.
        "TRUNCATE": text(f"TRUNCATE {table.name} CASCADE")
        if full_record.dialect.name == "postgresql"
        else delete(table),
    }
    before = count_rows(full_record, table)
    assert before > 0
    with (
        pytest.raises(DBAPIError, match="is only ever added to"),
        full_record.begin() as connection,
    ):
        connection.execute(statements[act])
    assert count_rows(full_record, table) == before


def test_each_act_follows_from_the_one_before(record: Engine) -> None:
    assert broken(record) == []
    with reading(record) as connection:
        assert chain_end(connection, COMMUNE).number == 6
        assert chain_end(connection, "99999").number == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"actor": "kẻ khác"},
        {"action": "restore"},
        {"subject": "PVHXH 2026-12"},
        {"details": "{}"},
        {"at": at("2026-02-20 05:01")},
        {"previous_hash": "0" * 64},
        {"hash": "0" * 64},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_act_is_found(record: Engine, changed: dict[str, Any]) -> None:
    with tampering(record) as connection:
        connection.execute(update(audit).where(audit.c.number == 3).values(changed))
    assert broken(record)[0] == 3


def test_a_removed_act_is_found(record: Engine) -> None:
    with tampering(record) as connection:
        connection.execute(delete(audit).where(audit.c.number == 3))
    assert broken(record) == [4]


def test_an_act_made_anew_with_its_hash_breaks_the_next(record: Engine) -> None:
    with tampering(record) as connection:
        row = connection.execute(select(audit).where(audit.c.number == 3)).mappings().one()
        forged = {**row, "actor": "kẻ khác"}
        connection.execute(delete(audit).where(audit.c.number == 3))
        connection.execute(insert(audit).values({**forged, "hash": row_hash(forged)}))
    assert broken(record) == [4]


def test_communes_have_chains_of_their_own(record: Engine) -> None:
    with writing(record, "99999") as connection:
        write_audit(connection, "99999", WHEN, "An", "lock", "2026-01", {})
    with tampering(record) as connection:
        connection.execute(
            update(audit).where(audit.c.commune_code == "99999").values(actor="kẻ khác")
        )
    assert broken(record) == []
    with reading(record) as connection:
        assert list(broken_links(connection, "99999")) == [1]
