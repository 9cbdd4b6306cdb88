"""The log of a served dashboard: a JSON object a line, and nothing that somebody has entered."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cchc_metrics.store.database import open_database
from cchc_metrics.store.errors import MovedOn, RecordUnavailable
from cchc_metrics.workflow import log
from cchc_metrics.workflow.discretion import LEFT_OUT, discreet, trace_of, words_of
from cchc_metrics.workflow.log import log_file, process_log
from cchc_metrics.workflow.serving import ROOT
from tests.workflow.officers import MARCH

PORT = "8501"
_log = logging.getLogger("cchc_metrics.here")


@contextmanager
def logging_to(folder: Path) -> Iterator[None]:
    with process_log({"CCHC_LOG_DIR": str(folder)}, PORT):
        yield


def all_lines(folder: Path) -> list[dict[str, Any]]:
    text = (folder / f"cchc-{PORT}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def lines(folder: Path) -> list[dict[str, Any]]:
    """Without what the log says of itself."""
    return [line for line in all_lines(folder) if line["logger"] != log.__name__]


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


# --- The file ------------------------------------------------------------------------------------


def test_a_line_says_when_how_bad_where_and_what(tmp_path: Path) -> None:
    before = datetime.now(UTC)
    with logging_to(tmp_path):
        _log.warning("Đã ghi %d dòng", 3)
    (line,) = lines(tmp_path)
    moment = datetime.fromisoformat(line.pop("time"))
    assert abs(moment - before).total_seconds() < 3600 and moment.utcoffset() is not None
    assert line == {"level": "WARNING", "logger": "cchc_metrics.here", "message": "Đã ghi 3 dòng"}


def test_a_fault_has_its_code_its_account_and_the_lines_of_code(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        error = raised(ZeroDivisionError("số của xã"))
        marks = {"code": "ab12cd34", "account": "lan"}
        _log.error("Fault %s", "ab12cd34", exc_info=error, extra=marks)
    (line,) = lines(tmp_path)
    assert (line["code"], line["account"]) == ("ab12cd34", "lan")
    assert line["traceback"].startswith("Traceback (most recent call last):\n  File")
    assert line["traceback"].endswith("raise error\nZeroDivisionError")


def test_a_process_says_when_it_starts_and_ends(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        pass
    said = [line["message"] for line in all_lines(tmp_path)]
    assert said == ["Process 8501 starts", "Process 8501 ends"]


def test_a_message_of_several_lines_stays_one_line(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        _log.info("một\nhai")
    assert [line["message"] for line in lines(tmp_path)] == ["một\nhai"]


def test_the_console_gets_a_short_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to(tmp_path):
        _log.error("The record did not answer", exc_info=raised(RecordUnavailable()))
    _starts, line, _ends = capsys.readouterr().err.splitlines()
    moment, said = line[:19], line[20:]
    assert datetime.strptime(moment, "%Y-%m-%d %H:%M:%S")
    assert said.startswith(
        "ERROR cchc_metrics.here: The record did not answer"
        " (RecordUnavailable: Không kết nối được với cơ sở dữ liệu."
    )


def test_libraries_are_heard_from_a_warning_on(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        logging.getLogger("httpx").info("HTTP Request: POST https://dang-nhap/token")
        logging.getLogger("alembic").warning("slow")
    assert [line["message"] for line in lines(tmp_path)] == ["slow"]


def test_the_file_is_rotated_by_size_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "MOST_BYTES", 500)
    monkeypatch.setattr(log, "OLDER_FILES", 2)
    with logging_to(tmp_path):
        for number in range(40):
            _log.info("Dòng số %d", number)
    names = [f"cchc-{PORT}.jsonl{suffix}" for suffix in ("", ".1", ".2")]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert all(path.stat().st_size <= 500 for path in tmp_path.iterdir())
    assert lines(tmp_path)[-1]["message"] == "Dòng số 39"


def test_each_process_has_a_file_of_its_own() -> None:
    assert log_file({"CCHC_LOG_DIR": "/var/log/cchc"}, "8502") == Path(
        "/var/log/cchc/cchc-8502.jsonl"
    )
    default = log_file({}, PORT)
    assert default == ROOT / "var" / "log" / "cchc-8501.jsonl"
    assert log_file({"CCHC_LOG_DIR": "var/log"}, PORT) == default


def test_a_folder_that_cannot_be_written_is_told_once_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text("a file stands here")
    with logging_to(tmp_path / "log" / "cchc"):
        _log.error("một")
        _log.error("hai")
    told = [line for line in capsys.readouterr().err.splitlines() if "nhật ký" in line]
    assert len(told) == 1
    assert told[0].startswith(f"Không ghi được nhật ký vào “{tmp_path}/log/cchc/cchc-8501.jsonl”")


def test_writing_goes_on_once_the_folder_is_free(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file stands here")
    with logging_to(tmp_path / "log"):
        (tmp_path / "log").unlink()
        _log.error("hai")
    assert [line["message"] for line in lines(tmp_path / "log")] == ["hai"]


# --- What stays out ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("GET /linh-vuc?thang=2026-03&ma=bi-mat failed", f"GET /linh-vuc{LEFT_OUT} failed"),
        ("('10.1.2.3', 50412) came", f"('{LEFT_OUT}', 50412) came"),
        ("from 10.1.2.3:50412", f"from {LEFT_OUT}:50412"),
        ("from [2001:db8::7]:443", f"from [{LEFT_OUT}]:443"),
        ("Cookie: cchc_session=abc; x=y", LEFT_OUT),
        ("authorization: Bearer abc", LEFT_OUT),
        ("token 3f5Zk0c9Q_w-2l7M1n8B4v6X5z0A9s8D7f6G5h4J3k2 ended", f"token {LEFT_OUT} ended"),
        ("lan@laichau.gov.vn was refused", f"{LEFT_OUT} was refused"),
        ("postgresql://cchc:mat-khau@may/cchc", f"postgresql://{LEFT_OUT}may/cchc"),
        ("At 18:00:01 the reader took 3.5 s: why?", "At 18:00:01 the reader took 3.5 s: why?"),
    ],
)
def test_a_message_says_neither_who_came_from_where_nor_with_what(message: str, kept: str) -> None:
    assert discreet(message) == kept


def test_a_traceback_in_a_message_keeps_its_code_and_loses_its_words() -> None:
    message = (
        "The reader raised on a workbook of 12 bytes:\n"
        "Traceback (most recent call last):\n"
        '  File "reader.py", line 3, in run\n'
        "    number(cell)\n"
        "ValueError: Phùng Thị Lan\n"
        "0912345678"
    )
    assert discreet(message) == message.replace(": Phùng Thị Lan\n0912345678", "\n")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("Phùng Thị Lan"), "ValueError"),
        (KeyError("0912345678"), "KeyError"),
        (MovedOn("PKT", MARCH, "Phùng Thị Lan", datetime.now(UTC)), "MovedOn"),
        (OSError(28, "No space left on device", "Phùng Thị Lan.xlsx"), "OSError: No space left"),
        (AttributeError("no attribute 'month'"), "AttributeError: no attribute 'month'"),
        (sqlite3.OperationalError("disk I/O error"), "OperationalError: disk I/O error"),
        (sqlite3.IntegrityError("Failing row: Phùng Thị Lan"), "IntegrityError"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_words_of_an_error_stay_only_where_they_quote_nobody(
    error: BaseException, words: str
) -> None:
    assert words_of(error).removesuffix(" on device") == words


def test_a_database_that_is_away_is_told_with_the_reason() -> None:
    url = "postgresql://cchc:mat-khau@127.0.0.1:1/cchc"
    with pytest.raises(RecordUnavailable) as caught:
        open_database(url)
    trace = trace_of(caught.value)
    assert "refused" in trace
    assert "mat-khau" not in trace and "127.0.0.1" not in trace


def test_what_led_to_an_error_comes_first_and_groups_tell_all() -> None:
    name = "Phùng Thị Lan"
    inner = raised(KeyError(name))
    try:
        try:
            int(name)
        except ValueError as error:
            raise ExceptionGroup(name, [inner]) from error
    except ExceptionGroup as group:
        trace = trace_of(group)
    kinds = [line for line in trace.splitlines() if not line.startswith((" ", "Traceback"))]
    assert kinds == ["ValueError", "led to", "ExceptionGroup", "with", "KeyError"]
    assert name not in trace
