"""Targets, explanations, actions and progress: what is added, what counts, who came first."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.actions import (
    ActionState,
    action_history,
    follow_action,
    plan_action,
)
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.explanations import explain, explanation_history
from cchc_metrics.store.judging_tables import JUDGING
from cchc_metrics.store.progress import progress_history, report_progress
from cchc_metrics.store.record import record_version
from cchc_metrics.store.targets import (
    NewTarget,
    Taken,
    set_target,
    take_back_target,
    target_history,
)
from tests.store.acts import ACTION, CAUSE, DECISION, JUNE, LATER, MAI, NOON, PLAN, STARTED, TARGET
from tests.store.builders import COMMUNE


def set_one(record: Engine, new: NewTarget = TARGET, commune: str = COMMUNE) -> int:
    return set_target(record, commune, PLAN, new, MAI, NOON, "")


def test_a_target_is_kept_exactly_with_its_document_and_who_entered_it(database: Engine) -> None:
    entry = set_one(database)
    (found,) = target_history(database, COMMUNE, PLAN)
    assert (found.id, found.value, found.is_strict) == (entry, Fraction(191, 200), True)
    assert (found.holds_from, found.document) == (date(2026, 6, 15), DECISION)
    assert (found.done_by, found.done_at, found.taken_back) == (MAI, NOON, None)


def test_a_target_is_taken_back_once_and_stays_to_be_seen(database: Engine) -> None:
    wrong = set_one(database)
    right = set_one(database, replace(TARGET, value=Fraction(9, 10)))
    take_back_target(database, COMMUNE, wrong, MAI, LATER, "nhập nhầm")
    first, second = target_history(database, COMMUNE, PLAN)
    assert (first.id, first.taken_back) == (wrong, Taken(MAI, LATER, "nhập nhầm"))
    assert (second.id, second.taken_back) == (right, None)
    for target_id, problem in ((wrong, "đã được rút"), (99, "Không tìm thấy")):
        with pytest.raises(NotPossible, match=problem):
            take_back_target(database, COMMUNE, target_id, MAI, LATER, "lần nữa")
    with pytest.raises(NotPossible, match="Không tìm thấy"):
        take_back_target(database, "99999", right, MAI, LATER, "của xã khác")
    assert len(audit_entries(database, COMMUNE, 10)) == 3


def test_each_commune_and_plan_has_its_own_acts(database: Engine) -> None:
    set_one(database, commune="99999")
    set_target(database, COMMUNE, "ke-hoach-khac", TARGET, MAI, NOON, "")
    assert target_history(database, COMMUNE, PLAN) == []
    plan_action(database, "99999", PLAN, ACTION, MAI, NOON)
    assert plan_action(database, COMMUNE, PLAN, ACTION, MAI, NOON) == 1


def test_an_explanation_comes_with_its_action_or_not_at_all(database: Engine) -> None:
    explain(database, COMMUNE, PLAN, CAUSE, ACTION, MAI, NOON)
    second = replace(CAUSE, cause="Máy quét hỏng, thiếu mực.", seen=1)
    explain(database, COMMUNE, PLAN, second, None, MAI, LATER)
    with pytest.raises(NotPossible, match="vừa có bản khác"):
        explain(database, COMMUNE, PLAN, second, ACTION, MAI, LATER)
    found = explanation_history(database, COMMUNE, PLAN)
    assert [(e.month, e.version, e.cause) for e in found] == [
        (JUNE, 1, "Máy quét hỏng từ 20/5."),
        (JUNE, 2, "Máy quét hỏng, thiếu mực."),
    ]
    assert [(a.number, a.what) for a in action_history(database, COMMUNE, PLAN)] == [
        (1, "Sửa máy quét.")
    ]


def test_an_action_is_followed_up_in_versions(database: Engine) -> None:
    number = plan_action(database, COMMUNE, PLAN, ACTION, MAI, NOON)
    plan_action(database, COMMUNE, PLAN, replace(ACTION, what="Thuê máy."), MAI, NOON)
    planned = action_history(database, COMMUNE, PLAN)[0]
    assert (planned.is_overdue(date(2026, 7, 5)), planned.is_overdue(date(2026, 7, 6))) == (
        False,
        True,
    )
    done = replace(
        planned, state=ActionState.DONE, outcome="Đã sửa.", ended_on=date(2026, 7, 3), done_at=LATER
    )
    follow_action(database, COMMUNE, PLAN, done)
    with pytest.raises(NotPossible, match="Biện pháp số 1 vừa được cập nhật"):
        follow_action(database, COMMUNE, PLAN, done)
    first, second, other = action_history(database, COMMUNE, PLAN)
    assert (first.number, first.version, first.state) == (number, 1, ActionState.OPEN)
    assert second == replace(done, version=2)
    assert not second.is_overdue(date(2026, 12, 1))
    assert other.number == 2


def test_progress_is_reported_in_versions_and_only_over_what_was_seen(database: Engine) -> None:
    report_progress(database, COMMUNE, PLAN, STARTED, MAI, NOON)
    done = replace(
        STARTED, state=ProgressState.DONE, done_on=date(2026, 7, 1), document="Báo cáo thử", seen=1
    )
    report_progress(database, COMMUNE, PLAN, done, MAI, LATER)
    with pytest.raises(NotPossible, match="III.1 vừa được cập nhật"):
        report_progress(database, COMMUNE, PLAN, done, MAI, LATER)
    found = progress_history(database, COMMUNE, PLAN)
    assert [(r.version, r.state, r.done_on, r.is_standing) for r in found] == [
        (1, ProgressState.IN_PROGRESS, None, True),
        (2, ProgressState.DONE, date(2026, 7, 1), True),
    ]


def test_every_act_moves_the_record_s_version_so_that_boards_notice(database: Engine) -> None:
    versions = [record_version(database, COMMUNE)]
    for act in (
        lambda: set_one(database),
        lambda: take_back_target(database, COMMUNE, 1, MAI, NOON, "nhầm"),
        lambda: explain(database, COMMUNE, PLAN, CAUSE, None, MAI, NOON),
        lambda: plan_action(database, COMMUNE, PLAN, ACTION, MAI, NOON),
        lambda: follow_action(database, COMMUNE, PLAN, action_history(database, COMMUNE, PLAN)[0]),
        lambda: report_progress(database, COMMUNE, PLAN, STARTED, MAI, NOON),
    ):
        act()
        versions.append(record_version(database, COMMUNE))
    assert versions == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("table", [table.name for table in JUDGING])
def test_the_database_itself_refuses_to_change_or_remove_them(database: Engine, table: str) -> None:
    set_one(database)
    take_back_target(database, COMMUNE, 1, MAI, NOON, "nhầm")
    explain(database, COMMUNE, PLAN, CAUSE, ACTION, MAI, NOON)
    report_progress(database, COMMUNE, PLAN, STARTED, MAI, NOON)
    for statement in (f"UPDATE {table} SET done_by = 'Kẻ khác'", f"DELETE FROM {table}"):
        with (
            pytest.raises(DBAPIError, match="only ever added to"),
            database.begin() as connection,
        ):
            connection.execute(text(statement))
