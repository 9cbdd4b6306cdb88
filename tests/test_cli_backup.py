"""The commands that take the whole record out and bring it back, also between the engines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_metrics.cli import main
from cchc_metrics.workflow.backups import real_day
from cchc_metrics.workflow.retention import daily_name
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sqlite_url(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The record of the samples."""
    copy_sample_record(tmp_path_factory, tmp_path / "record.sqlite3")
    return f"sqlite:///{tmp_path / 'record.sqlite3'}"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Types a command on a record; answers with its exit code, its output and its complaints."""

    def typed(url: str, *words: object) -> tuple[int, str, str]:
        monkeypatch.setenv("CCHC_DATABASE_URL", url)
        monkeypatch.setenv("CCHC_TODAY", SAMPLE_DAY)
        monkeypatch.setattr("sys.argv", ["cchc_metrics", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return typed


def heads(output: str) -> list[str]:
    return [line for line in output.splitlines() if "dòng cuối số" in line]


def test_a_record_moves_to_postgresql_and_back_with_all_that_is_scored(
    run: Run, sqlite_url: str, postgres_database_url: str, tmp_path: Path
) -> None:
    """SQLite to PostgreSQL to SQLite: each has the same scorecard, and the chain goes on."""
    scorecard = ("scorecard", "--as-of", "2026-10", "--format", "json")
    places = [sqlite_url, postgres_database_url, f"sqlite:///{tmp_path / 'back.sqlite3'}"]
    _, scored, _ = run(sqlite_url, *scorecard)
    assert len(json.loads(scored)) > 20
    for number, (here, there) in enumerate(zip(places, places[1:], strict=False)):
        file = tmp_path / f"{number}.zip"
        code, told, _ = run(here, "backup", file)
        assert code == 0 and told.startswith(f"Đã sao lưu vào {file} (")
        code, restored, _ = run(there, "restore", file)
        assert code == 0 and restored.startswith(f"Đã phục hồi từ {file}, bản sao lưu lúc")
        assert "39 tệp gốc, 39 lần nộp" in told and heads(told) == heads(restored) != []
        assert run(there, *scorecard)[1] == scored
    assert f"dòng cuối số {39 + 1}," in heads(restored)[0]


def test_the_days_backup_is_made_once(
    run: Run, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_BACKUP_DIR", str(tmp_path))
    code, output, _ = run(sqlite_url, "backup", "--daily")
    assert code == 0 and (tmp_path / daily_name(real_day())).is_file()
    assert "đã đọc lại và đối chiếu" in output
    code, output, _ = run(sqlite_url, "backup", "--daily")
    assert code == 0 and output.startswith("Bản sao lưu ngày") and "đã có" in output


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("backup",), 2, "Chọn một"),
        (("backup", "a.zip", "--daily"), 2, "Chọn một"),
        (("backup", "nowhere/a.zip"), 1, "không có thư mục này"),
        (("restore",), 2, "Thiếu"),
        (("restore", "nothing.zip"), 1, "Không mở được tệp"),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    found, output, complaint = run(f"sqlite:///{tmp_path / 'record.sqlite3'}", *words)
    assert (found, output) == (code, "")
    assert complaint.startswith("Lỗi: ") and says in complaint


def test_the_help_is_vietnamese(run: Run, sqlite_url: str) -> None:
    for command in ("backup", "restore"):
        code, output, _ = run(sqlite_url, command, "--help")
        assert code == 0 and output.startswith("Cách dùng: ") and "Usage" not in output
