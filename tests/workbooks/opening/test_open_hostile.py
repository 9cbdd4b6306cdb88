"""No file stops the server, and every refusal says what is wrong and what to do."""

import json
import random
import shutil
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cchc_metrics.workbooks.grid import Book, book_from_json, book_to_json, parse_address
from cchc_metrics.workbooks.opening.isolation import (
    Crashed,
    Died,
    Failed,
    IsolationError,
    OutOfMemory,
    TimedOut,
    TooMuchOutput,
    run_isolated,
)
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.opening.sniff import FileKind, sniff
from cchc_metrics.workbooks.refusals import Fault, Refusal, RefusedFile, refusal
from cchc_metrics.workbooks.xlsx.book import read_book
from tests.workbooks.hostile import Case, all_cases
from tests.workbooks.mutation import mutant
from tests.workbooks.raw_package import workbook

EXAMPLES = "tests.workbooks.isolated_examples"
CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_hostile_file_is_read_exactly_or_refused_for_its_reason(case: Case) -> None:
    data = case.build()
    opened = open_workbook(data)
    assert opened == opened_here(data)
    if case.fault is None:
        assert isinstance(opened, Book), opened
        read = {key: cell.text for key, cell in opened.sheets[0].cells.items()}
        expected = {parse_address(cell): text for cell, text in case.texts.items()}
        assert expected.items() <= read.items()
        assert bool(expected) == bool(read)
    else:
        assert isinstance(opened, Refusal)
        assert opened.code == case.fault.value
        assert case.place in opened.message


def opened_here(data: bytes) -> Book | Refusal:
    """Without the child: it must add nothing but safety."""
    if sniff(data) is not FileKind.XLSX:
        return open_workbook(data)
    try:
        return read_book(data)
    except RefusedFile as refused:
        return refusal(refused.fault, refused.place)


def test_there_is_a_case_for_every_fault_a_file_can_cause() -> None:
    of_the_process = {
        Fault.TIME_LIMIT,
        Fault.MEMORY_LIMIT,
        Fault.READER_STOPPED,
        Fault.UNKNOWN_ERROR,
        Fault.LIBRARY_STOPPED,
    }
    assert {case.fault for case in CASES if case.fault} == set(Fault) - of_the_process


@pytest.mark.parametrize("fault", list(Fault))
def test_every_refusal_has_a_sentence_and_a_cure(fault: Fault) -> None:
    plain, placed = refusal(fault), refusal(fault, "Trang “A”, ô B2")
    assert plain.code == placed.code == fault.value
    assert plain.message.count(". ") >= 1 and plain.message.endswith(".")
    assert placed.message.startswith("Trang “A”, ô B2: ")


def test_macros_are_reported_and_left_alone() -> None:
    case = next(case for case in CASES if case.name == "macros")
    opened = open_workbook(case.build())
    assert isinstance(opened, Book) and opened.has_macros


# --- the process -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "error", "fault"),
    [
        ("abort", Died, Fault.READER_STOPPED),
        ("kill", Died, Fault.READER_STOPPED),
        ("exit", Died, Fault.READER_STOPPED),
        ("memory", OutOfMemory, Fault.MEMORY_LIMIT),
        ("bad refusal", Died, Fault.READER_STOPPED),
        ("raise", Crashed, Fault.UNKNOWN_ERROR),
        ("refuse", Failed, Fault.BAD_VALUE),
    ],
)
def test_the_server_outlives_whatever_happens_in_the_child(
    action: str, error: type[IsolationError], fault: Fault
) -> None:
    with pytest.raises(error) as raised:
        run_isolated(EXAMPLES, b"12", arguments=[action])
    assert raised.value.fault is fault


def test_an_endless_reading_is_stopped_by_the_clock() -> None:
    with pytest.raises(TimedOut):
        run_isolated(EXAMPLES, b"", arguments=["loop"], wall_seconds=0.5)


def test_an_operation_that_does_not_exist_is_a_crash() -> None:
    with pytest.raises(Crashed, match="no_such_module"):
        run_isolated("no_such_module", b"")


@pytest.mark.parametrize("program", [shutil.which("true") or sys.executable, "/no/such/program"])
def test_a_child_that_never_reads_or_never_starts_is_an_error_like_others(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert open_workbook(workbook()) == refusal(Fault.READER_STOPPED)
    with pytest.raises(Died):
        run_isolated(EXAMPLES, bytes(5 << 20), arguments=["chat"])


@pytest.mark.parametrize("reader", ["no_such_module", EXAMPLES])
def test_a_fault_of_our_own_is_refused_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, reader: str
) -> None:
    monkeypatch.setattr("cchc_metrics.workbooks.opening.open._READER", reader)
    assert open_workbook(workbook()) == refusal(Fault.UNKNOWN_ERROR)
    assert "Traceback" in caplog.text


def test_an_endless_answer_is_cut_off() -> None:
    with pytest.raises(TooMuchOutput):
        run_isolated(EXAMPLES, b"", arguments=["flood"], max_output_bytes=100_000)


def test_the_place_of_a_refusal_comes_back() -> None:
    with pytest.raises(Failed) as raised:
        run_isolated(EXAMPLES, b"", arguments=["refuse"])
    assert raised.value.refused().args == (Fault.BAD_VALUE.value, "ô D12")


def test_what_a_library_prints_is_not_the_answer() -> None:
    assert run_isolated(EXAMPLES, b"12", arguments=["chat"]) == b"12"


def test_the_child_sees_none_of_the_servers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_SECRET", "hồ sơ mật")
    seen = json.loads(run_isolated(EXAMPLES, b"", arguments=["environment"]))
    assert "CCHC_SECRET" not in seen["environment"]
    assert not any("site-packages" in path for path in seen["path"])


def test_site_packages_are_there_when_asked_for() -> None:
    assert run_isolated(EXAMPLES, b"", arguments=["openpyxl"], site_packages=True) == b"openpyxl"


@pytest.mark.parametrize("named", [(), ("xlrd",), ("xlrd", "python_calamine")])
def test_only_the_named_libraries_can_be_imported(named: tuple[str, ...]) -> None:
    found = run_isolated(EXAMPLES, b"", arguments=["libraries"], libraries=named)
    assert json.loads(found) == list(named)


def test_a_library_that_is_not_installed_is_said_before_anything_starts() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        run_isolated(EXAMPLES, b"", libraries=["no_such_library"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_child_limits_itself_before_it_reads() -> None:
    limits = json.loads(run_isolated(EXAMPLES, b"", arguments=["limits"]))
    assert limits["memory"] == 1 << 30
    assert limits["processor"] == 20
    assert limits["core"] == 0
    assert 0 < limits["files"] <= 32


def test_many_files_can_be_read_at_once() -> None:
    files = [workbook(f'<row r="1"><c r="A1"><v>{n}</v></c></row>') for n in range(12)]
    before = threading.active_count()
    with ThreadPoolExecutor(12) as pool:
        books = list(pool.map(open_workbook, files))
    texts = [book.sheets[0].cells[1, 1].text for book in books if isinstance(book, Book)]
    assert texts == [str(n) for n in range(12)]
    assert threading.active_count() <= before


# --- mutation ----------------------------------------------------------------------------------


def assert_mutants_are_read_or_refused(seeds: range) -> None:
    for seed in seeds:
        data = mutant(random.Random(seed))
        try:
            book = read_book(data)
        except RefusedFile:
            continue
        assert book_from_json(book_to_json(book).encode()) == book, f"seed {seed}"


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_mutated_workbooks_are_read_or_refused(start: int) -> None:
    assert_mutants_are_read_or_refused(range(start, start + 100))


@pytest.mark.long
@pytest.mark.parametrize("start", range(1_000, 9_000, 1_000))
def test_mutated_workbooks_are_read_or_refused_at_length(start: int) -> None:
    assert_mutants_are_read_or_refused(range(start, start + 1_000))
