"""Targets that were set after the plan: each with its day, its document and who entered it.

A wrong one is taken back by a further act; what was entered stays to be seen.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Engine, Row, and_, select

from cchc_metrics.store.database import reading, retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.judging_acts import Act, write_act
from cchc_metrics.store.judging_tables import target_withdrawals, targets


@dataclass(frozen=True)
class TargetDocument:
    """What sets a target: `Quyết định số 12/QĐ-UBND` by its number, day and agency."""

    number: str
    signed_on: date
    agency: str


@dataclass(frozen=True)
class NewTarget:
    """A target about to be entered. `value` is a share 0..1 (exact), or a whole number."""

    indicator: str
    value: Fraction
    is_strict: bool
    holds_from: date
    document: TargetDocument


@dataclass(frozen=True)
class Taken:
    """By whom something was taken back, when and why."""

    done_by: str
    done_at: datetime
    reason: str


@dataclass(frozen=True)
class TargetEntry(NewTarget):
    """A target as it was entered; `taken_back` once it no longer counts. `reason` may be empty."""

    id: int
    done_by: str
    done_at: datetime
    reason: str
    taken_back: Taken | None


@retried
def set_target(
    engine: Engine, commune: str, plan: str, new: NewTarget, by: str, at: datetime, reason: str
) -> int:
    """Enter a target; answer with its id. One of the same day takes the place of the one before."""
    row = {
        "commune_code": commune,
        "plan_code": plan,
        "indicator_code": new.indicator,
        "numerator": new.value.numerator,
        "denominator": new.value.denominator,
        "is_strict": new.is_strict,
        "holds_from": new.holds_from,
        "document_number": new.document.number,
        "document_date": new.document.signed_on,
        "document_agency": new.document.agency,
        "done_by": by,
        "done_at": at,
        "reason": reason,
    }
    with writing(engine, commune) as connection:
        return write_act(connection, targets, Act.SET_TARGET, new.indicator, row)


@retried
def take_back_target(
    engine: Engine, commune: str, target_id: int, by: str, at: datetime, reason: str
) -> None:
    """Let a target count no longer; raise NotPossible where there is none, or it counts no more."""
    found = select(targets.c.indicator_code).where(
        targets.c.commune_code == commune, targets.c.id == target_id
    )
    taken = select(target_withdrawals.c.id).where(
        target_withdrawals.c.commune_code == commune, target_withdrawals.c.target_id == target_id
    )
    row = {
        "commune_code": commune,
        "target_id": target_id,
        "done_by": by,
        "done_at": at,
        "reason": reason,
    }
    with writing(engine, commune) as connection:
        indicator = connection.execute(found).scalar()
        if indicator is None:
            raise NotPossible("Không tìm thấy mức giao này trong cơ sở dữ liệu. Tải lại trang.")
        if connection.execute(taken).first() is not None:
            raise NotPossible("Mức giao này đã được rút từ trước; không có gì thay đổi.")
        write_act(connection, target_withdrawals, Act.TAKE_BACK_TARGET, indicator, row)


def target_history(engine: Engine, commune: str, plan: str) -> list[TargetEntry]:
    """Every target of a plan that was entered, the first entered first."""
    back = target_withdrawals
    query = (
        select(
            targets,
            back.c.done_by.label("taken_by"),
            back.c.done_at.label("taken_at"),
            back.c.reason.label("taken_why"),
        )
        .join_from(targets, back, _its_withdrawal(), isouter=True)
        .where(targets.c.commune_code == commune, targets.c.plan_code == plan)
        .order_by(targets.c.id)
    )
    with reading(engine) as connection:
        return [_entry(row) for row in connection.execute(query)]


def _its_withdrawal() -> Any:
    return and_(
        target_withdrawals.c.commune_code == targets.c.commune_code,
        target_withdrawals.c.target_id == targets.c.id,
    )


def _entry(row: Row[Any]) -> TargetEntry:
    taken = None if row.taken_at is None else Taken(row.taken_by, row.taken_at, row.taken_why)
    return TargetEntry(
        indicator=row.indicator_code,
        value=Fraction(row.numerator, row.denominator),
        is_strict=row.is_strict,
        holds_from=row.holds_from,
        document=TargetDocument(row.document_number, row.document_date, row.document_agency),
        id=row.id,
        done_by=row.done_by,
        done_at=row.done_at,
        reason=row.reason,
        taken_back=taken,
    )
