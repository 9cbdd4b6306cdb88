"""What the administrator sees of the record as a whole: its backups, its size, its chain."""

import os
from datetime import timedelta

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.store.errors import StoreError
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.workflow import backups
from cchc_metrics.workflow.backups import LastBackup
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.record_state import RecordState
from cchc_metrics.workflow.retention import DAYS, MONTHS

# Every day has one, so that something is wrong after so long.
_TOO_OLD = timedelta(hours=36)
_HEADINGS = ("Mục", "Tình trạng")


def backing_up(office: Office, visitor: Visitor) -> None:
    """How the backups stand, after the one that was just asked for."""
    folder = backups.backup_folder(os.environ)
    st.caption(
        f"Máy chủ tự sao lưu mỗi ngày vào thư mục {plain(str(folder))}, giữ {DAYS} ngày gần nhất và"
        f" bản đầu tiên của {MONTHS} tháng gần nhất. Bản sao lưu có mật khẩu đã băm nên không tải"
        " qua trình duyệt: chép tệp từ máy chủ sang máy khác hoặc ổ đĩa rời."
    )
    if office.is_demonstration:
        st.info("Số liệu trình diễn không được sao lưu.", icon=":material/science:")
        return
    if st.button("Sao lưu ngay", icon=":material/backup:", type="primary"):
        _back_up(office, visitor)
    _failure(office)
    _last(office)


def record(state: RecordState) -> None:
    rows = [
        ("Loại cơ sở dữ liệu", state.engine),
        ("Dung lượng", words.file_size(state.size)),
        ("Phiên bản cấu trúc", state.revision),
        ("Dòng cuối của nhật ký", f"số {words.number(state.head.number)}, mã {state.head.hash}"),
    ]
    table(_HEADINGS, rows)


def _back_up(office: Office, visitor: Visitor) -> None:
    with st.spinner("Đang sao lưu…"):
        try:
            made = backups.backup_now(office, backups.backup_folder(os.environ), visitor)
        except StoreError as problem:
            st.error(plain(str(problem)), icon=":material/warning:")
            return
    st.success(
        plain(f"Đã sao lưu vào {made.path}, đã đọc lại và đối chiếu. Bản này không tự xóa."),
        icon=":material/check_circle:",
    )


def _failure(office: Office) -> None:
    failed = backups.failed_backup(office)
    if failed is not None:
        said = f"Sao lưu hằng ngày không thành lúc {words.moment(failed.at)}. {failed.why}"
        st.error(plain(said), icon=":material/warning:")


def _last(office: Office) -> None:
    last = backups.last_backup(office)
    if last is None:
        st.warning("Chưa có bản sao lưu nào.", icon=":material/warning:")
        return
    if office.real_now() - last.made_at > _TOO_OLD:
        st.warning(
            "Bản sao lưu gần nhất đã quá một ngày. Máy chủ phải chạy bằng lệnh serve thì mới tự sao"
            " lưu; nếu không, đặt lịch chạy lệnh backup --daily.",
            icon=":material/warning:",
        )
    rows = [
        ("Lần gần nhất", words.moment(last.made_at)),
        ("Người thực hiện", last.made_by),
        ("Tệp", str(last.path)),
        ("Cỡ", words.file_size(last.size)),
        ("Kiểm tra", _checked(last)),
    ]
    table(_HEADINGS, rows)


def _checked(last: LastBackup) -> str:
    if last.is_there:
        return "đã đọc lại và đối chiếu khi lập; tệp còn ở chỗ đã ghi"
    return "đã đọc lại và đối chiếu khi lập; tệp không còn ở chỗ đã ghi"
