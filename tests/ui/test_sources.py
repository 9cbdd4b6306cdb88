"""Where a figure comes from: file, sheet and cell for all, sender and notes for accounts only."""

import pytest

from cchc_metrics.access.roles import PUBLIC
from cchc_metrics.workflow.office import Office
from tests.ui.opening import open_page


def headings_of_sources() -> list[str]:
    page = open_page("areas")
    return [str(heading) for heading in page.table[0].value.columns]


def test_an_account_sees_who_sent_which_cell(sample_record: Office) -> None:
    assert headings_of_sources() == [
        "Tháng",
        "Đơn vị",
        "Số liệu",
        "Tệp, trang, ô",
        "Ghi chú",
        "Người gửi",
    ]


def test_a_public_board_names_nobody(
    sample_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: PUBLIC)
    monkeypatch.setattr("cchc_metrics.workflow.permissions.is_public_board", lambda _office: True)
    assert headings_of_sources() == ["Tháng", "Đơn vị", "Số liệu", "Tệp, trang, ô"]
