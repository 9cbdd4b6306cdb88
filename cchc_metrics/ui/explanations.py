"""What was explained, month by month, with earlier versions, and the form to put one right."""

from collections.abc import Sequence

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.store.explanations import Explanation
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.drawing import department_name, plain, table
from cchc_metrics.workflow.judging.aims import named
from cchc_metrics.workflow.judging.explaining import (
    LONGEST_CAUSE,
    Answer,
    all_explanations,
    correct_cause,
    latest_versions,
)
from cchc_metrics.workflow.office import Office

_HEADINGS = ("Tháng", "Chỉ tiêu", "Nguyên nhân", "Đơn vị", "Người ghi", "Bản")


def given_explanations(office: Office, visitor: Visitor) -> None:
    """The latest version of every explanation, the newest month first."""
    history = all_explanations(office)
    latest = latest_versions(history)[::-1]
    if not latest:
        st.caption("Chưa có giải trình nào.")
        return
    rows = [
        (
            entry.month.label,
            named(office.plan, entry.indicator),
            entry.cause,
            department_name(office.plan, entry.department),
            f"{entry.done_by}, {words.moment(entry.done_at)}",
            words.number(entry.version),
        )
        for entry in latest
    ]
    table(_HEADINGS, rows)
    own = [entry for entry in latest if visitor.may_submit_for(entry.department)]
    if own:
        _correcting(office, visitor, own, history)


def _correcting(
    office: Office, visitor: Visitor, own: Sequence[Explanation], history: Sequence[Explanation]
) -> None:
    known = {(entry.indicator, entry.month): entry for entry in own}
    chosen = st.selectbox(
        "Sửa một giải trình",
        known,
        format_func=lambda key: f"{named(office.plan, key[0])}, {key[1].label}",
        key="sua-giai-trinh",
    )
    entry = known[chosen]
    for old in history:
        if (old.indicator, old.month) == chosen and old.version < entry.version:
            st.caption(plain(f"Bản {old.version}, {old.done_by}: {old.cause}"))
    key = f"{entry.indicator}-{entry.month}-{entry.version}"
    with st.form(f"sua-{key}", border=True):
        cause = st.text_area(
            "Nguyên nhân", entry.cause, max_chars=LONGEST_CAUSE, key=f"sua-nguyen-nhan-{key}"
        )
        if not st.form_submit_button("Lưu bản sửa", icon=":material/save:"):
            return
    answer = Answer(entry.indicator, entry.month, cause, None, entry.version)
    act(
        f"Đã sửa giải trình {entry.indicator} cho {entry.month.label}.",
        lambda: correct_cause(office, visitor, answer, office.now()),
    )
