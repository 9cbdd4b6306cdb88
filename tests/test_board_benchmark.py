"""The benchmark of speed on a small scale; `python -m benchmarks.board` is the whole one."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.board.loading import FirstVisit
from benchmarks.board.meeting import Crowd, Meeting, meeting
from benchmarks.board.record import Prepared, prepared
from benchmarks.board.scripts import PageTimes, script_times
from benchmarks.board.starting import Memory, Starts
from benchmarks.board.table import Found, text_of
from tests.apart import apart


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    with prepared(tmp_path_factory.mktemp("board")) as found:
        yield found


def test_everybody_in_a_meeting_gets_the_board_and_sees_what_is_saved(record: Prepared) -> None:
    found = apart(lambda: meeting(record, people=3, rounds=1))
    assert len(found.ours.seconds) == len(found.naive.seconds) == 3
    assert found.ours.rate > 0 and found.naive.work > 0
    assert 0 < found.first_fresh[0] <= found.last_fresh[0]


@pytest.mark.long
def test_every_page_is_timed_beside_a_bare_page_with_as_many_charts(record: Prepared) -> None:
    pages = apart(lambda: script_times(record, rounds=1))
    assert {"Tổng quan", "Nộp số liệu", "Tài khoản", "Hệ thống"} <= pages.keys()
    assert pages["Tổng quan"].charts == 2
    assert all(len(times.own) == len(times.usual) == 1 for times in pages.values())


FAST, SLOW = Crowd([1.0] * 20, [50.0], [0.02]), Crowd([6.0] * 20, [8.0], [0.12])
STARTS = Starts([1.0], [2.0])
FOUND = Found(
    people=20,
    pages={"Tổng quan": PageTimes(2, [12.0], [10.0], [4.0])},
    meeting=Meeting(FAST, SLOW, [2.0], [3.0]),
    starts=STARTS,
    hello=STARTS,
    memory=Memory(2**28, 2**15),
    visit=FirstVisit(100, 3 * 2**20, 2**20, 2**17),
)


def verdicts(found: Found) -> list[str]:
    return re.findall(r"\*\*(Đạt|Chưa đạt)\*\*", text_of(found))


def test_an_aim_that_is_missed_is_said_to_be_missed() -> None:
    assert verdicts(FOUND) == ["Đạt", "Đạt"]
    slow_page = {"Tổng quan": PageTimes(2, [14.0], [10.0], [4.0])}
    assert verdicts(replace(FOUND, pages=slow_page)) == ["Chưa đạt", "Đạt"]
    no_better = Meeting(FAST, replace(SLOW, a_second=[12.0]), [2.0], [3.0])
    assert verdicts(replace(FOUND, meeting=no_better)) == ["Đạt", "Chưa đạt"]


def test_the_table_says_day_and_class_of_machine_and_each_figure() -> None:
    text = text_of(FOUND)
    assert re.search(r"Đo ngày \d+/\d+/\d{4} .* nhân xử lý", text, re.DOTALL)
    assert "| Tổng quan | 2 | 12 | 10 | **1,2** | 4 | 3 |" in text
    assert "| Hệ thống này, cả trang | 50 | 1 | 1 | 20 |" in text
    assert "Còn 33,3% số byte." in text
