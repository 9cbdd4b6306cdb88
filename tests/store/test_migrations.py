"""Records of earlier software: brought up to date, with everything that they hold."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from cchc_metrics.store.accounts import Account, add_account, find_account
from cchc_metrics.store.audit import BEFORE_THE_FIRST, audit_entries, broken_links
from cchc_metrics.store.database import open_database, reading, writing
from cchc_metrics.store.history import submission_history
from cchc_metrics.store.standing import MonthState
from cchc_metrics.store.tables import audit
from tests.builders import YEAR, month
from tests.store.builders import COMMUNE, at, make_file, make_submission, save

FIRST = "0001"
SENT_AT = at("2026-01-16 03:00")
HASH = make_file().sha256

# What the first version wrote for one submission, and a second commune's act after it.
KEPT: dict[str, list[dict[str, Any]]] = {
    "departments": [
        {"commune_code": COMMUNE, "code": "PVHXH", "name": "Phòng VH-XH", "short_name": "VHXH"}
    ],
    "files": [
        {
            "commune_code": COMMUNE,
            "sha256": HASH,
            "name": "thang-1.xlsx",
            "size": len(make_file().content),
            "content": make_file().content,
            "received_at": SENT_AT,
        }
    ],
    "submissions": [
        {
            "commune_code": COMMUNE,
            "department_code": "PVHXH",
            "month": f"{YEAR}-01",
            "version": 1,
            "plan_code": "ke-hoach-thu",
            "plan_version": "1",
            "window_start": date(YEAR - 1, 12, 15),
            "window_end": date(YEAR, 1, 14),
            "file_sha256": HASH,
            "sent_by": "Nguyễn Thị Hoa",
            "sent_at": SENT_AT,
            "warnings_reason": None,
        }
    ],
    "figures": [
        {
            "submission_id": 1,
            "indicator_code": "II.3-2",
            "commune_code": COMMUNE,
            "numerator": 191,
            "denominator": 200,
            "note": "",
            "sheet": "Số liệu",
            "numerator_cell": "D8",
            "denominator_cell": "E8",
        }
    ],
    "audit": [
        {
            "commune_code": commune,
            "at": SENT_AT,
            "actor": "Nguyễn Thị Hoa",
            "action": "submit",
            "subject": "PVHXH 2026-01",
            "details": '{"figures": 1}',
        }
        for commune in (COMMUNE, "99999", COMMUNE)
    ],
}


@pytest.fixture
def first_record(database_url: str) -> Iterator[Engine]:
    """A record as the first version made it, with a submission in it."""
    engine = open_database(database_url, FIRST)
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for name, rows in KEPT.items():
            connection.execute(sa.insert(tables.tables[name]), rows)
    yield engine
    engine.dispose()


@pytest.fixture
def present_record(first_record: Engine, database_url: str) -> Iterator[Engine]:
    assert "accounts" not in sa.inspect(first_record).get_table_names()
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def test_the_first_record_is_brought_up_to_date_and_loses_nothing(present_record: Engine) -> None:
    (entry,) = submission_history(present_record, COMMUNE)
    assert (entry.sent_at, entry.figure_count, entry.file_sha256) == (SENT_AT, 1, HASH)
    assert entry.is_in_force and not entry.is_withdrawn and not entry.is_held
    account = Account("lan", "Lò Thị Lan", "officer", "PVHXH", None, None, None, SENT_AT)
    with writing(present_record, COMMUNE) as connection:
        add_account(connection, COMMUNE, account)
    with reading(present_record) as connection:
        assert find_account(connection, COMMUNE, "lan") == account


def test_the_log_of_the_first_record_is_chained_commune_by_commune(present_record: Engine) -> None:
    kept = [(e.number, e.at, e.details) for e in audit_entries(present_record, COMMUNE, 10)]
    assert kept == [(2, SENT_AT, {"figures": 1}), (1, SENT_AT, {"figures": 1})]
    with reading(present_record) as connection:
        assert list(broken_links(connection, COMMUNE)) == []
        assert list(broken_links(connection, "99999")) == []
        first = sa.select(audit.c.previous_hash).where(audit.c.number == 1)
        assert list(connection.execute(first).scalars()) == [BEFORE_THE_FIRST, BEFORE_THE_FIRST]


def test_work_goes_on_in_a_record_that_was_brought_up_to_date(present_record: Engine) -> None:
    save(present_record, make_submission(of=month(1), seen=MonthState(1, 1)))
    assert [e.is_in_force for e in submission_history(present_record, COMMUNE)] == [True, False]
    with reading(present_record) as connection:
        assert list(broken_links(connection, COMMUNE)) == []
