"""What can go wrong with the record, each with a sentence for the reader.

`translated_errors` is the one place where a database's own errors become these. What it does not
know (a broken constraint, wrong SQL) is a bug and passes through.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.words import moment

_DISK_FULL = (
    "Không lưu được vì ổ đĩa của máy chủ đã đầy. "
    "Đề nghị quản trị viên giải phóng dung lượng rồi thử lại."
)
_READ_ONLY = (
    "Không ghi được vào cơ sở dữ liệu vì máy chủ chỉ cho phép đọc. "
    "Đề nghị quản trị viên cấp quyền ghi rồi thử lại."
)
_DAMAGED = (
    "Tệp cơ sở dữ liệu bị hỏng hoặc không đúng định dạng. "
    "Đề nghị quản trị viên phục hồi từ bản sao lưu."
)
_DISK_FAULT = (
    "Máy chủ không đọc hoặc không ghi được tệp cơ sở dữ liệu: ổ đĩa lỗi, hoặc hết hạn mức. "
    "Đề nghị quản trị viên kiểm tra ổ đĩa rồi thử lại."
)
_UNREACHABLE = (
    "Không kết nối được với cơ sở dữ liệu. "
    "Đề nghị quản trị viên kiểm tra máy chủ và giá trị CCHC_DATABASE_URL."
)


class StoreError(Exception):
    """The record cannot do what was asked; its text is shown to the reader as it stands."""


class MovedOn(StoreError):
    """A department's month no longer stands as it did when the preview was made.

    `saved_by` and `saved_at` are set where somebody saved a version since; else one was withdrawn
    or restored, or the month was locked or opened.
    """

    def __init__(
        self,
        department: str,
        month: ReportingMonth,
        saved_by: str | None = None,
        saved_at: datetime | None = None,
    ) -> None:
        self.department, self.month = department, month
        self.saved_by, self.saved_at = saved_by, saved_at
        happened = "có lần nộp vừa được rút hoặc khôi phục, hoặc tháng vừa được chốt hoặc mở chốt"
        if saved_at is not None:
            happened = f"{saved_by} đã lưu bản khác lúc {moment(saved_at)}"
        super().__init__(
            f"Số liệu {month.label} của {department} đã thay đổi sau khi xem trước: "
            f"{happened}. Xem lại phần so sánh rồi lưu lần nữa; lần này chưa lưu số liệu nào."
        )


class NotPossible(StoreError):
    """What is asked does not fit how the record stands: nothing was changed."""


class RecordBusy(StoreError):
    """Another writer held the record for too long, or came first."""

    def __init__(self) -> None:
        super().__init__(
            "Hệ thống đang lưu số liệu của người khác. Chờ ít giây rồi thử lại; "
            "lần này chưa lưu số liệu nào."
        )


class Conflict(RecordBusy):
    """Two transactions could not both be fitted in; the one that was undone may be done again."""


class NewerRecord(StoreError):
    """The record was made by a later version of the software."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"Cơ sở dữ liệu thuộc phiên bản phần mềm mới hơn (mã {revision}). "
            "Cập nhật phần mềm rồi mở lại; dữ liệu chưa bị thay đổi."
        )


class RecordUnavailable(StoreError):
    """The disk is full, the place read-only, the file damaged or the server unreachable."""

    def __init__(self, sentence: str = _UNREACHABLE) -> None:
        super().__init__(sentence)


class DamagedFile(StoreError):
    """A stored workbook is no longer the one that was sent."""

    def __init__(self, name: str, sha256: str) -> None:
        self.name, self.sha256 = name, sha256
        super().__init__(
            f"Tệp gốc “{name}” trong cơ sở dữ liệu không còn đúng như khi nhận "
            f"(mã kiểm tra {sha256[:12]}). Đề nghị quản trị viên phục hồi từ bản sao lưu."
        )


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise a StoreError in place of the database errors that a reader can do something about."""
    try:
        yield
    except PoolTimeout as error:
        raise RecordBusy() from error
    except DBAPIError as error:
        failure = _store_error(error)
        if failure is None:
            raise
        raise failure from error


def _store_error(error: DBAPIError) -> StoreError | None:
    sqlite_code: str | None = getattr(error.orig, "sqlite_errorname", None)
    if sqlite_code is not None:
        return _first_match(sqlite_code, _SQLITE_ERRORS)
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _first_match(state, _POSTGRESQL_ERRORS)
    # A driver that never reached its server has no code to give.
    return RecordUnavailable() if isinstance(error, OperationalError) else None


_Codes = tuple[tuple[str, str | type[RecordBusy]], ...]


def _first_match(code: str, codes: _Codes) -> StoreError | None:
    """The error of the first prefix that fits; with a sentence, the record is unavailable."""
    for prefix, meaning in codes:
        if code.startswith(prefix):
            return RecordUnavailable(meaning) if isinstance(meaning, str) else meaning()
    return None


_SQLITE_ERRORS: _Codes = (
    ("SQLITE_BUSY", RecordBusy),
    ("SQLITE_LOCKED", RecordBusy),
    ("SQLITE_CONSTRAINT_UNIQUE", RecordBusy),
    ("SQLITE_FULL", _DISK_FULL),
    ("SQLITE_READONLY", _READ_ONLY),
    ("SQLITE_CORRUPT", _DAMAGED),
    ("SQLITE_NOTADB", _DAMAGED),
    ("SQLITE_CANTOPEN", _UNREACHABLE),
    ("SQLITE_IOERR", _DISK_FAULT),
)
_POSTGRESQL_ERRORS: _Codes = (
    ("40", Conflict),  # serialization failure, deadlock
    ("55P03", RecordBusy),  # lock timeout
    ("23505", RecordBusy),  # unique violation: another writer came first
    ("53100", _DISK_FULL),
    ("25006", _READ_ONLY),  # read-only transaction, as on a standby server
    ("42501", _READ_ONLY),  # insufficient privilege
    ("53", _UNREACHABLE),  # out of connections or memory
    ("08", _UNREACHABLE),  # connection lost
    ("28", _UNREACHABLE),  # wrong user or password
    ("3D", _UNREACHABLE),  # no such database
    ("57P", _UNREACHABLE),  # shutting down
    ("58", _UNREACHABLE),  # disk errors
    ("XX", _DAMAGED),
)
