"""Every page asks for its permission first, so that no way of opening it goes around the frame."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import PUBLIC, Permission, Role, Visitor
from cchc_metrics.ui import opened

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "pages").glob("*.py"))
NEEDED = {
    "accounts": Permission.MANAGE_ACCOUNTS,
    "journal": Permission.VIEW_JOURNAL,
    "submit": Permission.SUBMIT_OWN,
    "labels": Permission.SUBMIT_OWN,
    "system": Permission.MANAGE_ACCOUNTS,
    "history": Permission.TRACE,
    "reports": Permission.READ_REPORTS,
    "actions": Permission.TRACE,
    **dict.fromkeys(
        (
            "areas",
            "lagging",
            "meeting",
            "method",
            "overview",
            "plan",
            "sources",
            "submissions",
            "tasks",
        ),
        Permission.VIEW,
    ),
}
VISITORS = [
    *(Visitor(role.value, role.label, role, "PKT") for role in Role),
    PUBLIC,
    Visitor("moi", "Người mới", Role.ADMIN, must_change_password=True),
]


@pytest.fixture(autouse=True)
def empty_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CCHC_DATABASE_URL", f"sqlite:///{tmp_path / 'record.sqlite3'}")
    monkeypatch.setenv("CCHC_TODAY", "2026-04-20")
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    opened.office().engine.dispose()
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_first_statement_of_a_page_asks_for_its_permission(page: Path) -> None:
    statements = [
        ast.unparse(node)
        for node in ast.parse(page.read_text(encoding="utf-8")).body[1:]
        if not isinstance(node, ast.Import | ast.ImportFrom)
    ]
    asked = statements[0].removeprefix("visitor = ")
    assert asked == f"require(Permission.{NEEDED[page.stem].name})"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.parametrize("visitor", VISITORS, ids=lambda v: v.name or "public")
def test_a_page_opened_without_its_frame_refuses_who_may_not(
    page: Path, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: visitor)
    may = visitor not in (PUBLIC, VISITORS[-1]) and visitor.may(NEEDED[page.stem])
    if may:
        return  # without the frame there are no pickers to draw it for
    shown = AppTest.from_file(page, default_timeout=60).run()
    assert not shown.exception
    assert [title.value for title in shown.title][0] in (
        "Cần đăng nhập",
        "Không xem được trang này",
    )
    assert len(shown.error) == 1
    assert [*shown.button, *shown.table, *shown.selectbox] == []


@pytest.mark.parametrize("role", Role)
def test_the_frame_opens_for_every_role(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(role.value, role.label, role, "PKT")
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: visitor)
    shown = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    assert not shown.exception
    assert [title.value for title in shown.title] == ["Tổng quan"]
    for page, permission in NEEDED.items():
        if page != "overview":
            shown.switch_page(f"pages/{page}.py").run()
            assert not shown.exception
            is_refused = shown.title[0].value == "Không xem được trang này"
            assert is_refused is not visitor.may(permission)


def test_an_officer_of_a_department_that_the_plan_has_dropped_still_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left_over = Visitor("cu", "Cán bộ cũ", Role.OFFICER, "PHONG-CU")
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: left_over)
    shown = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    assert [title.value for title in shown.title] == ["Tổng quan"]
    shown.switch_page("pages/submit.py").run()
    assert not shown.exception
    assert "không phải báo cáo số liệu" in shown.info[0].value
    assert not shown.file_uploader


def test_without_gate_and_cookie_nothing_is_shown() -> None:
    shown = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    assert [title.value for title in shown.title] == ["Cần đăng nhập"]
    assert [*shown.selectbox, *shown.metric] == []


def test_what_one_account_left_in_the_browser_is_gone_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: VISITORS[0])
    shown = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    shown.session_state["left-behind"] = "Số liệu chưa gửi"
    shown.run()
    assert "left-behind" in shown.session_state
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: VISITORS[1])
    shown.run()
    assert not shown.exception
    assert "left-behind" not in shown.session_state


def test_the_server_finds_the_application_with_its_gate() -> None:
    """Streamlit looks for this literal assignment; without it, pages are served without a gate."""
    tree = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    made = [
        ast.unparse(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "app"
    ]
    assert len(made) == 1
    assert made[0].startswith("st.App(__file__")
    assert "Middleware(Gate, door=way_in, hosts=allowed_hosts(), public=public)" in made[0]
