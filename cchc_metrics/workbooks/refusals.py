"""Why a file was not read: one stable code, one Vietnamese sentence and its cure for each.

A refusal is about the file as a whole and leaves nothing half read; problems of single figures are
issues, found later. Codes are kept for good: they stand in logs and in the audit record.
"""

from dataclasses import dataclass
from enum import StrEnum

_LONGEST_NAME_SHOWN = 40


class Fault(StrEnum):
    EMPTY = "F01"
    TOO_LARGE = "F02"
    PASSWORD = "F03"
    # F04 to F06 refused .xls, .xlsb and .ods, which are read now.
    OTHER_OFFICE = "F07"
    PDF = "F08"
    HTML = "F09"
    MHTML = "F10"
    XML_2003 = "F11"
    PLAIN_TEXT = "F12"
    ARCHIVE = "F13"
    IMAGE = "F14"
    UNKNOWN_KIND = "F15"
    DAMAGED_ARCHIVE = "F16"
    UNSAFE_ARCHIVE = "F17"
    EXPANDS_TOO_FAR = "F18"
    DAMAGED_CONTENT = "F19"
    FORBIDDEN_XML = "F20"
    TOO_MUCH_CONTENT = "F21"
    BAD_VALUE = "F22"
    DUPLICATE_CELL = "F23"
    CELL_TOO_FAR = "F24"
    TEXT_TOO_LONG = "F25"
    NO_WORKSHEET = "F26"
    TIME_LIMIT = "F27"
    MEMORY_LIMIT = "F28"
    READER_STOPPED = "F29"
    UNKNOWN_ERROR = "F30"
    LIBRARY_STOPPED = "F31"


@dataclass(frozen=True)
class Refusal:
    """A file that was not read: `message` says what is wrong, then what to do about it."""

    code: str
    message: str


class RefusedFile(Exception):
    """Raised inside the readers; `place` says where in the file, if that is known."""

    def __init__(self, fault: Fault, place: str = "") -> None:
        super().__init__(fault.value, place)
        self.fault = fault
        self.place = place


_SAVE_AGAIN = "Mở tệp bằng Excel, lưu lại rồi tải lên."
_SAVE_AS_XLSX = (
    "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)”, "
    "rồi tải tệp mới lên."
)
_USE_TEMPLATE = "Chép số liệu sang tệp mẫu tải từ hệ thống rồi tải lên."
_SEND_ORIGINAL = "Gửi tệp Excel gốc (.xlsx) dùng để lập biểu này."
_TELL_SUPPORT = "Tải lên lại; nếu vẫn lỗi, gửi tệp và mã lỗi này cho người quản trị hệ thống."

_SENTENCES: dict[Fault, tuple[str, str]] = {
    Fault.EMPTY: (
        "Tệp rỗng (0 byte), có thể do lưu hoặc gửi tệp bị gián đoạn.",
        "Mở tệp trên máy để kiểm tra còn số liệu, lưu lại rồi tải lên.",
    ),
    Fault.TOO_LARGE: (
        "Tệp lớn hơn 10 MB, vượt giới hạn của hệ thống.",
        "Xóa hình ảnh và các trang không thuộc báo cáo, lưu lại rồi tải lên.",
    ),
    Fault.PASSWORD: (
        "Tệp đang đặt mật khẩu nên không đọc được.",
        "Mở tệp bằng Excel, vào Tệp > Thông tin > Bảo vệ sổ làm việc, bỏ mật khẩu, "
        "lưu lại rồi tải lên.",
    ),
    Fault.OTHER_OFFICE: (
        "Tệp là tài liệu Word, PowerPoint hoặc loại khác, không phải bảng tính Excel.",
        _USE_TEMPLATE,
    ),
    Fault.PDF: ("Tệp là PDF, không phải bảng tính Excel.", _SEND_ORIGINAL),
    Fault.HTML: ("Tệp là trang web (HTML) không có bảng số liệu nào.", _SAVE_AS_XLSX),
    Fault.MHTML: ("Tệp là trang web một tệp (MHTML) mang đuôi Excel.", _SAVE_AS_XLSX),
    Fault.XML_2003: ("Tệp ở định dạng XML, không phải .xlsx.", _SAVE_AS_XLSX),
    Fault.PLAIN_TEXT: ("Tệp là văn bản thuần, không chia thành cột.", _SEND_ORIGINAL),
    Fault.ARCHIVE: (
        "Tệp là tệp nén, không phải bảng tính Excel.",
        "Giải nén rồi tải từng tệp .xlsx bên trong lên.",
    ),
    Fault.IMAGE: ("Tệp là hình ảnh, không phải bảng tính Excel.", _SEND_ORIGINAL),
    Fault.UNKNOWN_KIND: (
        "Nội dung tệp không phải bảng tính Excel, dù tên tệp ghi thế nào.",
        "Kiểm tra lại đã chọn đúng tệp .xlsx rồi tải lên.",
    ),
    Fault.DAMAGED_ARCHIVE: (
        "Tệp Excel bị hỏng hoặc thiếu dữ liệu, có thể do sao chép hay gửi chưa xong.",
        "Mở tệp bằng Excel; nếu mở được thì lưu lại rồi tải lên, nếu không thì lấy lại tệp gốc.",
    ),
    Fault.UNSAFE_ARCHIVE: (
        "Cấu trúc nén của tệp không bình thường nên hệ thống không mở để bảo đảm an toàn.",
        _SAVE_AGAIN,
    ),
    Fault.EXPANDS_TOO_FAR: (
        "Tệp khi giải nén phình ra quá lớn nên hệ thống không mở để bảo đảm an toàn.",
        _USE_TEMPLATE,
    ),
    Fault.DAMAGED_CONTENT: (
        "Nội dung bên trong tệp Excel bị hỏng hoặc thiếu.",
        _SAVE_AGAIN,
    ),
    Fault.FORBIDDEN_XML: (
        "Tệp chứa khai báo mà Excel không bao giờ ghi nên hệ thống không mở để bảo đảm an toàn.",
        _SAVE_AGAIN,
    ),
    Fault.TOO_MUCH_CONTENT: (
        "Tệp chứa quá nhiều trang, ô, chữ hoặc định dạng so với một biểu báo cáo.",
        _USE_TEMPLATE,
    ),
    Fault.BAD_VALUE: (
        "Giá trị ghi trong tệp không hợp lệ.",
        "Nhập lại ô này bằng Excel, lưu rồi tải lên.",
    ),
    Fault.DUPLICATE_CELL: (
        "Ô này được ghi hai lần trong tệp nên không biết giá trị nào đúng.",
        "Mở tệp bằng Excel, kiểm tra ô này, lưu lại rồi tải lên.",
    ),
    Fault.CELL_TOO_FAR: (
        "Ô này có dữ liệu nhưng nằm quá xa bảng số liệu.",
        "Xóa nội dung ô này, lưu lại rồi tải lên.",
    ),
    Fault.TEXT_TOO_LONG: (
        "Một ô hoặc tên trang chứa quá nhiều chữ (Excel cho tối đa 32.767 ký tự một ô).",
        "Rút ngắn nội dung, lưu lại rồi tải lên.",
    ),
    Fault.NO_WORKSHEET: ("Tệp không có trang tính nào.", _USE_TEMPLATE),
    Fault.TIME_LIMIT: (
        "Đọc tệp quá lâu nên hệ thống đã dừng.",
        "Xóa các trang, dòng trống và định dạng thừa, lưu lại rồi tải lên.",
    ),
    Fault.MEMORY_LIMIT: (
        "Đọc tệp cần quá nhiều bộ nhớ nên hệ thống đã dừng.",
        "Xóa các trang, dòng trống và định dạng thừa, lưu lại rồi tải lên.",
    ),
    Fault.READER_STOPPED: ("Việc đọc tệp bị dừng đột ngột.", _TELL_SUPPORT),
    Fault.LIBRARY_STOPPED: (
        "Nội dung tệp .xls hoặc .xlsb này không bình thường nên không đọc được.",
        _SAVE_AS_XLSX,
    ),
    Fault.UNKNOWN_ERROR: ("Có lỗi chưa rõ nguyên nhân khi đọc tệp.", _TELL_SUPPORT),
}


def refusal(fault: Fault, place: str = "") -> Refusal:
    """The refusal as an officer reads it: place, what is wrong, what to do."""
    wrong, cure = _SENTENCES[fault]
    if place:
        wrong = f"{place}: {wrong[0].lower()}{wrong[1:]}"
    return Refusal(code=fault.value, message=f"{wrong} {cure}")


def place_of(sheet: str, cell: str = "") -> str:
    """("Số liệu", "D12") -> "Trang “Số liệu”, ô D12"."""
    shown = sheet if len(sheet) <= _LONGEST_NAME_SHOWN else sheet[:_LONGEST_NAME_SHOWN] + "…"
    return f"Trang “{shown}”, ô {cell}" if cell else f"Trang “{shown}”"
