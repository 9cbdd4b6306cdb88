"""Opening plan and record: what the environment says, and which day it is."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from cchc_metrics.plan.problems import PlanProblems
from cchc_metrics.store.errors import RecordUnavailable
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.office import (
    Office,
    WrongSetting,
    begun_months,
    last_closed_month,
    open_office,
)
from tests.builders import make_plan, month
from tests.workflow.officers import open_with

PLAN = make_plan()


def environment(tmp_path: Path, **changes: str) -> dict[str, str]:
    return {"CCHC_DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'record.sqlite3'}", **changes}


def test_the_environment_names_plan_record_and_day(tmp_path: Path) -> None:
    office = open_office(environment(tmp_path, CCHC_TODAY="2026-10-25"))
    assert office.plan.code == "mu-ca-2026"
    assert office.today() == date(2026, 10, 25)
    assert (tmp_path / "var" / "record.sqlite3").exists()
    assert (office.record_version, office.is_demonstration) == (0, False)
    office.engine.dispose()


def test_opening_twice_finds_the_same_record(tmp_path: Path) -> None:
    for _ in range(2):
        office = open_office(environment(tmp_path))
        with office.engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT code FROM departments")).all()
        assert sorted(code for (code,) in rows) == ["PKT", "PVHXH", "TTPVHCC", "VPHDND"]
        office.engine.dispose()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"CCHC_TODAY": "25/10/2026"}, WrongSetting),
        ({"CCHC_OIDC_ISSUER": "https://dangnhap.laichau.gov.vn"}, WrongSetting),
        ({"CCHC_PLAN": "khong-co.toml"}, PlanProblems),
        ({"CCHC_DATABASE_URL": "mysql://may/co-so"}, RecordUnavailable),
    ],
)
def test_what_does_not_work_is_told_before_a_record_is_made(
    tmp_path: Path, changes: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error) as told:
        open_office(environment(tmp_path, **changes))
    assert str(told.value)
    assert not (tmp_path / "var").exists()


def test_a_pretended_day_keeps_the_hour_of_the_clock(fresh_record: sa.Engine) -> None:
    pretending = open_with(fresh_record, PLAN, date(2026, 3, 15))
    before, moment, after = datetime.now(UTC), pretending.now(), datetime.now(UTC)
    assert moment.tzinfo is UTC
    assert moment.astimezone(VIETNAM).date() == pretending.today() == date(2026, 3, 15)
    real = [then.astimezone(VIETNAM).time() for then in (before, after)]
    if real[0] <= real[1]:  # not over midnight
        assert real[0] <= moment.astimezone(VIETNAM).time() <= real[1]


def test_without_one_it_is_the_day_in_vietnam(fresh_record: sa.Engine) -> None:
    office = Office(PLAN, fresh_record)
    before, moment, after = datetime.now(UTC), office.now(), datetime.now(UTC)
    assert before <= moment <= after
    assert office.today() - moment.date() in (timedelta(0), timedelta(days=1))


# Months run from the 15th of the month before to the 14th.
DAYS = [
    ("2025-11-30", 1, 1),  # before the plan: its first month all the same
    ("2025-12-15", 1, 1),
    ("2026-01-14", 1, 1),
    ("2026-01-15", 2, 1),
    ("2026-02-14", 2, 1),
    ("2026-02-15", 3, 2),
    ("2026-12-14", 12, 11),
    ("2026-12-15", 12, 12),
    ("2027-06-01", 12, 12),
]


@pytest.mark.parametrize(("day", "begun", "closed"), DAYS)
def test_which_months_have_begun_and_which_one_is_reported(
    day: str, begun: int, closed: int
) -> None:
    assert begun_months(PLAN, date.fromisoformat(day))[-1] == month(begun)
    assert last_closed_month(PLAN, date.fromisoformat(day)) == month(closed)
