"""Báo cáo: what a report says, its words and fields, its files, and what was sent."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import session
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.reporting import downloads, picking, reading, sent, writing
from cchc_metrics.ui.session import require

visitor = require(Permission.READ_REPORTS)

office = session.office()

st.title("Báo cáo", anchor=False)
announcement()
choice = picking.pick()
seen = picking.in_draft(choice)
paper = seen.paper
st.caption(f"Số liệu {seen.plain.days}.")

if choice.kind is None:
    downloads.brief(visitor, seen.plain)
    reading.brief(seen.plain)
    st.stop()

downloads.paper(visitor, paper, "thao")
writing.saved(seen)
before = writing.figures_before(seen)
names = ["Nội dung", "Đã phát hành"]
if visitor.may(Permission.WRITE_REPORTS):
    names[1:1] = ["Sửa câu", "Số, ngày, người ký", "Phát hành"]
tabs = dict(zip(names, st.tabs(names), strict=True))
with tabs["Nội dung"]:
    if choice.period:
        reading.periodic(seen)
    else:
        reading.reminder(paper)
if visitor.may(Permission.WRITE_REPORTS):
    with tabs["Sửa câu"]:
        if choice.period:
            writing.sentences(office, visitor, seen, before)
        else:
            st.caption(
                "Phần nêu từng đơn vị lập theo số liệu; sửa lời mở đầu, lời kết và chọn nơi nhận ở"
                " thẻ bên cạnh."
            )
    with tabs["Số, ngày, người ký"]:
        writing.fields(office, visitor, seen)
    with tabs["Phát hành"]:
        writing.sending(office, visitor, seen, before)
with tabs["Đã phát hành"]:
    sent.sent_papers(office, visitor)
if before is not None:
    # What stands in the boxes is of before; nobody has pressed anything.
    st.rerun()
