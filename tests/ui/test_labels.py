"""Remembered labels on their page: listed with who and when, forgotten with a reason."""

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.store.database import writing
from cchc_metrics.store.mappings import Meaning, remember
from cchc_metrics.workflow.labels import forget_label, remembered_labels
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import NotDone
from tests.ui.opening import markdown_texts, open_page
from tests.workflow.own_sheets import CENTRE

OFFICER = Visitor("lan", "Phùng Thị Lan", Role.OFFICER, CENTRE)
OTHER = Visitor("an", "Giàng A An", Role.OFFICER, "PKT")


@pytest.fixture
def office(empty_record: Office) -> Office:
    """Two labels are remembered for the centre, one for another department."""
    of = {
        CENTRE: [Meaning("Cấp KQ điện tử", "cấp kq điện tử", "II.3-3"),
                 Meaning("Trực tuyến", "trực tuyến", "II.3-1#numerator")],
        "PKT": [Meaning("Công khai ngân sách", "công khai ngân sách", "II.6-2")],
    }  # fmt: skip
    with writing(empty_record.engine, empty_record.commune) as connection:
        for department, meanings in of.items():
            now = empty_record.now()
            remember(connection, empty_record.commune, department, meanings, "Lan (lan)", now)
    return empty_record


def opened(monkeypatch: pytest.MonkeyPatch, visitor: Visitor) -> AppTest:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: visitor)
    return open_page("labels")


def forget(page: AppTest, reason: str) -> AppTest:
    page.main.selectbox[1].select("Trực tuyến")
    page.main.text_input[0].set_value(reason)
    return next(b for b in page.button if b.label == "Bỏ ghi nhớ tên này").click().run()


def said(page: AppTest) -> str:
    return "\n".join(markdown_texts(page)).replace("\\", "")


def test_an_officer_sees_the_own_departments_labels(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(monkeypatch, OFFICER)
    rows = [[cell.replace("\\", "") for cell in row] for row in page.table[0].value.to_numpy()]
    assert [row[:3] for row in rows] == [
        ["Cấp KQ điện tử", "II.3-3 Cấp kết quả điện tử", "Lan (lan)"],
        ["Trực tuyến", "II.3-1 Hồ sơ trực tuyến: tử số", "Lan (lan)"],
    ]
    assert "Công khai ngân sách" not in said(page)


def test_a_label_is_forgotten_with_a_reason(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = forget(opened(monkeypatch, OFFICER), "")
    assert "Chưa ghi lý do" in said(page)
    page = forget(page, "hiểu nhầm")
    assert "Đã bỏ ghi nhớ tên “Trực tuyến”" in said(page)
    assert [each.label for each in remembered_labels(office, CENTRE)] == ["Cấp KQ điện tử"]
    assert len(remembered_labels(office, "PKT")) == 1


def test_a_department_without_labels_is_told_how_they_come_about(
    empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Chưa ghi nhớ tên nào" in said(opened(monkeypatch, OFFICER))


def test_nobody_forgets_for_another_department(office: Office) -> None:
    (label, _) = remembered_labels(office, CENTRE)
    with pytest.raises(NotAllowed):
        forget_label(office, OTHER, label, "hiểu nhầm", office.now())
    with pytest.raises(NotDone):
        forget_label(office, OFFICER, label, " ", office.now())
    assert len(remembered_labels(office, CENTRE)) == 2
