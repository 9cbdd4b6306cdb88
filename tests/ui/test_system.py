"""The administrator's page on the record as a whole."""

from pathlib import Path

import pytest

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.store.errors import StoreError
from cchc_metrics.workflow.backups import backup_now, daily_backup, real_day
from cchc_metrics.workflow.office import Office
from tests.ui.opening import open_page, opens_well

ADMIN = Visitor("tuan", "Giàng A Tuấn", Role.ADMIN)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The administrator looks; backups go into a folder of the test's own."""
    made = tmp_path / "sao-luu"
    made.mkdir()
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: ADMIN)
    monkeypatch.setenv("CCHC_BACKUP_DIR", str(made))
    return made


def cells(page: object, number: int) -> dict[str, str]:
    """What a table of the page says of each of its items, as it stands there."""
    frame = page.table[number].value
    return {row[0]: row[1].replace("\\", "") for row in frame.itertuples(index=False)}


def test_a_record_without_backups_says_so_and_makes_one(empty_record: Office, folder: Path) -> None:
    page = open_page("system")
    assert opens_well(page)
    assert page.warning[0].value == "Chưa có bản sao lưu nào."
    assert cells(page, 0)["Loại cơ sở dữ liệu"] == "SQLite"

    page.button[0].click().run()
    (made,) = folder.iterdir()
    assert page.success[0].value.replace("\\", "").startswith(f"Đã sao lưu vào {made},")
    assert not page.warning and not page.error
    last = cells(page, 0)
    assert (last["Tệp"], last["Người thực hiện"]) == (str(made), "tuan")
    assert last["Kiểm tra"].endswith("tệp còn ở chỗ đã ghi")
    assert cells(page, 1)["Dòng cuối của nhật ký"].startswith("số 1, mã ")


def test_a_backup_that_was_moved_is_told(empty_record: Office, folder: Path) -> None:
    backup_now(empty_record, folder, ADMIN).path.unlink()
    page = open_page("system")
    assert cells(page, 0)["Kiểm tra"].endswith("tệp không còn ở chỗ đã ghi")


def test_failures_are_told_with_their_cause(empty_record: Office, folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(StoreError):
        daily_backup(empty_record, folder, real_day())
    page = open_page("system")
    assert "Sao lưu hằng ngày không thành" in page.error[0].value
    page.button[0].click().run()
    assert opens_well(page)
    assert page.error[0].value.startswith("Chưa sao lưu được vào")


def test_a_demonstration_is_not_backed_up(sample_record: Office) -> None:
    page = open_page("system")
    assert opens_well(page)
    assert not page.button and page.info[0].value == "Số liệu trình diễn không được sao lưu."
