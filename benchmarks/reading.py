"""Our whole way from bytes to checked figures, against what other readers take for reading alone.

Run: `python -m benchmarks.reading [--rounds N]`. For a department's sheet, a year of all
departments and 100,000 rows it prints medians of one run, interleaved, and their ratios:

    our way          a disposable process reads the file under limits; the table is found,
                     indicators are matched, numbers read, every figure checked; as in the
                     server, that process has started before its file comes
    our way, cold    the same without that, as from the command line
    pandas+openpyxl  `pandas.read_excel(engine="openpyxl")`: cells, in the server's own process
    the same, apart  that in the same disposable process, as any reader of uploads would have to be
    calamine         bare python-calamine: cells, without formats, in the server's own process

Times are seconds of the clock; "cpu" are those of the processors, ours and the child's, which other
work on the machine does not change.
"""

import io
import random
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import click
import pandas
import python_calamine
import xlsxwriter

from cchc_metrics.plan.loading import load_plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.foreign.answers import Answers
from cchc_metrics.workbooks.foreign.propose import propose
from cchc_metrics.workbooks.foreign.settle import settle
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.opening.isolation import RESERVE, keep_one_ready, run_isolated
from cchc_metrics.workbooks.opening.open import open_workbook

ROOT = Path(__file__).resolve().parents[1]
PLAN = load_plan(ROOT / "data" / "plans" / "mu-ca-2026.toml")
DEPARTMENT = "TTPVHCC"
TODAY = date(2026, 12, 20)
HEADING = ("TT", "Chỉ tiêu", "ĐVT", "Tử số", "Mẫu số", "Tỷ lệ", "Ghi chú", "Người nhập")
MOST_CELLS = 2_000_000

Measured = dict[str, list[tuple[float, float]]]


@click.command()
@click.option("--rounds", default=5, show_default=True, help="Rounds of the largest: a third.")
def main(rounds: int) -> None:
    keep_one_ready()
    for name, sheets, rows, times in (
        ("a department's sheet", 1, 30, rounds * 3),
        ("a year of all departments", 48, 30, rounds),
        ("100,000 rows", 1, 99_990, max(1, rounds // 3)),
    ):
        data = written(sheets, rows)
        figures = our_way(data)
        size = f"{sheets} x {rows:,} x {len(HEADING)} cells, {len(data) / 1e6:.2f} MB"
        click.echo(f"\n{name} ({size}; {figures} figures)")
        report(measured(data, times))


def report(times: Measured) -> None:
    ours = [median(values) for values in zip(*times["our way"], strict=True)]
    for name, pairs in times.items():
        wall, cpu = (median(values) for values in zip(*pairs, strict=True))
        ratios = f"our way is {ours[0] / wall:5.2f} x, cpu {ours[1] / cpu:5.2f} x"
        click.echo(f"  {name:16} {wall:8.3f} s   cpu {cpu:8.3f} s   {ratios}")


def measured(data: bytes, rounds: int) -> Measured:
    ways: dict[str, Callable[[bytes], object]] = {
        "our way": our_way,
        "our way, cold": our_way_cold,
        "pandas+openpyxl": pandas_reads,
        "the same, apart": pandas_reads_apart,
        "calamine": calamine_reads,
    }
    times: Measured = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            with clocked(times[name]):
                way(data)
    return times


@contextmanager
def clocked(times: list[tuple[float, float]]) -> Iterator[None]:
    started, worked = perf_counter(), processors()
    yield
    times.append((perf_counter() - started, processors() - worked))


def processors() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def our_way(data: bytes) -> int:
    """How many figures it gives; every other row has to be said to be none."""
    book = open_workbook(data, most_cells=MOST_CELLS)
    assert isinstance(book, Book), book
    proposal = propose(book, PLAN, "bao_cao.xlsx")
    months = {s.name: ReportingMonth(2026, 1 + at % 12) for at, s in enumerate(proposal.sheets)}
    settled = settle(proposal, Answers(DEPARTMENT, months), PLAN, (), TODAY)
    assert not settled.questions
    return len(settled.checked.figures)


def our_way_cold(data: bytes) -> int:
    RESERVE.close()
    figures = our_way(data)
    keep_one_ready()
    return figures


def pandas_reads(data: bytes) -> object:
    return pandas.read_excel(io.BytesIO(data), engine="openpyxl", sheet_name=None, header=None)


def pandas_reads_apart(data: bytes) -> object:
    return run_isolated("benchmarks.reading_apart", data, site_packages=True)


def calamine_reads(data: bytes) -> object:
    book = python_calamine.load_workbook(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def written(sheets: int, rows: int) -> bytes:
    """Sheets as an office keeps them: a formula and a percent format in each row."""
    chance = random.Random(7)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    percent = book.add_format({"num_format": "0.0%"})
    indicators = PLAN.indicators_of(DEPARTMENT)
    for at in range(sheets):
        sheet = book.add_worksheet(f"Trang {at + 1}")
        sheet.write_row(0, 0, HEADING)
        for row in range(1, rows + 1):
            known = indicators[row - 1].name if row <= len(indicators) else None
            whole, part = 100 + row % 50, chance.randint(0, 100)
            name = known or f"Nội dung theo dõi riêng số {row % 2_000}"
            sheet.write_row(row, 0, (row, name, "hồ sơ", part, whole))
            sheet.write_formula(row, 5, f"=D{row + 1}/E{row + 1}", percent, part / whole)
            sheet.write_row(row, 6, ("", f"Cán bộ {row % 40}"))
    book.close()
    return buffer.getvalue()


if __name__ == "__main__":
    main()
