"""Tasks and milestones: how they stand, what proves it, and the form to report."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Milestone, Task
from cchc_metrics.plan.progress import LONGEST_DOCUMENT, LONGEST_EVIDENCE, ProgressState
from cchc_metrics.ui import cached
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.actions import ANY, pick_department, pick_state
from cchc_metrics.ui.drawing import department_name, numbers, plain, table
from cchc_metrics.workflow.judging.progress import (
    ItemProgress,
    Progress,
    item_history,
    report,
)
from cchc_metrics.workflow.judging.sent import ProgressChange
from cchc_metrics.workflow.office import Office

_SHOWN = 160  # characters of a wording in a table
_LATE = "Quá hạn"
_HEADINGS = ("Mã", "Nội dung", "Chủ trì", "Hạn", "Tình trạng", "Minh chứng")


def key_numbers(office: Office, found: Sequence[ItemProgress]) -> None:
    today = office.today()
    late = sum(item.is_overdue(today) for item in found)
    counts = {state: sum(item.state is state for item in found) for state in ProgressState}
    of_all = f"trong {words.number(len(found))} việc"
    numbers(
        {
            ProgressState.DONE.label: (words.number(counts[ProgressState.DONE]), of_all),
            ProgressState.IN_PROGRESS.label: (
                words.number(counts[ProgressState.IN_PROGRESS]),
                of_all,
            ),
            _LATE: (words.number(late), f"tính đến {words.day(today)}"),
        }
    )


def chosen(
    office: Office, visitor: Visitor, found: Sequence[ItemProgress], key: str
) -> list[ItemProgress]:
    """Those of a department, an area and a state."""
    today = office.today()
    first, second, third = st.columns(3)
    with first:
        department = pick_department(office.plan, visitor, f"{key}-don-vi")
    areas = {"": ANY, **{area.code: f"{area.number}. {area.name}" for area in office.plan.areas}}
    area = second.selectbox(
        "Lĩnh vực", areas, format_func=lambda code: areas[code], key=f"{key}-linh-vuc"
    )
    states = [ANY, _LATE, *(state.label for state in ProgressState)]
    state = third.selectbox("Tình trạng", states, key=f"{key}-tinh-trang")
    return [
        item
        for item in found
        if department in ("", item.item.lead)
        and area in ("", item.item.area)
        and (state in (ANY, item.state.label) or (state == _LATE and item.is_overdue(today)))
    ]


def item_table(office: Office, visitor: Visitor, found: Sequence[ItemProgress]) -> None:
    """How they stand, and for those who have an account what proves it."""
    rows = [
        (
            item.item.code,
            _short(_title(item.item)),
            department_name(office.plan, item.item.lead),
            words.day(item.due_on) if item.due_on else "chưa đặt hạn",
            _state(office, item),
            evidence_words(item) or words.NOTHING,
        )
        for item in found
    ]
    columns = len(_HEADINGS) if visitor.may(Permission.TRACE) else _HEADINGS.index("Minh chứng")
    table(_HEADINGS[:columns], [row[:columns] for row in rows])


def changes(found: Sequence[ProgressChange]) -> None:
    """What a sheet reports on milestones, beside how they stand."""
    rows = [
        (
            change.new.milestone,
            _title(change.old.item),
            _said(change.old.state, change.old.done_on),
            _said(change.new.state, change.new.done_on),
            "; ".join(text for text in (change.new.document, change.new.evidence) if text),
        )
        for change in found
    ]
    table(("Mã", "Việc", "Đang lưu", "Trong tệp", "Minh chứng"), rows)


def evidence_words(item: ItemProgress) -> str:
    return "; ".join(text for text in (item.document, item.evidence) if text)


def _state(office: Office, item: ItemProgress) -> str:
    if item.is_overdue(office.today()):
        return f"{_LATE}, {item.state.label.lower()}"
    return _said(item.state, item.done_on)


def _said(state: ProgressState, done_on: date | None) -> str:
    return state.label + (f" ngày {words.day(done_on)}" if done_on else "")


def _title(item: Task | Milestone) -> str:
    return item.name if isinstance(item, Milestone) else item.wording


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"


def one_item(office: Office, visitor: Visitor, found: Sequence[ItemProgress], key: str) -> None:
    """One of them whole, its history, and the form to report on it."""
    known = {item.item.code: item for item in found}
    code = st.selectbox(
        "Chọn một việc",
        known,
        format_func=lambda code: f"{code} · {_short(_title(known[code].item))}",
        key=f"{key}-mot",
    )
    item = known[code]
    st.write(plain(f"“{item.item.wording}” ({item.item.place})"))
    if visitor.may(Permission.TRACE):
        _history(code)
    if visitor.may_submit_for(item.item.lead):
        _reporting(office, visitor, item)
    else:
        st.caption("Cán bộ của đơn vị chủ trì và đầu mối tổng hợp báo cáo được việc này.")


def _history(code: str) -> None:
    for kept in cached.listed(item_history, code):
        proof = "; ".join(text for text in (kept.document, kept.evidence) if text)
        note = "" if kept.is_standing else " (lần nộp đã rút hoặc chờ mở chốt)"
        said = f"{words.moment(kept.done_at)}, {kept.done_by}: {kept.state.label}{note}"
        st.caption(plain(f"{said}. {proof}" if proof else said))


def _reporting(office: Office, visitor: Visitor, item: ItemProgress) -> None:
    key = f"{item.item.code}-{item.latest}"
    may_set_day = visitor.may(Permission.SET_TARGETS)
    with st.form(f"bao-cao-{key}", border=True):
        state = pick_state(list(ProgressState), item.state, f"tt-{key}")
        evidence = st.text_area(
            "Kết quả, minh chứng", item.evidence, max_chars=LONGEST_EVIDENCE, key=f"mc-{key}"
        )
        left, middle, right = st.columns(3)
        document = left.text_input(
            "Số, ký hiệu, ngày văn bản", item.document, max_chars=LONGEST_DOCUMENT, key=f"vb-{key}"
        )
        done_on = middle.date_input(
            "Ngày hoàn thành (khi đã xong)", item.done_on, format="DD/MM/YYYY", key=f"ht-{key}"
        )
        due_on = right.date_input(
            "Hạn (đầu mối tổng hợp đặt)",
            item.due_on,
            format="DD/MM/YYYY",
            disabled=not may_set_day,
            key=f"han-{key}",
        )
        if not st.form_submit_button("Lưu báo cáo", icon=":material/save:"):
            return
    said = Progress(state, due_on if may_set_day else item.due_on, done_on, evidence, document)
    act(
        f"Đã lưu báo cáo {item.item.code}: {state.label.lower()}.",
        lambda: report(office, visitor, item.item.code, item.latest, said, office.now()),
    )
