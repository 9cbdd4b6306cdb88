"""Where a figure comes from: file, sheet, cell, sender and moment; nobody and no file in public."""

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import PUBLIC
from cchc_metrics.workflow.office import Office
from tests.ui.opening import markdown_texts, open_page

INDICATOR = "II.3-2"  # its figures of May were corrected


def sources_of(indicator: str) -> AppTest:
    page = open_page("sources")
    picker = next(box for box in page.selectbox if box.label == "Chỉ tiêu")
    asked = next(option for option in picker.options if option.startswith(f"{indicator} "))
    return picker.select(asked).run()


def unescaped(page: AppTest) -> list[list[str]]:
    return [[cell.replace("\\", "") for cell in row] for row in page.table[0].value.to_numpy()]


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: PUBLIC)
    monkeypatch.setattr("cchc_metrics.workflow.permissions.is_public_board", lambda _office: True)


def test_an_account_sees_file_cells_sender_moment_and_what_stood_before(
    sample_record: Office,
) -> None:
    page = sources_of(INDICATOR)
    assert list(page.table[0].value.columns) == [
        "Tháng",
        "Đơn vị",
        "Số liệu",
        "Trang, ô",
        "Lần nộp",
        "Tệp",
        "Người gửi",
        "Ghi chú",
    ]
    may = [row for row in unescaped(page) if row[0] == "tháng 5/2026"]
    assert [row[4:6] for row in may] == [
        ["lần 2, đang dùng", "MAU_TTPVHCC_2026-05_sua.xlsx"],
        ["lần 1, đã thay thế", "MAU_TTPVHCC_2026-05.xlsx"],
    ]
    assert may[0][3] == "Số liệu, ô D10/F10"
    assert may[0][6].startswith("Số liệu mẫu – Trung tâm PVHCC, ")


def test_every_file_can_be_downloaded_once(sample_record: Office) -> None:
    page = sources_of(INDICATOR)
    files = {row[5] for row in unescaped(page)}
    buttons = [button.proto.label.replace("\\", "") for button in page.get("download_button")]
    assert sorted(buttons) == sorted(files)


def test_being_in_time_leads_back_to_the_first_submissions(sample_record: Office) -> None:
    page = sources_of("II.1-3")
    may = [row for row in unescaped(page) if row[:2] == ["tháng 5/2026", "Trung tâm PVHCC"]]
    assert [row[2:7] for row in may] == [
        ["18/5/2026", "17/5/2026", "đúng hạn", "lần 1, đã thay thế", "MAU_TTPVHCC_2026-05.xlsx"]
    ]


def test_the_address_names_the_indicator_by_its_code(sample_record: Office) -> None:
    page = sources_of("II.7-2")
    assert page.query_params["nguon-chi-tieu"] in ("II.7-2", ["II.7-2"])


@pytest.mark.parametrize(("indicator", "of_may"), [(INDICATOR, 1), ("II.1-3", 4)])
def test_a_public_board_names_neither_persons_nor_files(
    indicator: str, of_may: int, sample_record: Office, public: None
) -> None:
    page = sources_of(indicator)
    assert len([row for row in unescaped(page) if row[0] == "tháng 5/2026"]) == of_may
    assert not page.get("download_button")
    assert not [text for text in markdown_texts(page) if "xlsx" in text or "Số liệu mẫu –" in text]
