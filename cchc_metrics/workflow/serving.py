"""Starts the dashboard's server; for a demonstration it fills a record of its own first."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path

from cchc_metrics.workflow.accounts import first_admin_token
from cchc_metrics.workflow.daily_backups import daily_backups
from cchc_metrics.workflow.log import process_log
from cchc_metrics.workflow.office import TODAY_VARIABLE, WrongSetting, open_office
from cchc_metrics.workflow.sample_acts import load_sample_acts
from cchc_metrics.workflow.samples import load_samples

ROOT = Path(__file__).resolve().parents[2]
DEMO_VARIABLE = "CCHC_DEMO_DATABASE_URL"
DEMO_DATABASE = "sqlite:///var/trinh-dien.sqlite3"
# The samples end with October 2026; on this day its last sheets are overdue, not forgotten.
DEMO_DAY = "2026-10-25"
DEFAULT_PORT = 8501
_HERE, _ANSWERS_WITHIN_S = "127.0.0.1", 2.0


def demo_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The same environment on the demonstration's record and day, never on the real record."""
    database = environment.get(DEMO_VARIABLE) or DEMO_DATABASE
    return {**environment, "CCHC_DATABASE_URL": database, TODAY_VARIABLE: DEMO_DAY}


def require_free(port: int) -> None:
    """Raise WrongSetting where something answers at a port of this machine already."""
    with suppress(OSError), socket.create_connection((_HERE, port), _ANSWERS_WITHIN_S):
        raise WrongSetting(
            f"Cổng {port} đang có chương trình khác dùng, có thể là bảng theo dõi đã chạy sẵn."
            " Dừng chương trình đó, hoặc chọn cổng khác bằng --port."
        )


def prepare(environment: Mapping[str, str], demo: bool, port: int = DEFAULT_PORT) -> Iterator[str]:
    """Open the record once before serving, so that problems show here; yields lines to print.

    Raise what `open_office` raises.
    """
    office = open_office(demo_environment(environment) if demo else environment)
    if demo:
        yield "Số liệu mẫu để trình diễn, lưu riêng, không lẫn với số liệu thật."
        loaded = sum(1 for _ in load_samples(office))
        if loaded:
            yield f"Đã nạp {loaded} tệp mẫu qua đúng các bước tải lên."
        load_sample_acts(office)
        yield "Tài khoản dùng thử và mật khẩu hiện ở trang đăng nhập, chỉ trên máy này."
    elif token := first_admin_token(office, office.real_now()):
        yield "Chưa có tài khoản nào. Mở liên kết sau để tạo quản trị viên đầu tiên (dùng một lần):"
        yield f"  http://localhost:{port}/bat-dau?ma={token}"
    office.engine.dispose()


def serve(environment: Mapping[str, str], port: int, demo: bool = False) -> int:
    """Run the server until it is stopped, with a backup each day; answers with its exit code."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}"]
    if demo:
        # Its passwords stand on the sign-in page, so no other machine may come in.
        command.append(f"--server.address={_HERE}")
    used = demo_environment(environment) if demo else dict(environment)
    backups = nullcontext() if demo else daily_backups(used)
    log = process_log(used, f"{port}-serve")
    with log, subprocess.Popen(command, cwd=ROOT, env=used) as server, backups:
        # Whoever stops this process means the server: left alone it would keep the port.
        signal.signal(signal.SIGTERM, lambda _number, _frame: server.terminate())
        try:
            return server.wait()
        except KeyboardInterrupt:
            return 0
