"""The workbook, opened again: the scorecard's numbers cell by cell, and text that stays text."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import compose
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING
from cchc_metrics.reports.xlsx import FILLS, summary_workbook
from cchc_metrics.scoring.status import Status
from tests.charts import cards
from tests.charts.test_theme import contrast

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
SHEETS = ["Tổng hợp", "Lĩnh vực", "Số liệu tháng", "Chậm"]


def reopened(scorecard, **options):
    return openpyxl.load_workbook(BytesIO(summary_workbook(compose(scorecard, MADE_AT, **options))))


def table(sheet, first="Mã"):
    """Heading -> cell, a dict for each row below the headings."""
    rows = list(sheet.iter_rows())
    top = next(n for n, row in enumerate(rows) if first in (row[0].value, row[1].value))
    names = [cell.value for cell in rows[top]]
    body = (dict(zip(names, row, strict=True)) for row in rows[top + 1 :])
    return [row for row in body if row[names[0]].value is not None]


@pytest.fixture(scope="module")
def scorecard():
    return cards.make_scorecard()


@pytest.fixture(scope="module")
def workbook(scorecard):
    return reopened(scorecard)


def written(value):
    """A number as the file keeps it: with 16 digits."""
    return float(f"{value:.16G}") if isinstance(value, float) else value


def test_every_number_is_the_scorecards(scorecard, workbook):
    rows = table(workbook["Tổng hợp"])
    wanted = scorecard.rows.astype("object").where(scorecard.rows.notna(), None)
    assert len(rows) == len(wanted)
    columns = {
        "Mã": "indicator",
        "Chỉ tiêu": "name",
        "Tử số": "numerator",
        "Mẫu số": "denominator",
        "Kết quả": "value",
        "Chỉ tiêu giao": "target",
        "Mức phải có": "expected",
        "Tiến độ": "pace",
        "Còn thiếu": "missing_cases",
        "Lý do": "reason",
    }
    for row, (_, expected) in zip(rows, wanted.iterrows(), strict=True):
        for heading, column in columns.items():
            assert row[heading].value == written(expected[column]), (row["Mã"].value, heading)
        assert row["Trạng thái"].value == Status(expected["status"]).label


def test_statuses_carry_their_colour(workbook):
    for row in table(workbook["Tổng hợp"]):
        status = next(s for s in Status if s.label == row["Trạng thái"].value)
        assert row["Trạng thái"].fill.fgColor.rgb == "FF" + FILLS[status][0].lstrip("#")


def test_coloured_cells_can_be_read():
    assert set(FILLS) == set(Status)
    assert all(contrast(fill, ink) >= 4.5 for fill, ink in FILLS.values())


def test_nearly_all_is_not_printed_as_all(workbook):
    row = next(r for r in table(workbook["Tổng hợp"]) if r["Mã"].value == cards.STRICT)
    assert row["Kết quả"].value == 0.9996 and row["Kết quả"].number_format == "0.00%"
    assert row["Chỉ tiêu giao"].number_format == '"trên "0%'


def test_monthly_figures_are_the_scorecards(scorecard, workbook):
    rows = table(workbook["Số liệu tháng"])
    come = scorecard.monthly[scorecard.monthly["status"].notna()]
    come = come.astype("object").where(come.notna(), None)
    for row, (_, month) in zip(rows, come.iterrows(), strict=True):
        assert (row["Mã"].value, row["Tháng"].value) == (month["indicator"], month["month"])
        assert row["Tử số"].value == month["numerator"]
        assert row["Mẫu số"].value == month["denominator"]
        assert row["Kết quả lũy kế"].value == written(month["cum_value"])


def test_missing_stays_empty_and_is_named(workbook):
    rows = {(r["Mã"].value, r["Tháng"].value): r for r in table(workbook["Số liệu tháng"])}
    gap = rows[cards.FALLING_SHORT, 2]
    assert gap["Tử số"].value is None and gap["Số liệu tháng"].value == "chưa có số liệu"
    nothing = rows[cards.NOT_ARISEN, 1]
    assert nothing["Tử số"].value == 0 and nothing["Kết quả tháng"].value is None
    assert nothing["Số liệu tháng"].value == "không phát sinh"


def test_areas_have_their_coverage(scorecard, workbook):
    rows = table(workbook["Lĩnh vực"], first="Lĩnh vực")
    for row, area in zip(rows, scorecard.areas.itertuples(), strict=True):
        assert row["Tiến độ"].value == (written(area.progress) if area.covered else None)
        assert row["Chỉ tiêu tính được"].value == area.covered


def test_text_that_looks_like_a_formula_stays_text(workbook):
    row = next(r for r in table(workbook["Tổng hợp"]) if r["Mã"].value == cards.FALLING_SHORT)
    assert row["Chỉ tiêu"].value == cards.HOSTILE and row["Chỉ tiêu"].data_type == "s"
    formulas = [
        cell.coordinate
        for sheet in workbook
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_the_areas_have_a_native_chart(scorecard):
    package = ZipFile(BytesIO(summary_workbook(compose(scorecard, MADE_AT))))
    chart = package.read("xl/charts/chart1.xml").decode()
    assert "barChart" in chart and "'Lĩnh vực'!$C$" in chart


def test_sheets_print_on_a4_with_their_headings(workbook):
    assert workbook.sheetnames == SHEETS
    for sheet in workbook:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        heading = int(re.search(r"\d+", sheet.print_title_rows)[0])
        assert sheet.freeze_panes == f"C{heading + 1}"


def test_folded_text_has_the_height_it_needs(workbook):
    sheet = workbook["Tổng hợp"]
    row = next(r for r in table(sheet) if len(r["Lý do"].value) > 100)
    assert sheet.row_dimensions[row["Mã"].row].height > 30


def test_an_empty_record_makes_a_workbook_that_says_so():
    workbook = reopened(cards.make_empty_scorecard())
    said = [cell.value for row in workbook["Tổng hợp"].iter_rows(max_col=1) for cell in row]
    assert NO_FIGURES_NOTE in said
    assert any(cell.value == NONE_LAGGING for row in workbook["Chậm"].iter_rows() for cell in row)


def test_sample_figures_are_marked_on_every_sheet(scorecard):
    for sheet in reopened(scorecard, is_demonstration=True):
        said = [row[0].value or "" for row in sheet.iter_rows(max_row=6)]
        assert any(str(text).startswith("SỐ LIỆU MẪU") for text in said)


@pytest.mark.parametrize("period", ReportPeriod)
def test_every_period_has_a_workbook(period):
    assert reopened(cards.make_scorecard(period)).sheetnames == SHEETS


def test_the_same_scorecard_makes_the_same_file(scorecard):
    assert summary_workbook(compose(scorecard, MADE_AT)) == summary_workbook(
        compose(scorecard, MADE_AT)
    )
