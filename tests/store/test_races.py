"""Several writers at once: one comes first, and the others learn of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, insert, select, update

from cchc_metrics.store.database import MOST_TRIES, open_database, reading, retried, writing
from cchc_metrics.store.errors import Conflict, MovedOn, RecordBusy, StoreError
from cchc_metrics.store.history import submission_history
from cchc_metrics.store.record import record_version
from cchc_metrics.store.submissions import NewSubmission
from cchc_metrics.store.tables import files, settings, submissions
from tests.builders import DEPARTMENTS, month
from tests.store.builders import (
    COMMUNE,
    count_rows,
    make_file,
    make_submission,
    save,
    with_departments,
)

_GIVE_UP_S = 30


def all_at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each act returned, or the StoreError it raised; all start at the same moment."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait(_GIVE_UP_S)
        try:
            return act()
        except StoreError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def saving(engine: Engine, new: NewSubmission, content: bytes) -> Callable[[], object]:
    return lambda: save(engine, new, file=make_file(content))


@pytest.mark.parametrize("same_file", [True, False])
def test_of_two_that_send_the_same_month_one_wins(database: Engine, same_file: bool) -> None:
    with_departments(database)
    acts = [
        saving(database, make_submission(sent_by=name), b"" if same_file else name.encode())
        for name in ("Hoa", "Pản")
    ]
    outcomes = all_at_once(acts)
    conflicts = [each for each in outcomes if isinstance(each, MovedOn)]
    (entry,) = submission_history(database, COMMUNE)
    assert len(conflicts) == 1
    assert conflicts[0].saved_by == entry.sent_by
    assert (entry.id,) in outcomes
    assert count_rows(database, files) == 1


def test_of_two_that_correct_the_same_version_one_wins(database: Engine) -> None:
    with_departments(database)
    save(database, make_submission())
    acts = [saving(database, make_submission(supersedes=1), name) for name in (b"a", b"b")]
    outcomes = all_at_once(acts)
    assert sum(isinstance(each, MovedOn) for each in outcomes) == 1
    assert [e.version for e in submission_history(database, COMMUNE)] == [2, 1]


def test_departments_that_send_at_once_all_succeed(database: Engine) -> None:
    with_departments(database)
    new = [
        make_submission(of=month(number), department=department.code)
        for number in (1, 2, 3)
        for department in DEPARTMENTS
    ]
    outcomes = all_at_once([saving(database, each, b"one file") for each in new])
    assert [each for each in outcomes if isinstance(each, StoreError)] == []
    assert len(submission_history(database, COMMUNE)) == len(new)
    assert record_version(database, COMMUNE) == len(new)


def test_a_turn_that_does_not_come_is_said_plainly(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_metrics.store.engines._WAIT_MS", 10)
    engine = with_departments(open_database(database_url))
    with (
        writing(engine, COMMUNE),
        pytest.raises(RecordBusy, match="chưa lưu số liệu nào"),
    ):
        save(engine, make_submission())
    engine.dispose()


def test_a_version_that_was_taken_meanwhile_is_no_bug(database: Engine) -> None:
    with_departments(database)
    save(database, make_submission())
    (entry,) = submission_history(database, COMMUNE)
    taken = insert(submissions).values(
        commune_code=COMMUNE,
        department_code=entry.department,
        month=str(entry.month),
        version=entry.version,
        plan_code=entry.plan_code,
        plan_version=entry.plan_version,
        window_start=entry.window.start,
        window_end=entry.window.end,
        file_sha256=entry.file_sha256,
        sent_by=entry.sent_by,
        sent_at=entry.sent_at,
    )
    with pytest.raises(RecordBusy), writing(database, COMMUNE) as connection:
        connection.execute(taken)


def test_a_transaction_that_cannot_be_fitted_in_is_done_again(postgres_record: Engine) -> None:
    """Two that each wait for the other: the database undoes one, which then goes through."""
    with_departments(postgres_record)
    with writing(postgres_record, COMMUNE) as connection:
        for key in ("a", "b"):
            connection.execute(insert(settings).values(commune_code=COMMUNE, key=key, value="0"))
    both_hold_one, tries = Barrier(2), []

    @retried
    def add_in_order(turn: str, *keys: str) -> None:
        tries.append(turn)
        # Under names of their own, as another program would: the turn to write would keep order.
        with writing(postgres_record, turn) as connection:
            for key in keys:
                more = func.concat(settings.c.value, turn)
                change = update(settings).where(settings.c.key == key).values(value=more)
                connection.execute(change)
                if key == keys[0] and tries.count(turn) == 1:
                    both_hold_one.wait(30)

    with ThreadPoolExecutor(2) as pool:
        acts = [
            pool.submit(add_in_order, "x", "a", "b"),
            pool.submit(add_in_order, "y", "b", "a"),
        ]
        for act in acts:
            act.result(60)
    assert sorted(tries) in (["x", "x", "y"], ["x", "y", "y"])
    with reading(postgres_record) as connection:
        values = connection.execute(select(settings.c.value)).scalars().all()
    assert [sorted(value) for value in values] == [["0", "x", "y"], ["0", "x", "y"]]


def test_a_conflict_that_stays_is_told_in_the_end(fresh_record: Engine) -> None:
    tries = []

    @retried
    def never() -> None:
        tries.append(1)
        raise Conflict

    with pytest.raises(RecordBusy, match="chưa lưu số liệu nào"):
        never()
    assert len(tries) == MOST_TRIES
