"""What labels mean: remembered with a save, replaced by a later meaning, forgotten, all told."""

import pytest
from sqlalchemy import Engine

from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.errors import MovedOn, NotPossible
from cchc_metrics.store.mappings import FORGET, REMEMBER, Meaning, forget, remembered
from cchc_metrics.store.reading_tables import mappings
from tests.builders import month
from tests.store.builders import (
    COMMUNE,
    at,
    count_rows,
    make_submission,
    save,
    with_departments,
)

DIGITISED = Meaning("Số hoá  hồ sơ", "số hóa hồ sơ", "II.3-2")
ONLINE = Meaning("Trực tuyến", "trực tuyến", "II.3-1#numerator")
LATER = at("2026-03-02 01:00")


@pytest.fixture
def record(database: Engine) -> Engine:
    """PVHXH has sent January with two labels confirmed."""
    with_departments(database)
    save(database, make_submission(), meanings=[DIGITISED, ONLINE])
    return database


def meanings(engine: Engine, *departments: str) -> list[tuple[str, str, str]]:
    found = remembered(engine, COMMUNE, departments or None)
    return [(each.department, each.label, each.meaning) for each in found]


def test_labels_are_remembered_for_their_department_with_who_and_when(record: Engine) -> None:
    first, second = remembered(record, COMMUNE)
    assert (first.label, first.folded, first.meaning) == tuple(vars(DIGITISED).values())
    assert second.meaning == "II.3-1#numerator"
    assert (first.department, first.done_by) == ("PVHXH", "Nguyễn Thị Hoa")
    assert first.done_at == at("2026-01-16 03:00")
    assert meanings(record, "VPHDND") == []


def test_what_is_remembered_already_is_not_written_again(record: Engine) -> None:
    save(record, make_submission(of=month(2)), meanings=[DIGITISED, ONLINE])
    assert count_rows(record, mappings) == 2
    assert len(audit_entries(record, COMMUNE, 10, REMEMBER)) == 1


def test_a_later_meaning_takes_the_place_of_the_one_before(record: Engine) -> None:
    other = Meaning("Số hóa hồ sơ", DIGITISED.folded, "II.3-3")
    save(record, make_submission(of=month(2)), meanings=[other])
    assert meanings(record) == [
        ("PVHXH", "Số hóa hồ sơ", "II.3-3"),
        ("PVHXH", "Trực tuyến", "II.3-1#numerator"),
    ]
    assert count_rows(record, mappings) == 3


def test_departments_remember_apart(record: Engine) -> None:
    own = Meaning("Trực tuyến", "trực tuyến", "")
    save(record, make_submission(department="VPHDND"), meanings=[own])
    assert meanings(record, "VPHDND") == [("VPHDND", "Trực tuyến", "")]
    assert len(meanings(record)) == 3


def test_a_label_is_forgotten_with_a_reason_and_may_be_remembered_anew(record: Engine) -> None:
    found = forget(record, COMMUNE, "PVHXH", DIGITISED.folded, "Lan", LATER, "hiểu nhầm")
    assert found.meaning == "II.3-2"
    assert meanings(record) == [("PVHXH", "Trực tuyến", "II.3-1#numerator")]
    with pytest.raises(NotPossible, match="không còn được ghi nhớ"):
        forget(record, COMMUNE, "PVHXH", DIGITISED.folded, "Lan", LATER, "hiểu nhầm")
    save(record, make_submission(of=month(2)), meanings=[DIGITISED])
    assert len(meanings(record)) == 2
    assert count_rows(record, mappings) == 4  # nothing was ever removed


def test_the_log_tells_what_was_remembered_and_forgotten(record: Engine) -> None:
    forget(record, COMMUNE, "PVHXH", ONLINE.folded, "Lan", LATER, "hiểu nhầm")
    gone, kept = audit_entries(record, COMMUNE, 2)
    assert (kept.action, kept.subject, kept.actor) == (REMEMBER, "PVHXH", "Nguyễn Thị Hoa")
    assert kept.details == {"labels": [vars(DIGITISED), vars(ONLINE)]}
    assert (gone.action, gone.actor, gone.at) == (FORGET, "Lan", LATER)
    assert gone.details == {"labels": [vars(ONLINE)], "reason": "hiểu nhầm"}


def test_nothing_is_remembered_of_a_save_that_was_refused(record: Engine) -> None:
    other = Meaning("Khác", "khác", "II.3-3")
    with pytest.raises(MovedOn):
        save(record, make_submission(of=month(2), supersedes=5), meanings=[other])
    assert len(meanings(record)) == 2
