"""The commands on accounts, and `submit --as` once there are some."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cchc_metrics.cli import main
from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.workbooks.layout import DENOMINATOR, NUMERATOR
from cchc_metrics.workbooks.template.build import build_template
from cchc_metrics.workflow.accounts import SignedIn, sign_in
from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.uploads import history
from tests.builders import month
from tests.workbooks.filling import fill

OFFICER = ("--full-name", "Lò Thị Lan", "--role", "officer", "--unit", "PKT")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    found = {
        "CCHC_DATABASE_URL": f"sqlite:///{tmp_path / 'record.sqlite3'}",
        "CCHC_TODAY": "2026-03-20",
    }
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def run(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Types a command; answers with its exit code, its output and its complaints."""

    def typed(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["cchc_metrics", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return typed


def one_time(output: str) -> str:
    found = re.search(r"Mật khẩu dùng một lần: (\S+)", output)
    assert found is not None, output
    return found.group(1)


def enters(environment: dict[str, str], password: str) -> bool:
    office = open_office(environment)
    answer = sign_in(office, "lan", password, "127.0.0.1", datetime.now(UTC))
    office.engine.dispose()
    return isinstance(answer, SignedIn)


def test_an_account_is_added_listed_disabled_enabled_and_reset(
    run: Run, environment: dict[str, str]
) -> None:
    assert run("account", "list")[:2] == (0, "Chưa có tài khoản nào.\n")
    code, output, _ = run("account", "add", "lan", *OFFICER)
    first = one_time(output)
    assert code == 0 and output.startswith("Đã lập tài khoản lan.")
    assert enters(environment, first)
    code, output, _ = run("account", "list")
    head, line = output.splitlines()
    assert head.index("Vai trò") == line.index("Cán bộ đơn vị")
    assert "PKT" in line and "mật khẩu tạm" in line and line.endswith("Lò Thị Lan")
    assert first not in output
    assert run("account", "disable", "lan")[:2] == (0, "Đã khóa tài khoản lan.\n")
    assert not enters(environment, first)
    assert "khóa" in run("account", "list")[1]
    assert run("account", "enable", "lan")[:2] == (0, "Đã mở khóa tài khoản lan.\n")
    assert enters(environment, first)
    second = one_time(run("account", "reset", "lan")[1])
    assert not enters(environment, first)
    assert enters(environment, second)


def test_an_account_is_changed_by_what_is_named(run: Run) -> None:
    run("account", "add", "lan", *OFFICER, "--email", "lan@laichau.gov.vn")
    changes = ("--role", "leader", "--unit", "", "--full-name", "Lò Thị Lan Anh")
    assert run("account", "change", "lan", *changes)[:2] == (0, "Đã sửa tài khoản lan.\n")
    line = run("account", "list")[1].splitlines()[1]
    assert "Lãnh đạo" in line and "PKT" not in line and line.endswith("Lò Thị Lan Anh")
    code, _, complaint = run("account", "change", "lan", "--role", "officer")
    assert code == 1 and "phải gắn với một đơn vị" in complaint


def test_open_sessions_are_listed(run: Run, environment: dict[str, str]) -> None:
    assert run("account", "sessions")[:2] == (0, "Không có phiên nào đang mở.\n")
    assert enters(environment, one_time(run("account", "add", "lan", *OFFICER)[1]))
    for words in ((), ("lan",)):
        head, line = run("account", "sessions", *words)[1].splitlines()
        assert head.index("Địa chỉ") == line.index("127.0.0.1")
        assert line.split()[1] == "lan" and "mật khẩu" in line
    code, _, complaint = run("account", "sessions", "hoa")
    assert code == 1 and "Không có tài khoản “hoa”" in complaint


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("add", "lan", "--full-name", "Lan", "--role", "officer"), 1, "phải gắn với một đơn vị"),
        (("add", "x", *OFFICER), 1, "Tên đăng nhập “x” không hợp lệ"),
        (("add", "lan"), 2, "Thiếu"),
        (("add", "lan", "--full-name", "Lan", "--role", "boss"), 2, "phải là một trong: officer"),
        (("disable", "lan"), 1, "Không có tài khoản “lan”"),
        (("reset", "lan"), 1, "Không có tài khoản “lan”"),
        (("change", "lan", "--role", "leader"), 1, "Không có tài khoản “lan”"),
        (("remove", "lan"), 2, "Không có lệnh “remove”"),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    run: Run, words: tuple[str, ...], code: int, says: str
) -> None:
    found, output, complaint = run("account", *words)
    assert (found, output) == (code, "")
    assert complaint.startswith("Lỗi: ") and says in complaint


def test_the_help_is_vietnamese(run: Run) -> None:
    code, output, _ = run("account", "--help")
    assert code == 0
    for word in (
        "Việc với tài khoản",
        "add",
        "change",
        "list",
        "disable",
        "enable",
        "reset",
        "sessions",
    ):
        assert word in output
    assert "[bắt buộc]" in run("account", "add", "--help")[1]


def test_figures_are_sent_as_an_account_once_there_is_one(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    plan = load_plan(DEFAULT_PLAN)
    codes = [indicator.code for indicator in plan.indicators_of("PKT")]
    figures = {(code, word): n for code in codes for word, n in ((NUMERATOR, 6), (DENOMINATOR, 8))}
    file = tmp_path / "thang-2.xlsx"
    file.write_bytes(fill(build_template(plan, "PKT", month(2)), figures))
    submit = ("submit", file, "--unit", "PKT", "--month", "2026-02", "--as")

    run("account", "add", "lan", *OFFICER)
    run("account", "add", "pan", *OFFICER[:-1], "PVHXH")
    for name, says in (
        ("Lò Thị Lan", "Không có tài khoản"),
        ("pan", "không được nộp số liệu của đơn vị PKT"),
    ):
        code, output, complaint = run(*submit, name)
        assert (code, output) == (1, "") and says in complaint
    code, output, complaint = run(*submit, "lan")
    assert (code, complaint) == (0, "")
    office = open_office(environment)
    assert [entry.sent_by for entry in history(office)] == ["Lò Thị Lan (lan)"]
    office.engine.dispose()
