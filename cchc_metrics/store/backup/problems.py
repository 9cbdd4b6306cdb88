"""What can go wrong with a backup, each with a sentence for the reader."""

import errno
from pathlib import Path

from cchc_metrics.store.errors import StoreError

_CAUSES = {
    errno.ENOSPC: "ổ đĩa đã đầy. Giải phóng dung lượng hoặc chọn ổ đĩa khác",
    errno.EDQUOT: "đã hết dung lượng được cấp. Giải phóng dung lượng hoặc chọn ổ đĩa khác",
    errno.EFBIG: "tệp vượt cỡ mà ổ đĩa cho phép. Chọn ổ đĩa khác",
    errno.ENOENT: "không có thư mục này. Tạo thư mục, hoặc gắn ổ đĩa chứa thư mục",
    errno.ENOTDIR: "đường dẫn đi qua một tệp. Chọn thư mục khác",
    errno.EACCES: "không có quyền ghi vào thư mục. Cấp quyền ghi hoặc chọn thư mục khác",
    errno.EPERM: "không có quyền ghi vào thư mục. Cấp quyền ghi hoặc chọn thư mục khác",
    errno.EROFS: "ổ đĩa chỉ cho đọc. Cho phép ghi hoặc chọn ổ đĩa khác",
}


class BackupFailed(StoreError):
    """No backup was made, and no file was left or replaced."""

    @classmethod
    def for_disk(cls, target: Path, error: OSError) -> "BackupFailed":
        cause = _CAUSES.get(error.errno or 0, f"{error.strerror}. Kiểm tra ổ đĩa")
        return cls(f"Chưa sao lưu được vào “{target}”: {cause}, rồi sao lưu lại.")


class NotRestored(StoreError):
    """Nothing was restored, and the record is as it was."""

    @classmethod
    def for_newer(cls, source: str, made_for: str) -> "NotRestored":
        return cls(
            f"Bản sao lưu “{source}” do phiên bản phần mềm mới hơn lập (mã {made_for}). "
            "Cập nhật phần mềm rồi phục hồi lại; chưa ghi gì vào cơ sở dữ liệu."
        )


class DamagedBackup(NotRestored):
    """The file is not a backup, or no longer the one that was made."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"Tệp “{source}” không phải bản sao lưu của hệ thống này, hoặc đã hỏng, bị cắt cụt hay"
            " bị sửa. Chưa ghi gì vào cơ sở dữ liệu. Chép lại tệp từ nơi cất giữ, hoặc dùng bản sao"
            " lưu khác."
        )
