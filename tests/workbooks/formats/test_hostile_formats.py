"""No file of any format stops the server, and every refusal says what is wrong and what to do."""

import pytest

from cchc_metrics.workbooks.grid import Book, parse_address
from cchc_metrics.workbooks.opening.open import FORMATS, open_workbook
from cchc_metrics.workbooks.opening.sniff import sniff
from cchc_metrics.workbooks.refusals import Fault, Refusal, RefusedFile, refusal
from tests.workbooks.formats.hostile_formats import hostile_cases
from tests.workbooks.formats.reading_here import read_here
from tests.workbooks.hostile import Case

CASES = hostile_cases()
# These end the process that reads them, or may, so only the disposable one reads them.
STOPPING = [
    case
    for case in CASES
    if case.fault is Fault.LIBRARY_STOPPED or case.name.startswith("xlsb: bit")
]
HARMLESS = [case for case in CASES if case not in STOPPING]


@pytest.mark.parametrize("case", HARMLESS, ids=[case.name for case in HARMLESS])
def test_each_file_is_read_exactly_or_refused_for_its_reason(case: Case) -> None:
    expect(opened_here(case.build()), case)


@pytest.mark.parametrize("case", [*STOPPING, *HARMLESS[::9]], ids=lambda case: case.name)
def test_the_disposable_process_adds_nothing_but_safety(case: Case) -> None:
    data = case.build()
    opened = open_workbook(data)
    expect(opened, case)
    assert case in STOPPING or opened == opened_here(data)


def opened_here(data: bytes) -> Book | Refusal:
    if sniff(data) not in FORMATS:
        return open_workbook(data)
    try:
        return read_here(data)
    except RefusedFile as refused:
        return refusal(refused.fault, refused.place)


def expect(opened: Book | Refusal, case: Case) -> None:
    if case.place == "?":
        assert isinstance(opened, Book) or opened.code != Fault.UNKNOWN_ERROR.value
    elif case.fault is not None:
        assert isinstance(opened, Refusal) and opened.code == case.fault.value, opened
        assert opened.message.endswith(".")
    else:
        assert isinstance(opened, Book), opened
        read = {where: cell.text for where, cell in opened.sheets[0].cells.items()}
        assert {parse_address(at): text for at, text in case.texts.items()}.items() <= read.items()


def test_there_are_at_least_a_hundred_and_none_twice() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 100
