"""Targets with their dates: who sets them, what cannot be one, what scoring sees of them."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import PUBLIC, Visitor
from cchc_metrics.charts.trend import indicator_trend
from cchc_metrics.plan.model import Direction, Kind
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.store.targets import NewTarget, TargetDocument
from cchc_metrics.workflow.board import scorecard
from cchc_metrics.workflow.judging.in_force import plan_in_force
from cchc_metrics.workflow.judging.targets import (
    enter_target,
    entered_targets,
    read_amount,
    take_back_target,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import NotDone
from tests.builders import make_indicator, make_plan, month
from tests.workflow.judging_office import (
    ADMIN,
    COORDINATOR,
    DIGITISED,
    LEADER,
    OFFICER,
    ONLINE,
    open_on,
    send_until,
)
from tests.workflow.officers import at, open_with, whole_record

TODAY, NOON = date(2026, 7, 20), at("2026-07-20 05:00")
DECISION = TargetDocument("Văn bản thử số 1", date(2026, 5, 10), "Cơ quan thử")
# Month 6 begins on 15/5 and ends on 14/6.
FROM_JUNE = NewTarget(ONLINE, Fraction(4, 5), False, date(2026, 5, 15), DECISION)


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    return open_on(fresh_record, TODAY)


def set_it(office: Office, new: NewTarget = FROM_JUNE, by: Visitor = COORDINATOR) -> int:
    return enter_target(office, by, new, "", NOON)


def judged(office: Office, of: int, code: str = ONLINE) -> tuple[str, float | None]:
    card = scorecard(office, ReportPeriod.YEAR, month(of), TODAY)
    (row,) = [row for row in each(card.rows) if row.indicator == code]
    return row.status, known(row.target)


def test_what_the_province_has_not_set_is_not_coloured_until_it_is(office: Office) -> None:
    send_until(office, 6, digitised=80)
    assert judged(office, 6) == ("NO_TARGET", None)
    set_it(office)
    assert judged(office, 5) == ("NO_TARGET", None)
    assert judged(office, 6) == ("NEEDS_ACCELERATION", 0.8)


def test_a_target_changed_in_june_judges_from_june_on_and_is_drawn_as_a_step(
    office: Office,
) -> None:
    send_until(office, 6, digitised=80)
    assert judged(office, 6, DIGITISED) == ("NEEDS_ACCELERATION", 1.0)
    set_it(office, replace(FROM_JUNE, indicator=DIGITISED))
    assert judged(office, 5, DIGITISED) == ("NEEDS_ACCELERATION", 1.0)
    assert judged(office, 6, DIGITISED) == ("ACHIEVED", 0.8)
    strict = replace(FROM_JUNE, indicator=DIGITISED, is_strict=True)
    set_it(office, strict)
    assert judged(office, 6, DIGITISED) == ("ON_TRACK", 0.8)
    card = scorecard(office, ReportPeriod.YEAR, month(6), TODAY)
    drawn = indicator_trend(card, DIGITISED)
    (step,) = [trace for trace in drawn.data if trace.name == "Chỉ tiêu giao"]
    levels = dict(zip(step.x, step.y, strict=True))
    assert [levels[number] for number in (1, 5, 6, 12)] == [1.0, 1.0, 0.8, 0.8]
    assert step.line.shape == "hvh"


def test_taking_a_target_back_lets_hold_what_held_before(office: Office) -> None:
    send_until(office, 6, digitised=80)
    first, second = (
        set_it(office, replace(FROM_JUNE, value=v)) for v in (Fraction(1), FROM_JUNE.value)
    )
    assert judged(office, 6)[1] == 0.8
    take_back_target(office, COORDINATOR, second, "nhập nhầm", NOON)
    assert judged(office, 6)[1] == 1.0
    take_back_target(office, COORDINATOR, first, "nhập nhầm", NOON)
    assert judged(office, 6) == ("NO_TARGET", None)
    latest, earliest = entered_targets(office)
    assert [entry.id for entry in (earliest, latest)] == [first, second]
    assert latest.taken_back is not None and latest.taken_back.done_by == "Lò Thị Mai (mai)"


def test_the_plan_in_force_names_the_document(office: Office) -> None:
    set_it(office, replace(FROM_JUNE, document=replace(DECISION, number="  Văn bản thử số 1 ")))
    (target,) = plan_in_force(office).indicator(ONLINE).targets
    assert target.document == "Văn bản thử số 1 ngày 10/5/2026 của Cơ quan thử"
    assert office.plan.indicator(ONLINE).targets == ()


def test_one_of_the_same_day_as_the_plan_file_s_takes_its_place(office: Office) -> None:
    same_day = replace(FROM_JUNE, indicator=DIGITISED, holds_from=date(2025, 12, 15))
    set_it(office, same_day)
    (target,) = plan_in_force(office).indicator(DIGITISED).targets
    assert target.value == Fraction(4, 5)


@pytest.mark.parametrize("visitor", [OFFICER, LEADER, ADMIN, PUBLIC], ids=lambda v: v.display_name)
def test_only_the_coordinator_sets_and_takes_back(office: Office, visitor: Visitor) -> None:
    entry = set_it(office)
    before = whole_record(office.engine)
    with pytest.raises(NotAllowed):
        set_it(office, by=visitor)
    with pytest.raises(NotAllowed):
        take_back_target(office, visitor, entry, "nhầm", NOON)
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"indicator": "II.9-9"}, "không có chỉ tiêu “II.9-9”"),
        ({"value": Fraction(101, 100)}, "không quá 100%"),
        ({"value": Fraction(1), "is_strict": True}, "Không tỷ lệ nào trên 100% được"),
        ({"value": Fraction(-1, 100)}, "không được âm"),
        ({"holds_from": date(2025, 12, 14)}, "nằm ngoài năm kế hoạch"),
        ({"holds_from": date(2026, 12, 15)}, "nằm ngoài năm kế hoạch"),
        ({"document": replace(DECISION, signed_on=date(2026, 7, 21))}, "sau hôm nay"),
        ({"document": replace(DECISION, number=" ")}, "Chưa ghi số, ký hiệu văn bản giao"),
        ({"document": replace(DECISION, agency="")}, "Chưa ghi cơ quan ban hành"),
    ],
    ids=str,
)
def test_what_cannot_be_a_target_is_refused(
    office: Office, changes: dict[str, object], problem: str
) -> None:
    with pytest.raises(NotDone, match=problem):
        set_it(office, replace(FROM_JUNE, **changes))  # type: ignore[arg-type]
    assert entered_targets(office) == []


def test_a_count_takes_whole_numbers_and_a_falling_rate_is_never_below_nothing(
    fresh_record: sa.Engine,
) -> None:
    plan = make_plan(
        make_indicator("II.9-1", kind=Kind.COUNT, denominator="", targets=()),
        make_indicator("II.9-2", direction=Direction.LOWER, targets=()),
    )
    office = open_with(fresh_record, plan, TODAY)
    set_it(office, replace(FROM_JUNE, indicator="II.9-1", value=Fraction(1200)))
    with pytest.raises(NotDone, match="phải là số nguyên"):
        set_it(office, replace(FROM_JUNE, indicator="II.9-1", value=Fraction(1, 2)))
    with pytest.raises(NotDone, match="Không tỷ lệ nào dưới 0% được"):
        below = replace(FROM_JUNE, indicator="II.9-2", value=Fraction(0), is_strict=True)
        set_it(office, below)


def test_the_same_is_not_entered_twice_but_again_after_it_was_taken_back(office: Office) -> None:
    entry = set_it(office)
    with pytest.raises(NotDone, match="đã được nhập"):
        set_it(office)
    take_back_target(office, COORDINATOR, entry, "nhầm", NOON)
    set_it(office)
    assert [e.taken_back is None for e in entered_targets(office)] == [True, False]


def test_without_a_reason_nothing_is_taken_back(office: Office) -> None:
    entry = set_it(office)
    with pytest.raises(NotDone, match="Chưa ghi lý do"):
        take_back_target(office, COORDINATOR, entry, " ", NOON)
    assert entered_targets(office)[0].taken_back is None


@pytest.mark.parametrize(
    ("typed", "kind", "amount"),
    [
        ("80", Kind.FLOW, Fraction(80, 100)),
        (" 95,5 % ", Kind.FLOW, Fraction(955, 1000)),
        ("95.5", Kind.STOCK, Fraction(955, 1000)),
        ("100", Kind.FLOW, Fraction(1)),
        ("0", Kind.FLOW, Fraction(0)),
        ("12", Kind.COUNT, Fraction(12)),
        ("1.234", Kind.COUNT, Fraction(1234)),
    ],
)
def test_amounts_are_read_as_they_are_written_here(
    typed: str, kind: Kind, amount: Fraction
) -> None:
    assert read_amount(typed, kind) == amount


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", Kind.FLOW),
        ("tám mươi", Kind.FLOW),
        ("1.234,5", Kind.FLOW),
        ("-5", Kind.FLOW),
        ("8²", Kind.FLOW),
        ("1e2", Kind.FLOW),
        ("12,5", Kind.COUNT),
        ("1.23", Kind.COUNT),
        ("", Kind.COUNT),
    ],
)
def test_what_is_no_amount_is_not_guessed(typed: str, kind: Kind) -> None:
    with pytest.raises(NotDone, match="chưa có gì thay đổi"):
        read_amount(typed, kind)
