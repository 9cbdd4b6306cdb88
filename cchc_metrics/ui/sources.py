"""Where figures come from: file, sheet, cells, sender and moment, and the ways there."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.charts.wording import Links
from cchc_metrics.plan.model import Indicator, Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.scoring.receipts import submission_state
from cchc_metrics.store.history import SentFigure, SubmissionEntry
from cchc_metrics.ui import cached
from cchc_metrics.ui.comparing import shown
from cchc_metrics.ui.drawing import department_name, table
from cchc_metrics.ui.frame import Chosen, address, chosen
from cchc_metrics.ui.history import original, state_words
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow import board, reading_words
from cchc_metrics.workflow.office import Office

# Not that of the page Lĩnh vực: Streamlit drops from the address what the page left behind.
INDICATOR_KEY = "nguon-chi-tieu"
DEPARTMENT_KEY, MONTH_KEY = "nguon-don-vi", "nguon-thang"
_PAGE = "nguon-so-lieu"
_ALL = "Tất cả"
# Who comes from the slides of a meeting is led back to them.
_FROM, _MEETING = "tu", "trinh-chieu"


def addresses(plan: Plan, of: Chosen) -> Links:
    """For charts, whose names lead to the page: indicator -> address."""
    return tuple((i.code, address(_PAGE, of, **{INDICATOR_KEY: i.code})) for i in plan.indicators)


def address_from_meeting(indicator: str, department: str, month: ReportingMonth) -> str:
    """Where one figure stands with its file, and the way back to the slides."""
    of = {INDICATOR_KEY: indicator, DEPARTMENT_KEY: department, MONTH_KEY: str(month)}
    return address(_PAGE, chosen(), **of, **{_FROM: _MEETING})


def back_to_meeting() -> None:
    if st.query_params.get(_FROM) == _MEETING:
        st.page_link("pages/meeting.py", label="Quay lại trình chiếu", icon=":material/slideshow:")


def link(indicator: str) -> None:
    """One press from an indicator to where its figures come from."""
    st.page_link(
        "pages/sources.py",
        label="Nguồn số liệu",
        icon=":material/search:",
        query_params={INDICATOR_KEY: indicator},
    )


def pick_indicator(plan: Plan) -> Indicator:
    """The indicator that stands in the address by its code, as links write it."""
    codes = [indicator.code for indicator in plan.indicators]
    asked = st.query_params.get(INDICATOR_KEY, "")
    indicator: Indicator = st.selectbox(
        "Chỉ tiêu",
        plan.indicators,
        index=codes.index(asked) if asked in codes else 0,
        format_func=lambda indicator: f"{indicator.code} · {indicator.name}",
        key="nguon-cua",
    )
    st.query_params[INDICATOR_KEY] = indicator.code
    return indicator


def pick_department(plan: Plan) -> str | None:
    """The code of one department; None for all of them."""
    names = {department.code: department.name for department in plan.reporting_departments}
    return _pick("Đơn vị", DEPARTMENT_KEY, names)


def pick_month(as_of: ReportingMonth) -> ReportingMonth | None:
    """One month of the year so far; None for all of them."""
    months = {str(month): month for month in board.months_so_far(as_of)}
    found = _pick("Tháng", MONTH_KEY, {code: month.label for code, month in months.items()})
    return months[found] if found else None


def _pick(label: str, key: str, names: Mapping[str, str]) -> str | None:
    """One of some codes or none of them, kept in the address where one is chosen."""
    codes = [None, *names]
    asked = st.query_params.get(key)
    chosen: str | None = st.selectbox(
        label,
        codes,
        index=codes.index(asked) if asked in codes else 0,
        format_func=lambda code: names.get(code, _ALL),
        key=f"chon-{key}",
    )
    if chosen:
        st.query_params[key] = chosen
    else:
        st.query_params.pop(key, None)
    return chosen


def figures(
    office: Office,
    visitor: Visitor,
    indicator: Indicator,
    as_of: ReportingMonth,
    department: str | None = None,
    month: ReportingMonth | None = None,
) -> None:
    """Every figure of the year so far, the latest month first, each with its earlier versions;
    those of one department or month where one is named.

    Without an account only what counts is shown, and neither files nor persons.
    """
    traces = visitor.may(Permission.TRACE)
    found = [
        source
        for source in cached.listed(board.sources, indicator.code, as_of, traces)
        if department in (None, source.figure.department) and month in (None, source.figure.month)
    ]
    if not found:
        st.info("Chưa có số liệu nào của chỉ tiêu này.", icon=":material/hourglass_empty:")
        return
    found.sort(key=lambda source: source.figure.month, reverse=True)
    headings = ("Tháng", "Đơn vị", "Số liệu", "Trang, ô", "Lần nộp", "Tệp", "Người gửi", "Ghi chú")
    columns = len(headings) if traces else headings.index("Lần nộp")
    table(headings[:columns], [_figure(office.plan, source)[:columns] for source in found])
    if traces:
        _files(office, [source.submission for source in found])


def _figure(plan: Plan, source: SentFigure) -> tuple[str, ...]:
    cells = "/".join(cell for cell in (source.numerator_cell, source.denominator_cell) if cell)
    return (
        source.figure.month.label,
        department_name(plan, source.figure.department),
        shown(source.figure),
        f"{source.sheet}, ô {cells}",
        *_sending(source.submission),
        _remarks(source),
    )


def _remarks(source: SentFigure) -> str:
    """The department's note, and where the figure is something else than its cells say."""
    said = [reading_words.said(reading) for reading in source.readings]
    return ". ".join(text[0].upper() + text[1:] for text in (source.figure.note, *said) if text)


def receipts(office: Office, visitor: Visitor, as_of: ReportingMonth) -> None:
    """What an indicator of being in time is counted from: the first submission of every month."""
    traces = visitor.may(Permission.TRACE)
    found = cached.listed(board.first_sent, as_of)
    found = sorted(found, key=lambda entry: entry.month, reverse=True)
    headings = ("Tháng", "Đơn vị", "Hạn gửi", "Ngày gửi", "Kết quả", "Lần nộp", "Tệp", "Người gửi")
    columns = len(headings) if traces else headings.index("Lần nộp")
    table(headings[:columns], [_receipt(office, entry)[:columns] for entry in found])
    if traces:
        _files(office, found)


def _receipt(office: Office, entry: SubmissionEntry) -> tuple[str, ...]:
    due_on = office.plan.calendar.due_on(entry.month)
    sent_on = entry.sent_at.astimezone(VIETNAM).date()
    return (
        entry.month.label,
        department_name(office.plan, entry.department),
        words.day(due_on),
        words.day(sent_on),
        submission_state(due_on, sent_on, office.today()).label.lower(),
        *_sending(entry),
    )


def _sending(entry: SubmissionEntry) -> tuple[str, str, str]:
    return (
        f"lần {entry.version}, {state_words(entry)}",
        entry.file_name,
        f"{entry.sent_by}, {words.moment(entry.sent_at)}",
    )


def _files(office: Office, entries: Sequence[SubmissionEntry]) -> None:
    """A button for each file, once; files of the same name are told apart by their submission."""
    files = {entry.file_sha256: entry for entry in entries}.values()
    names = Counter(entry.file_name for entry in files)
    st.header("Tải tệp gốc", anchor=False)
    with st.container(horizontal=True):
        for entry in files:
            which = f" (lần {entry.version})" if names[entry.file_name] > 1 else ""
            original(office, entry, entry.file_name + which)
