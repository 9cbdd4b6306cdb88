"""The sample figures: made by their generator, marked as samples, and scored right.

What the board says of them is computed twice more: by loops over the record, and as a clerk
would, from the cells of the workbooks.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import sqlalchemy as sa

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.store.database import open_database
from cchc_metrics.store.in_force import figures_in_force, receipts
from cchc_metrics.workbooks.layout import CODE, DATA_SHEET, DENOMINATOR, NOTE, NUMERATOR
from cchc_metrics.workflow import board
from cchc_metrics.workflow.judging.explaining import all_explanations
from cchc_metrics.workflow.judging.following import followed_actions
from cchc_metrics.workflow.judging.progress import tasks_in_force
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.sample_acts import load_sample_acts
from cchc_metrics.workflow.samples import SAMPLE_FOLDER, load_samples
from cchc_metrics.workflow.uploads import history
from data.samples import generate
from tests.builders import month
from tests.scoring.recomputed import plain_scorecard
from tests.ui.sample_record import copy_sample_record
from tests.workbooks.filling import header_columns, header_row
from tests.workflow.officers import open_with, whole_record

MARK = "Số liệu mẫu"
DEMO_DAY = date(2026, 10, 25)
FILES = sorted(SAMPLE_FOLDER.glob("MAU_*.xlsx"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A record of the samples alone, loaded once; no test here changes it."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('samples') / 'demo.sqlite3'}")
    office = open_with(engine, load_plan(DEFAULT_PLAN), DEMO_DAY)
    assert len(list(load_samples(office))) == len(FILES)
    yield office
    engine.dispose()


def manifest() -> list[dict[str, str]]:
    with (SAMPLE_FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- The acts ------------------------------------------------------------------------------------


@pytest.fixture
def demonstration(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A record of the samples that a test may change."""
    copy_sample_record(tmp_path_factory, tmp_path / "record.sqlite3")
    engine = open_database(f"sqlite:///{tmp_path / 'record.sqlite3'}")
    yield open_with(engine, load_plan(DEFAULT_PLAN), DEMO_DAY)
    engine.dispose()


def test_sample_acts_are_marked_and_written_once(demonstration: Office) -> None:
    office = demonstration
    assert load_sample_acts(office)
    before = whole_record(office.engine)
    assert not load_sample_acts(office)
    assert whole_record(office.engine) == before
    causes = [entry.cause for entry in all_explanations(office)]
    actions = [action.now for action in followed_actions(office)]
    evidence = [task.evidence for task in tasks_in_force(office) if task.report]
    assert len(causes) == 3 and len(actions) == 2 and len(evidence) == 4
    said = [*causes, *(action.what for action in actions), *evidence]
    assert [text for text in said if not text.startswith("(Mẫu) ")] == []
    assert all(action.person.endswith("(mẫu)") for action in actions)


def test_sample_acts_are_kept_out_of_a_real_record(fresh_record: sa.Engine) -> None:
    real = open_with(fresh_record, load_plan(DEFAULT_PLAN), DEMO_DAY)
    assert not load_sample_acts(real)
    assert all_explanations(real) == [] == followed_actions(real)


# --- The files -----------------------------------------------------------------------------------


def test_the_files_are_what_the_generator_makes_byte_for_byte(tmp_path: Path) -> None:
    generate.main(tmp_path)
    made = {path.name: contents(path) for path in tmp_path.iterdir()}
    kept = {path.name: contents(path) for path in (*FILES, SAMPLE_FOLDER / "manifest.csv")}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []


def contents(path: Path) -> dict[str, bytes]:
    """A workbook's parts unpacked: how small they are packed is up to the machine's zlib."""
    if path.suffix != ".xlsx":
        return {"": path.read_bytes()}
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_manifest_names_every_file_once_in_the_order_of_sending() -> None:
    rows = manifest()
    assert sorted(row["file"] for row in rows) == [path.name for path in FILES]
    assert rows == sorted(rows, key=lambda row: (row["sent_at"], row["file"]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_row_says_that_it_is_a_sample(path: Path) -> None:
    cells = clerk_cells(path)
    assert len(cells) >= 5
    assert {row[NOTE] for row in cells.values()} == {MARK}


def test_every_sender_is_called_a_sample_too() -> None:
    assert all(row["sent_by"].startswith(f"{MARK} – ") for row in manifest())


# --- The record ----------------------------------------------------------------------------------


def test_the_record_says_that_it_is_a_demonstration(office: Office) -> None:
    assert office.is_demonstration


def test_loading_again_adds_nothing(office: Office) -> None:
    before = whole_record(office.engine)
    assert list(load_samples(office)) == []
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("department", "number", "state"),
    [
        ("PKT", 1, "ON_TIME"),
        ("PKT", 4, "LATE"),
        ("PVHXH", 2, "LATE"),
        ("VPHDND", 7, "LATE"),
        ("PKT", 9, "MISSING"),
        ("VPHDND", 10, "MISSING"),
        ("TTPVHCC", 5, "ON_TIME"),  # corrected after the due day, first sent before it
        ("PKT", 11, "NOT_DUE"),
    ],
)
def test_sheets_came_in_time_late_or_not_at_all(
    office: Office, department: str, number: int, state: str
) -> None:
    sent = board.submissions(office, DEMO_DAY)
    row = sent[(sent["department"] == department) & (sent["month"] == number)].iloc[0]
    assert row["state"] == state


def test_one_month_was_corrected_and_both_versions_are_kept(office: Office) -> None:
    entries = history(office, "TTPVHCC", month(5))
    assert [(entry.version, entry.is_in_force, entry.file_name) for entry in entries] == [
        (2, True, "MAU_TTPVHCC_2026-05_sua.xlsx"),
        (1, False, "MAU_TTPVHCC_2026-05.xlsx"),
    ]
    corrected = [entry for entry in history(office) if entry.version > 1]
    assert len(corrected) == 1


def test_months_in_which_nothing_arose_are_figures_of_0_of_0(office: Office) -> None:
    card = board.scorecard(office, ReportPeriod.MONTH, month(9), DEMO_DAY)
    row = next(record for record in card.records() if record["indicator"] == "II.3-7")
    assert (row["status"], row["numerator"], row["denominator"]) == ("NOT_ARISEN", 0, 0)


def test_the_first_screen_opens_on_the_last_month_that_was_sent(office: Office) -> None:
    assert board.first_shown_month(office, DEMO_DAY) == month(10)


# --- The scores, a second way --------------------------------------------------------------------

DAYS = (date(2026, 3, 16), DEMO_DAY, date(2027, 1, 31))


@pytest.mark.parametrize("period", ReportPeriod, ids=lambda period: period.value)
@pytest.mark.parametrize("as_of", [1, 3, 4, 6, 8, 9, 10, 12])
def test_the_board_shows_what_a_plain_calculation_gives(
    office: Office, period: ReportPeriod, as_of: int
) -> None:
    figures = [f.figure for f in figures_in_force(office.engine, office.commune, 2026)]
    sent = receipts(office.engine, office.commune, 2026)
    judged = scope(period, month(as_of))
    for today in DAYS:
        card = board.scorecard(office, period, month(as_of), today)
        assert card.records() == plain_scorecard(office.plan, figures, sent, judged, today)


# --- The scores, a clerk's way -------------------------------------------------------------------


def clerk_cells(path: Path) -> dict[str, dict[str, object]]:
    """Indicator -> what stands in its row, by column word; read with openpyxl alone."""
    sheet = openpyxl.load_workbook(path)[DATA_SHEET]
    columns = header_columns(sheet)
    rows = range(header_row(sheet) + 1, sheet.max_row + 1)
    return {
        str(sheet.cell(row, columns[CODE]).value): {
            word: sheet.cell(row, columns[word]).value for word in (NUMERATOR, DENOMINATOR, NOTE)
        }
        for row in rows
    }


def clerk_sums(code: str, months: Iterable[int]) -> tuple[int, int]:
    """Both columns of an indicator added up over all sheets of the months; a correction wins."""
    numerator = denominator = 0
    for number in months:
        for department in ("PKT", "PVHXH", "TTPVHCC", "VPHDND"):
            name = SAMPLE_FOLDER / f"MAU_{department}_{ReportingMonth(2026, number)}"
            found = [p for p in (Path(f"{name}_sua.xlsx"), Path(f"{name}.xlsx")) if p.exists()]
            row = clerk_cells(found[0]).get(code) if found else None
            if row is not None:
                numerator += row[NUMERATOR]
                denominator += row[DENOMINATOR]
    return numerator, denominator


@pytest.mark.parametrize(
    ("code", "period", "as_of", "months"),
    [
        ("II.3-2", ReportPeriod.YEAR, 10, range(1, 11)),  # over the corrected month
        ("II.3-2", ReportPeriod.H1, 10, range(1, 7)),
        ("II.3-2", ReportPeriod.Q3, 10, range(7, 10)),  # not cumulative
        ("II.7-1", ReportPeriod.YEAR, 10, range(1, 11)),  # four departments, two sheets missing
        ("II.7-1", ReportPeriod.Q1, 10, range(1, 4)),
        ("II.7-1", ReportPeriod.MONTH, 9, [9]),
        ("II.1-1b", ReportPeriod.YEAR, 8, [8]),  # people informed so far: the latest month alone
        ("II.1-1b", ReportPeriod.Q1, 8, [3]),
    ],
)
def test_the_board_shows_what_a_clerk_adds_up_from_the_workbooks(
    office: Office, code: str, period: ReportPeriod, as_of: int, months: Iterable[int]
) -> None:
    card = board.scorecard(office, period, month(as_of), DEMO_DAY)
    row = next(record for record in card.records() if record["indicator"] == code)
    assert (row["numerator"], row["denominator"]) == clerk_sums(code, months)
    assert row["value"] == row["numerator"] / row["denominator"]


@pytest.mark.parametrize(
    ("code", "sums"), [("II.3-2", (551, 736)), ("II.7-1", (1855, 1906)), ("II.7-2", (684, 872))]
)
def test_the_year_so_far_written_down(code: str, sums: tuple[int, int]) -> None:
    """So that no change of the samples goes unnoticed."""
    assert clerk_sums(code, range(1, 11)) == sums
