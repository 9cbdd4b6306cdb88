"""How cells were read is kept with the figures, by submission, and told in the log."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from cchc_metrics.plan.figures import CellReading, ReadAs
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.errors import MovedOn
from cchc_metrics.store.history import sent_figures, submitted_figures
from cchc_metrics.store.reading_tables import readings
from cchc_metrics.store.submissions import SUBMIT
from tests.builders import month
from tests.store.builders import (
    COMMUNE,
    count_rows,
    make_placed,
    make_reading,
    make_submission,
    save,
    with_departments,
)

PUT_RIGHT = make_reading()
LABEL = make_reading("B8", "Số hóa hồ sơ", kind=ReadAs.LABEL, taken_as="II.3-2", reason="")
TOTAL = make_reading("E8", "580", kind=ReadAs.TOTAL, taken_as="200")


def read_as(engine: Engine, submission: int) -> dict[str, tuple[CellReading, ...]]:
    found = submitted_figures(engine, COMMUNE, submission)
    return {placed.figure.indicator: placed.readings for placed in found}


def test_readings_come_back_with_their_figure_and_no_other(database: Engine) -> None:
    with_departments(database)
    put_right = make_placed(readings=(TOTAL, LABEL, PUT_RIGHT))
    plain = make_placed(indicator="II.2-2")
    (first,) = save(database, make_submission(put_right, plain))
    (second,) = save(database, make_submission(of=month(2)))
    assert read_as(database, first) == {"II.3-2": (LABEL, PUT_RIGHT, TOTAL), "II.2-2": ()}
    assert read_as(database, second) == {"II.3-2": ()}
    history = sent_figures(database, COMMUNE, "II.3-2", [month(1), month(2)])
    assert [each.readings for each in history] == [(LABEL, PUT_RIGHT, TOTAL), ()]


def test_the_same_cell_may_be_read_otherwise_in_a_later_submission(database: Engine) -> None:
    with_departments(database)
    (first,) = save(database, make_submission(make_placed(readings=(PUT_RIGHT,))))
    other = replace(PUT_RIGHT, taken_as="192", reason="đếm lại")
    (second,) = save(database, make_submission(make_placed(192, readings=(other,)), supersedes=1))
    assert read_as(database, first) == {"II.3-2": (PUT_RIGHT,)}
    assert read_as(database, second) == {"II.3-2": (other,)}


def test_the_log_tells_of_readings_where_there_are_any(database: Engine) -> None:
    with_departments(database)
    save(database, make_submission(make_placed(readings=(PUT_RIGHT,))))
    save(database, make_submission(of=month(2)))
    plain, told = audit_entries(database, COMMUNE, 2, SUBMIT)
    assert "readings" not in plain.details
    assert told.details["readings"] == [
        {
            "indicator": "II.3-2",
            "sheet": "Số liệu",
            "cell": "D8",
            "kind": "typed",
            "raw": "911",
            "taken_as": "191",
            "reason": "gõ nhầm",
        }
    ]


def test_no_reading_is_left_of_a_save_that_was_refused(database: Engine) -> None:
    with_departments(database)
    put_right = make_submission(make_placed(readings=(PUT_RIGHT,)), supersedes=3)
    with pytest.raises(MovedOn):
        save(database, put_right)
    assert count_rows(database, readings) == 0
