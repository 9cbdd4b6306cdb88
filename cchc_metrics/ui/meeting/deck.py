"""Puts the slides of a scorecard before everything else in the window."""

from html import escape

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.reports.content import SAMPLE_NOTE
from cchc_metrics.reports.deck import area_slides, known_until
from cchc_metrics.reports.said import Report
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.ui import cached, session
from cchc_metrics.ui.frame import STATIC, address, chosen
from cchc_metrics.ui.meeting.areas import area_slide, overview
from cchc_metrics.ui.meeting.details import detail
from cchc_metrics.workflow.reporting.composing import shown_to

_KEYS = (
    "Phím: → ← lật trang · Home, End đầu, cuối · A tự chuyển · + − nhanh, chậm"
    " · F toàn màn hình · Esc quay lại"
)
# What a button asks of `static/trinh-chieu.js`, what it is for, and what stands on it.
_BUTTONS = (
    ("truoc", "Trang trước", "‹"),
    ("sau", "Trang sau", "›"),
    ("tu-chay", "Tự chuyển trang", "Tự chuyển"),
    ("cham", "Chuyển chậm hơn", "−"),
    ("nhanh", "Chuyển nhanh hơn", "+"),
    ("toan-man-hinh", "Toàn màn hình", "Toàn màn hình"),
    ("len", "Quay lại", "Quay lại"),
)


def show(scorecard: Scorecard) -> None:
    st.html(STATIC / "trinh-chieu.css")
    st.html(cached.made(slides, scorecard, session.visitor().may(Permission.TRACE)))
    st.html('<script src="/app/static/trinh-chieu.js"></script>', unsafe_allow_javascript=True)


def slides(scorecard: Scorecard, _may_trace: bool) -> str:
    """All slides as HTML: the overview, areas, then each indicator in the same order.

    They differ for those who may not know who has said what, so they are kept apart.
    """
    office, (_, as_of) = session.office(), chosen()
    report = shown_to(office, session.visitor(), scorecard)
    areas = area_slides(report)
    sent = {(f.indicator, f.department, f.month.month): f for f in cached.figures(as_of)}
    pages = [overview(report), *(area_slide(report, area) for area in areas)]
    told = {part.code: part for part in report.lagging}
    pages += [
        detail(scorecard.plan, area, result, told.get(result.code), sent)
        for area in areas
        for result in area.results
    ]
    return f'<div class="trinh-chieu">{"".join(pages)}{_foot(report)}</div>'


def _foot(report: Report) -> str:
    is_sample = SAMPLE_NOTE in report.warnings
    sample = '<strong class="mau">Số liệu mẫu</strong>' if is_sample else ""
    buttons = "".join(
        f'<button type="button" data-viec="{act}" title="{hint}">{text}</button>'
        for act, hint, text in _BUTTONS
    )
    board = escape(address("", chosen()))
    return (
        f'<footer class="chan" title="{escape(_KEYS)}">{sample}<p>{escape(known_until(report))}</p>'
        f'<span class="vi-tri"></span>{buttons}<span class="nhip"></span>'
        f'<a class="ra" href="{board}" target="_self" hidden>Thoát</a></footer>'
    )
