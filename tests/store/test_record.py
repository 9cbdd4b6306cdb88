"""The record's version, its departments, its marks and its log."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from cchc_metrics.plan.model import Department
from cchc_metrics.store.audit import AuditEntry, audit_entries, write_audit
from cchc_metrics.store.database import writing
from cchc_metrics.store.errors import MovedOn
from cchc_metrics.store.record import (
    is_demonstration,
    ping,
    record_version,
    set_demonstration,
    sync_departments,
)
from cchc_metrics.store.tables import departments
from tests.builders import make_plan, month
from tests.store.builders import (
    COMMUNE,
    at,
    make_file,
    make_submission,
    save,
    with_departments,
)


def test_an_open_record_answers(database: Engine) -> None:
    ping(database)


def test_the_version_grows_with_every_act_of_the_commune(database: Engine) -> None:
    with_departments(database)
    seen = [record_version(database, COMMUNE)]
    for number in (1, 2):
        save(database, make_submission(of=month(number)))
        seen.append(record_version(database, COMMUNE))
    assert seen[0] == 0
    assert seen[0] < seen[1] < seen[2]
    assert record_version(database, "99999") == 0


def test_the_version_stays_where_nothing_was_saved(database: Engine) -> None:
    with_departments(database)
    save(database, make_submission())
    before = record_version(database, COMMUNE)
    with pytest.raises(MovedOn):
        save(database, make_submission())
    assert record_version(database, COMMUNE) == before


def test_departments_follow_the_plan_and_none_is_lost(database: Engine) -> None:
    plan = with_departments(database) and make_plan()
    renamed = Department("PVHXH", "Phòng Văn hóa và Xã hội", "P. VH-XH")
    new = Department("PKT", "Phòng Kinh tế", "P. KT")
    sync_departments(database, replace(plan, departments=(renamed, new)))
    with database.connect() as connection:
        rows = connection.execute(select(departments)).all()
    assert {row.code: row.short_name for row in rows} == {
        "VPHDND": "Văn phòng",
        "PVHXH": "P. VH-XH",
        "PKT": "P. KT",
    }


def test_sample_figures_are_marked_for_one_commune(database: Engine) -> None:
    assert not is_demonstration(database, COMMUNE)
    set_demonstration(database, COMMUNE)
    set_demonstration(database, COMMUNE)
    assert is_demonstration(database, COMMUNE)
    assert not is_demonstration(database, "99999")


def test_a_submission_is_logged_with_what_was_sent(database: Engine) -> None:
    with_departments(database)
    new = make_submission(warnings_reason="Đã rà soát")
    (submission_id,) = save(database, new)
    (entry,) = audit_entries(database, COMMUNE, limit=10)
    assert entry == AuditEntry(
        number=1,
        at=at("2026-01-16 03:00"),
        actor="Nguyễn Thị Hoa",
        action="submit",
        subject="PVHXH 2026-01",
        details={
            "submission": submission_id,
            "version": 1,
            "file": "thang-1.xlsx",
            "sha256": make_file().sha256,
            "figures": 1,
            "warnings_reason": "Đã rà soát",
            "after_lock": False,
        },
    )


def test_the_log_is_newest_first_and_may_be_narrowed(database: Engine) -> None:
    with writing(database, COMMUNE) as connection:
        for number, action in enumerate(("lock", "unlock", "lock")):
            write_audit(connection, COMMUNE, at("2026-01-16 03:00"), "Hoa", action, f"{number}", {})
    entries = audit_entries(database, COMMUNE, limit=2)
    assert [entry.subject for entry in entries] == ["2", "1"]
    locks = audit_entries(database, COMMUNE, limit=10, action="lock")
    assert [entry.subject for entry in locks] == ["2", "0"]
