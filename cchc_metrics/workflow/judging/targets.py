"""Targets with their dates and documents: entered by the coordinator, and taken back if wrong."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Direction, Indicator, Kind, Plan
from cchc_metrics.store import targets
from cchc_metrics.store.targets import NewTarget, TargetDocument, TargetEntry
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require
from cchc_metrics.workflow.reasons import NotDone, stated, tidied

_PERCENT = re.compile(r"[0-9]{1,3}([.,][0-9]{1,4})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,12}|[1-9][0-9]{0,2}(\.[0-9]{3})+", re.ASCII)
LONGEST_NUMBER, LONGEST_AGENCY = 120, 120


def enter_target(
    office: Office, visitor: Visitor, new: NewTarget, remark: str, at: datetime
) -> int:
    """Set or change an indicator's target from a day on; answer with the entry's id.

    Raise NotAllowed for who may not, NotDone for what cannot be a target or lacks its document.
    """
    require(visitor, Permission.SET_TARGETS)
    document = TargetDocument(
        stated(new.document.number, "số, ký hiệu văn bản giao", LONGEST_NUMBER),
        new.document.signed_on,
        stated(new.document.agency, "cơ quan ban hành", LONGEST_AGENCY),
    )
    for problem in _problems(office.plan, new, at.astimezone(VIETNAM).date()):
        raise NotDone(f"{problem} Chưa có gì thay đổi.")
    kept = replace(new, document=document)
    if any(entry.taken_back is None and _same(entry, kept) for entry in entered_targets(office)):
        raise NotDone("Mức giao này đã được nhập, đúng ngày và văn bản ấy; chưa có gì thay đổi.")
    return targets.set_target(
        office.engine,
        office.commune,
        office.plan.code,
        kept,
        visitor.signature,
        at,
        tidied(remark, "ghi chú"),
    )


def take_back_target(
    office: Office, visitor: Visitor, target_id: int, reason: str, at: datetime
) -> None:
    """Let an entered target count no longer; what held before it holds again.

    Raise NotAllowed for who may not, NotDone without a reason, StoreError where it counts no more.
    """
    require(visitor, Permission.SET_TARGETS)
    targets.take_back_target(
        office.engine, office.commune, target_id, visitor.signature, at, stated(reason)
    )


def entered_targets(office: Office) -> list[TargetEntry]:
    """Every target that was entered for the plan, the latest entered first."""
    return targets.target_history(office.engine, office.commune, office.plan.code)[::-1]


def _same(one: NewTarget, other: NewTarget) -> bool:
    parts = (one.indicator, one.value, one.is_strict, one.holds_from, one.document)
    return parts == (
        other.indicator,
        other.value,
        other.is_strict,
        other.holds_from,
        other.document,
    )


def read_amount(text: str, kind: Kind) -> Fraction:
    """A target as it is typed: `95,5` or `95,5%` of a rate, `1.234` of a count.

    Raise NotDone for anything else.
    """
    typed = text.replace("%", "").strip()
    if kind is Kind.COUNT:
        if not _COUNT.fullmatch(typed):
            raise NotDone(
                f"Mức giao “{text}” không phải số đếm. Ghi số nguyên, ví dụ 12; chưa có gì thay"
                " đổi."
            )
        return Fraction(typed.replace(".", ""))
    if not _PERCENT.fullmatch(typed):
        raise NotDone(
            f"Mức giao “{text}” không phải tỷ lệ phần trăm. Ghi số từ 0 đến 100, ví dụ 80 hoặc"
            " 95,5; chưa có gì thay đổi."
        )
    return Fraction(typed.replace(",", ".")) / 100


def _problems(plan: Plan, new: NewTarget, today: date) -> Iterator[str]:
    indicator = next((i for i in plan.indicators if i.code == new.indicator), None)
    if indicator is None:
        yield f"Kế hoạch không có chỉ tiêu “{new.indicator}”."
        return
    yield from _amount_problems(indicator, new)
    first, last = (plan.calendar.window(plan.calendar.months[n]) for n in (0, -1))
    if not first.start <= new.holds_from <= last.end:
        days = words.days(first.start, last.end)
        yield f"Ngày áp dụng {words.day(new.holds_from)} nằm ngoài năm kế hoạch ({days})."
    if new.document.signed_on > today:
        yield f"Ngày văn bản {words.day(new.document.signed_on)} sau hôm nay."


def _amount_problems(indicator: Indicator, new: NewTarget) -> Iterator[str]:
    if new.value < 0:
        yield "Mức giao không được âm."
    if indicator.kind is Kind.COUNT:
        if new.value.denominator != 1:
            yield "Chỉ tiêu này là số đếm, mức giao phải là số nguyên."
    elif new.value > 1:
        yield "Mức giao của một tỷ lệ không quá 100%."
    elif new.is_strict and new.value == (1 if indicator.direction is Direction.HIGHER else 0):
        side = "trên" if indicator.direction is Direction.HIGHER else "dưới"
        yield f"Không tỷ lệ nào {side} {words.percent(new.value)} được; bỏ chọn “phải vượt mức”."
