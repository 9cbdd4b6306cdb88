"""Targets set after the plan: the form with day and document, taking back, what was entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Indicator, Kind, Plan
from cchc_metrics.store.targets import NewTarget, TargetDocument, TargetEntry
from cchc_metrics.ui import cached
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.workflow.judging import targets
from cchc_metrics.workflow.judging.in_force import as_target, document_words
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import LONGEST, given

_HEADINGS = ("Mã", "Mức giao", "Áp dụng từ", "Văn bản giao", "Tình trạng", "Ghi chú", "Người nhập")


def entered(office: Office, visitor: Visitor, plan: Plan) -> None:
    """What was entered since the plan, with the forms for who may enter and take back."""
    found = cached.listed(targets.entered_targets)
    if visitor.may(Permission.SET_TARGETS):
        st.header("Đặt, thay đổi mức giao", anchor=False)
        setting, taking = st.tabs(("Đặt mức giao", "Rút mức giao nhập sai"))
        with setting:
            _setting(office, visitor, plan, len(found))
        with taking:
            _taking_back(office, visitor, plan, found)
    st.header("Mức giao đã nhập sau khi ban hành kế hoạch", anchor=False)
    if not found:
        st.caption("Chưa có mức giao nào được nhập; mọi mức lấy từ kế hoạch.")
        return
    traces = visitor.may(Permission.TRACE)
    columns = len(_HEADINGS) if traces else _HEADINGS.index("Ghi chú")
    rows = [_row(plan, entry, _standing(office, plan, entry, found, traces)) for entry in found]
    table(_HEADINGS[:columns], [row[:columns] for row in rows])


@dataclass(frozen=True)
class _Typed:
    """What stands in the form; days are None until they are chosen."""

    amount: str
    holds_from: date | None
    is_strict: bool
    number: str
    signed_on: date | None
    agency: str
    remark: str

    def target(self, indicator: Indicator) -> NewTarget:
        """Raise NotDone for an amount that is none, or a day that is missing."""
        document = TargetDocument(self.number, given(self.signed_on, "ngày văn bản"), self.agency)
        return NewTarget(
            indicator.code,
            targets.read_amount(self.amount, indicator.kind),
            self.is_strict,
            given(self.holds_from, "ngày áp dụng"),
            document,
        )


def _setting(office: Office, visitor: Visitor, plan: Plan, key: int) -> None:
    """The form is another one once it was kept: empty, and deaf to a second press."""
    indicator: Indicator = st.selectbox(
        "Chỉ tiêu",
        plan.indicators,
        format_func=lambda indicator: f"{indicator.code} · {indicator.name}",
        key="muc-giao-cua",
    )
    now = indicator.target_on(office.today())
    level = now.in_words(indicator.kind, indicator.direction) if now else words.NO_TARGET
    st.caption(plain(f"Hiện nay: {level}" + (f", theo {now.document}." if now else ".")))
    with st.form(f"muc-giao-{key}", border=True):
        typed = _fields(indicator, key)
        st.caption(
            "Từ ngày áp dụng, mọi kết quả được chấm theo mức mới, kể cả các tháng đã chốt số liệu;"
            " các kỳ trước đó giữ mức cũ."
        )
        if not st.form_submit_button("Đặt mức giao", icon=":material/flag:", type="primary"):
            return
    act(
        f"Đã đặt mức giao của {indicator.code}.",
        lambda: _enter(office, visitor, typed.target(indicator), typed.remark),
    )


def _enter(office: Office, visitor: Visitor, new: NewTarget, remark: str) -> None:
    targets.enter_target(office, visitor, new, remark, office.now())


def _fields(indicator: Indicator, key: int) -> _Typed:
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    unit = indicator.unit if indicator.kind is Kind.COUNT else "%"
    return _Typed(
        amount=left.text_input(f"Mức giao ({unit})", max_chars=20, key=f"muc-{key}"),
        holds_from=middle.date_input(
            "Áp dụng từ ngày", None, format="DD/MM/YYYY", key=f"muc-tu-{key}"
        ),
        is_strict=right.checkbox("Phải vượt mức này (“trên”)", key=f"muc-vuot-{key}"),
        number=left.text_input(
            "Số, ký hiệu văn bản giao", max_chars=targets.LONGEST_NUMBER, key=f"muc-van-ban-{key}"
        ),
        signed_on=middle.date_input(
            "Ngày văn bản", None, format="DD/MM/YYYY", key=f"muc-ngay-{key}"
        ),
        agency=right.text_input(
            "Cơ quan ban hành", max_chars=targets.LONGEST_AGENCY, key=f"muc-co-quan-{key}"
        ),
        remark=st.text_input(
            "Ghi chú (không bắt buộc)", max_chars=LONGEST, key=f"muc-ghi-chu-{key}"
        ),
    )


def _taking_back(
    office: Office, visitor: Visitor, plan: Plan, found: Sequence[TargetEntry]
) -> None:
    counting = {entry.id: entry for entry in found if entry.taken_back is None}
    if not counting:
        st.caption("Không có mức giao nào để rút. Mức ghi trong kế hoạch chỉ sửa ở tệp kế hoạch.")
        return
    with st.form("rut-muc-giao", border=True):
        chosen = st.selectbox(
            "Mức giao nhập sai",
            counting,
            format_func=lambda id: _name(plan, counting[id]),
            key="rut-muc",
        )
        reason = st.text_input("Lý do rút (bắt buộc)", max_chars=LONGEST, key="rut-muc-ly-do")
        if not st.form_submit_button("Rút mức giao", icon=":material/undo:"):
            return
    act(
        f"Đã rút mức giao của {counting[chosen].indicator}; mức trước đó áp dụng lại.",
        lambda: targets.take_back_target(office, visitor, chosen, reason, office.now()),
    )


def _name(plan: Plan, entry: TargetEntry) -> str:
    return f"{entry.indicator}: {_level(plan, entry)} từ {words.day(entry.holds_from)}"


def _level(plan: Plan, entry: TargetEntry) -> str:
    """In words; the bare share of an indicator that the plan has dropped."""
    for indicator in plan.indicators:
        if indicator.code == entry.indicator:
            return as_target(entry).in_words(indicator.kind, indicator.direction)
    return words.percent(entry.value)


def _row(plan: Plan, entry: TargetEntry, standing: str) -> tuple[str, ...]:
    return (
        entry.indicator,
        _level(plan, entry),
        words.day(entry.holds_from),
        document_words(entry.document),
        standing,
        entry.reason or words.NOTHING,
        f"{entry.done_by}, {words.moment(entry.done_at)}",
    )


def _standing(
    office: Office,
    plan: Plan,
    entry: TargetEntry,
    found: Sequence[TargetEntry],
    with_reason: bool,
) -> str:
    taken = entry.taken_back
    if taken is not None:
        said = f"đã rút lúc {words.moment(taken.done_at)}"
        return f"{said}: {taken.reason}" if with_reason else said
    same_day = [e for e in found if e.taken_back is None and _place(e) == _place(entry)]
    if max(e.id for e in same_day) != entry.id:
        return "đã thay bằng mức nhập sau"
    if entry.holds_from > office.today():
        return "chưa đến ngày áp dụng"
    indicator = next((i for i in plan.indicators if i.code == entry.indicator), None)
    now = indicator.target_on(office.today()) if indicator else None
    is_now = now is not None and now.holds_from == entry.holds_from
    return "đang áp dụng" if is_now else "đã có mức mới hơn"


def _place(entry: TargetEntry) -> tuple[object, ...]:
    return entry.indicator, entry.holds_from
