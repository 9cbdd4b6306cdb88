"""What surrounds every page: title, banner, navigation of the role, period pickers, account."""

from copy import copy
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.access.shell import TITLE
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.ui import cached, opened, refreshing, session, waiting
from cchc_metrics.ui.drawing import department_name, plain
from cchc_metrics.workflow.office import Office, begun_months

ROOT = Path(__file__).resolve().parents[2]
PAGES, STATIC = ROOT / "pages", ROOT / "static"
_APPEARANCE = (
    '<label>Giao diện<select class="chon-giao-dien">'
    '<option value="machine">theo máy</option><option value="light">sáng</option>'
    '<option value="dark">tối</option><option value="contrast">tương phản cao</option>'
    "</select></label>"
)
Chosen = tuple[ReportPeriod, ReportingMonth]
# Keys of the pickers, and with that the names in the address.
PERIOD_KEY, AS_OF_KEY = "ky", "thang"
PICKER_WIDTH = 190
# What was picked stays known on pages that do not follow it.
_CHOSEN, _PICKED_ON = "chosen-period", "picked-on"
# Section -> file in pages/, title, icon, address; the page without an address opens first.
_SECTIONS = {
    "Theo dõi": (
        ("overview", "Tổng quan", "home", ""),
        ("areas", "Lĩnh vực", "monitoring", "linh-vuc"),
        ("lagging", "Chỉ tiêu chậm", "hourglass_top", "cham"),
        ("actions", "Biện pháp", "contact_support", "bien-phap"),
        ("tasks", "Nhiệm vụ", "checklist", "nhiem-vu"),
        ("meeting", "Trình chiếu", "slideshow", "trinh-chieu"),
        ("reports", "Báo cáo", "description", "bao-cao"),
    ),
    "Số liệu": (
        ("submit", "Nộp số liệu", "upload_file", "nop-so-lieu"),
        ("submissions", "Tình hình nộp", "calendar_month", "tinh-hinh-nop"),
        ("history", "Lần nộp", "inventory_2", "lan-nop"),
        ("sources", "Nguồn số liệu", "search", "nguon-so-lieu"),
        ("labels", "Tên đã ghi nhớ", "label", "ten-da-ghi-nho"),
    ),
    "Căn cứ": (
        ("plan", "Kế hoạch", "assignment", "ke-hoach"),
        ("method", "Cách tính", "calculate", "cach-tinh"),
    ),
    "Quản trị": (
        ("accounts", "Tài khoản", "manage_accounts", "tai-khoan"),
        ("journal", "Nhật ký", "history", "nhat-ky"),
        ("system", "Hệ thống", "database", "he-thong"),
    ),
}
# Elsewhere no file waits to be saved.
_HANDING_IN = "nop-so-lieu"
# What people leave open to look at. Where figures are typed or decided on, nothing changes unasked.
_BOARDS = frozenset({"", "linh-vuc", "cham", "tinh-hinh-nop"})
# What the menu shows to those who may; the page itself refuses all others.
_NEEDED = {
    "submit": Permission.SUBMIT_OWN,
    "labels": Permission.SUBMIT_OWN,
    "history": Permission.TRACE,
    "actions": Permission.TRACE,
    "accounts": Permission.MANAGE_ACCOUNTS,
    "journal": Permission.VIEW_JOURNAL,
    "reports": Permission.READ_REPORTS,
    "system": Permission.MANAGE_ACCOUNTS,
}
_PERIODS = (
    ReportPeriod.YEAR,
    ReportPeriod.MONTH,
    ReportPeriod.Q1,
    ReportPeriod.H1,
    ReportPeriod.Q3,
)
_PERIOD_WORDS = {ReportPeriod.YEAR: "Năm (lũy kế)", ReportPeriod.MONTH: "Riêng tháng"}


def run() -> None:
    """Draw the frame and the page that was asked for."""
    with session.one_look():
        _run()


def _run() -> None:
    st.set_page_config(page_title=TITLE, page_icon=STATIC / "icon.png", layout="wide")
    st.html(STATIC / "giao-dien.css")
    refreshing.forget()
    visitor = session.require(Permission.VIEW)
    session.keep_apart(visitor)
    office = session.office()
    # Left to itself, Streamlit hides the last of so many pages behind a button.
    page = st.navigation(_navigation(visitor), expanded=True)
    st.set_page_config(page_title=f"{page.title} · {TITLE}")
    with st.sidebar:
        _who_is_here(visitor, office.plan)
    _banner(office)
    if page.url_path != _HANDING_IN:
        waiting.forget()
    page.run()
    if page.url_path in _BOARDS:
        refreshing.keep_fresh()


def _navigation(visitor: Visitor) -> dict[str, list[st.Page]]:
    """The pages by section; the same for all who may see the same, but each run marks its own."""
    seen = frozenset(f for pages in _SECTIONS.values() for f, *_ in pages if _may_see(visitor, f))
    known = opened.made_once().get((_pages, seen), lambda: _pages(seen))
    return {section: [copy(page) for page in pages] for section, pages in known.items()}


def _pages(seen: frozenset[str]) -> dict[str, list[st.Page]]:
    return {
        section: [
            st.Page(
                PAGES / f"{file}.py",
                title=title,
                icon=f":material/{icon}:",
                url_path=path,
                default=not path,
                visibility="visible" if file in seen else "hidden",
            )
            for file, title, icon, path in pages
        ]
        for section, pages in _SECTIONS.items()
    }


def _may_see(visitor: Visitor, file: str) -> bool:
    return visitor.may(_NEEDED.get(file, Permission.VIEW))


def _who_is_here(visitor: Visitor, plan: Plan) -> None:
    """Name and role, and the ways out: to the own password, and out of the account."""
    if visitor.role is None:
        way_in = session.link("/login", "Đăng nhập")
        st.html(f'<div class="tai-khoan"><p>{way_in}</p>{_APPEARANCE}</div>')
        return
    said = [visitor.role.label]
    if visitor.department:
        said.append(department_name(plan, visitor.department))
    st.html(
        f'<div class="tai-khoan"><p><strong>{escape(visitor.display_name)}</strong><br>'
        f"{escape(' · '.join(said))}</p>"
        f'<div class="viec">{session.link("/doi-mat-khau", "Mật khẩu và phiên")}'
        '<form method="post" action="/logout"><button type="submit">Đăng xuất</button></form>'
        f"</div>{_APPEARANCE}</div>"
    )


def _banner(office: Office) -> None:
    if not cached.listed(_is_demonstration):
        return
    day = office.pretended_day
    pretended = f" Ngày làm việc giả định: {words.day(day)}." if day else ""
    st.warning(
        "**Số liệu mẫu để trình diễn**, không phải số liệu thật của"
        f" {plain(office.plan.commune.name)}." + pretended,
        icon=":material/science:",
    )


def _is_demonstration(office: Office) -> bool:
    return office.is_demonstration


def _pick_period(office: Office, page: str) -> None:
    """Month and period beside the title, in the address, and as they were on the page before."""
    months = begun_months(office.plan, office.today())[::-1]
    shown = cached.first_shown_month()
    # On the first page the address decides, or what is usual; on a further one what was picked.
    if st.session_state.get(_PICKED_ON, page) != page:
        st.session_state[PERIOD_KEY], st.session_state[AS_OF_KEY] = chosen()
    with st.container(horizontal=True, horizontal_alignment="right", key="pickers"):
        as_of = st.selectbox(
            "Tính đến",
            months,
            index=months.index(shown) if shown in months else 0,
            format_func=lambda month: month.label.capitalize(),
            key=AS_OF_KEY,
            bind="query-params",
            width=PICKER_WIDTH,
        )
        period = st.selectbox(
            "Kỳ báo cáo",
            _PERIODS,
            format_func=lambda period: _PERIOD_WORDS.get(period, period.label),
            key=PERIOD_KEY,
            bind="query-params",
            width=PICKER_WIDTH,
        )
    st.session_state[_CHOSEN], st.session_state[_PICKED_ON] = (period, as_of), page


def chosen() -> Chosen:
    """The period and the month that were picked last."""
    found: Chosen | None = st.session_state.get(_CHOSEN)
    return found or usual()


def usual() -> Chosen:
    """What is shown before anybody has picked: the year up to the latest sheet."""
    return _PERIODS[0], cached.first_shown_month()


def address(path: str, of: Chosen, **query: str) -> str:
    """Where a link in a chart leads to, for a chosen period.

    Plotly would encode once more what is encoded but means something in addresses.
    """
    period, as_of = of
    shown = {
        AS_OF_KEY: as_of.label.capitalize(),
        PERIOD_KEY: _PERIOD_WORDS.get(period, period.label),
    }
    return f"/{path}?{urlencode(query | shown, safe='/,;:@$?')}"


def window_words(plan: Plan, period: ReportPeriod, as_of: ReportingMonth) -> str:
    """`Số liệu từ 15/12/2025 – 14/10/2026.`, or that the period has not begun."""
    judged = scope(period, as_of)
    if judged.is_empty:
        return f"{period.label} chưa bắt đầu tính đến {as_of.label}."
    window = plan.calendar.scope_window(judged)
    return f"Số liệu từ ngày {words.days(window.start, window.end)}."


def heading(title: str) -> Chosen:
    """The title of a page that follows period and month, with the pickers of both.

    It says what the figures speak of, and until when, and answers with what is picked.
    """
    office = session.office()
    left, right = st.columns([5, 6], vertical_alignment="bottom")
    with right:
        _pick_period(office, page=title)
    period, as_of = chosen()
    left.title(title, anchor=False)
    judged = _PERIOD_WORDS.get(period, period.label)
    st.caption(f"{judged}, tính đến {as_of.label}. " + window_words(office.plan, period, as_of))
    return period, as_of
