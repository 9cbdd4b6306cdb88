"""Figures that stand in the record and that the plan does not ask for any more are told."""

import sqlalchemy as sa

from cchc_metrics.workflow.board import uncounted
from tests.builders import make_indicator, make_plan
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    JANUARY,
    MARCH,
    STOCK,
    month_sheet,
    open_with,
    read,
    save,
)

SENT = {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)}
# FLOW is of another department alone by now, and COUNT of nobody.
CHANGED = make_plan(make_indicator(FLOW, departments=("VPHDND",)), make_indicator(STOCK))


def test_all_that_the_plan_asks_for_is_counted(fresh_record: sa.Engine) -> None:
    office = open_with(fresh_record)
    save(office, read(office, month_sheet(office, JANUARY, SENT)))
    assert uncounted(office, MARCH) == {}


def test_what_a_changed_plan_asks_nobody_for_is_told_with_its_months(
    fresh_record: sa.Engine,
) -> None:
    office = open_with(fresh_record)
    for month in (JANUARY, FEBRUARY):
        save(office, read(office, month_sheet(office, month, SENT)))
    changed = open_with(fresh_record, CHANGED)
    assert uncounted(changed, MARCH) == {("PVHXH", FLOW): 2, ("PVHXH", COUNT): 2}
    assert uncounted(changed, JANUARY) == {("PVHXH", FLOW): 1, ("PVHXH", COUNT): 1}
