"""What comes before the dashboard's server; for a demonstration a record of its own is filled."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from cchc_metrics.workflow.accounts import first_admin_token
from cchc_metrics.workflow.office import TODAY_VARIABLE, Office, WrongSetting, open_office

ROOT = Path(__file__).resolve().parents[2]
DEMO_VARIABLE = "CCHC_DEMO_DATABASE_URL"
DEMO_DATABASE = "sqlite:///var/trinh-dien.sqlite3"
# The samples end with October 2026; on this day its last sheets are overdue, not forgotten.
DEMO_DAY = "2026-10-25"
DEFAULT_PORT = 8501
HERE = "127.0.0.1"
_ANSWERS_WITHIN_S = 2.0


def demo_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The same environment on the demonstration's record and day, never on the real record."""
    database = environment.get(DEMO_VARIABLE) or DEMO_DATABASE
    return {**environment, "CCHC_DATABASE_URL": database, TODAY_VARIABLE: DEMO_DAY}


def require_free(port: int) -> None:
    """Raise WrongSetting where something answers at a port of this machine already."""
    with suppress(OSError), socket.create_connection((HERE, port), _ANSWERS_WITHIN_S):
        raise WrongSetting(
            f"Cổng {port} đang có chương trình khác dùng, có thể là bảng theo dõi đã chạy sẵn."
            " Dừng chương trình đó, hoặc chọn cổng khác bằng --port."
        )


def prepare(environment: Mapping[str, str], demo: bool, port: int = DEFAULT_PORT) -> Iterator[str]:
    """Open the record once before serving, so that problems show here; yields lines to print.

    Raise what `open_office` raises.
    """
    office = open_office(environment)
    if demo:
        yield from _fill(office)
    elif token := first_admin_token(office, office.real_now()):
        yield "Chưa có tài khoản nào. Mở liên kết sau để tạo quản trị viên đầu tiên (dùng một lần):"
        yield f"  http://localhost:{port}/bat-dau?ma={token}"
    office.engine.dispose()


def _fill(office: Office) -> Iterator[str]:
    # They read workbooks, which takes libraries that a server on its own record can do without.
    from cchc_metrics.workflow.sample_acts import load_sample_acts
    from cchc_metrics.workflow.samples import load_samples

    yield "Số liệu mẫu để trình diễn, lưu riêng, không lẫn với số liệu thật."
    loaded = sum(1 for _ in load_samples(office))
    if loaded:
        yield f"Đã nạp {loaded} tệp mẫu qua đúng các bước tải lên."
    load_sample_acts(office)
    yield "Tài khoản dùng thử và mật khẩu hiện ở trang đăng nhập, chỉ trên máy này."
