"""`check` and `submit` with a department's own sheet: taken where it is clear, else asked."""

import json
import sys
from pathlib import Path

import pytest

from cchc_metrics.cli import main
from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.uploads import history
from tests.workflow.own_sheets import CENTRE, NEAR, default_rows, own_sheet

REASON = ("--accept-warnings", "Chưa có số của các chỉ tiêu khác.")


class Command:
    """Runs a command on a record of its own, on 20/3/2026; answers with exit code and output."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *words: str | Path) -> tuple[object, str]:
        self._monkeypatch.setattr(sys, "argv", ["cchc_metrics", *map(str, words)])
        code: object = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        printed = self._capsys.readouterr()
        return code, printed.out + printed.err


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'record.sqlite3'}"


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.setenv("CCHC_DATABASE_URL", url)
    monkeypatch.setenv("CCHC_TODAY", "2026-03-20")
    return Command(monkeypatch, capsys)


@pytest.fixture
def clear(tmp_path: Path) -> Path:
    """All names exact."""
    path = tmp_path / "biểu tháng 3.xlsx"
    path.write_bytes(own_sheet(rows=default_rows()[:2]))
    return path


@pytest.fixture
def unclear(tmp_path: Path) -> Path:
    path = tmp_path / "biểu.xlsx"
    path.write_bytes(own_sheet(rows=default_rows("(5)")))
    return path


def saved(url: str) -> int:
    office = open_office({"CCHC_DATABASE_URL": url})
    count = len(history(office))
    office.engine.dispose()
    return count


def test_a_clear_sheet_is_checked_and_submitted(run: Command, url: str, clear: Path) -> None:
    said = ("--unit", CENTRE, "--month", "2026-03")
    code, out = run("check", clear, *said)
    assert code == 0
    assert "Lưu ý N01: Trang “Bieu 1”, ô C6 đang là “1.234”" in out
    code, out = run("submit", clear, *said, "--as", "Lò Thị Lan", *REASON)
    assert (code, saved(url)) == (0, 1)
    assert "Đã lưu tháng 3/2026 (lần nộp số 1)." in out


def test_what_is_not_clear_is_asked_in_words_and_nothing_is_saved(
    run: Command, url: str, unclear: Path
) -> None:
    code, out = run("submit", unclear, "--unit", CENTRE, "--month", "2026-03", "--as", "Lan")
    assert (code, saved(url)) == (1, 0)
    assert "Biểu của đơn vị còn 2 điều phải xác nhận; chưa lưu số liệu nào." in out
    assert f"- Phải xác nhận: Trang “Bieu 1”, ô B7: Dòng “{NEAR}” là chỉ tiêu nào? [" in out
    assert "ô C5: Ô ghi “(5)”: số trong ngoặc. Đọc thế nào? [Số 5 / Không có số liệu" in out
    assert "E40" not in out


def test_questions_stand_in_json_with_their_choices(run: Command, unclear: Path) -> None:
    code, out = run("check", unclear, "--unit", CENTRE, "--month", "2026-03", "--json")
    assert code == 1
    row, reading = json.loads(out)["questions"]
    assert list(row) == ["asks", "key", "sheet", "cells", "text", "choices", "proposed"]
    assert (row["asks"], row["cells"], row["proposed"]) == ("rows", ["B7"], "II.3-3")
    assert [choice["code"] for choice in reading["choices"]] == ["5", ""]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ((), ["department", "months"]),
        (("--unit", CENTRE), ["months"]),
        (("--unit", CENTRE, "--month", "2026-02"), ["months"]),
        (("--unit", "PKT", "--month", "2026-03"), ["department"]),
    ],
)
def test_whose_and_when_is_asked_where_the_command_and_the_sheet_do_not_say_it_together(
    run: Command, clear: Path, said: tuple[str, ...], asked: list[str]
) -> None:
    code, out = run("check", clear, *said, "--json")
    assert code == 1
    assert [question["asks"] for question in json.loads(out)["questions"]] == asked
