"""The workbook, opened again: the scorecard's numbers cell by cell, and text that stays text."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from cchc_metrics.looks import PRINTED, bare
from cchc_metrics.plan.model import Area
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.reports import tables
from cchc_metrics.reports.content import compose
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING
from cchc_metrics.reports.xlsx.summary import summary_workbook
from cchc_metrics.scoring.scorecard import score
from cchc_metrics.scoring.status import Status
from tests.builders import make_plan, month
from tests.charts import cards
from tests.reports import libreoffice
from tests.reports.reopened import COLUMNS, written
from tests.reports.reopened import sheet_rows as table

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
BEFORE_AREAS, AFTER_AREAS = ["Tổng hợp", "Lĩnh vực", "Chậm"], ["Số liệu tháng", "Số liệu gốc"]


def made(scorecard, **options):
    figures = tables.figures(scorecard.plan, cards.figures())
    return summary_workbook(compose(scorecard, MADE_AT, **options), figures)


def reopened(scorecard, **options):
    return openpyxl.load_workbook(BytesIO(made(scorecard, **options)))


def sheets_of(scorecard):
    areas = [f"{area.number}. {area.name}" for area in scorecard.plan.areas]
    return [*BEFORE_AREAS, *areas, *AFTER_AREAS]


def is_scored(row, expected):
    """Whether a row of a sheet says what the scorecard has of its indicator."""
    for heading, column in COLUMNS.items():
        assert row[heading].value == written(expected[column]), (row["Mã"].value, heading)
    assert row["Trạng thái"].value == Status(expected["status"]).label
    return True


@pytest.fixture(scope="module")
def scorecard():
    return cards.make_scorecard()


@pytest.fixture(scope="module")
def workbook(scorecard):
    return reopened(scorecard)


def test_every_number_is_the_scorecards(scorecard, workbook):
    rows = table(workbook["Tổng hợp"])
    wanted = scorecard.rows.astype("object").where(scorecard.rows.notna(), None)
    assert len(rows) == len(wanted)
    for row, (_, expected) in zip(rows, wanted.iterrows(), strict=True):
        assert is_scored(row, expected)


def test_each_area_has_a_sheet_with_its_numbers(scorecard, workbook):
    wanted = scorecard.rows.astype("object").where(scorecard.rows.notna(), None)
    by_code = {expected["indicator"]: expected for _, expected in wanted.iterrows()}
    for area in scorecard.plan.areas:
        rows = table(workbook[f"{area.number}. {area.name}"])
        assert all(is_scored(row, by_code[row["Mã"].value]) for row in rows)
        found = {row["Mã"].value for row in rows}
        assert found == set(wanted.loc[wanted["area"] == area.code, "indicator"])


def test_the_figures_of_departments_are_those_that_were_sent(workbook):
    rows = table(workbook["Số liệu gốc"], first="Đơn vị")
    sent = list(cards.figures())
    for row, figure in zip(rows, sent, strict=True):
        assert row["Mã"].value == figure.indicator
        assert row["Tháng"].value == figure.month.label
        assert (row["Tử số"].value, row["Mẫu số"].value) == (figure.numerator, figure.denominator)
        rate = figure.numerator / figure.denominator if figure.denominator else None
        assert row["Kết quả"].value == written(rate)


def test_statuses_take_their_colour_by_rules(workbook):
    """A status that somebody corrects by hand is coloured anew."""
    for name in ("Tổng hợp", "Chậm", "Số liệu tháng"):
        (ruled,) = workbook[name].conditional_formatting
        column = next(
            row["Trạng thái"] if "Trạng thái" in row else row["Trạng thái lũy kế"]
            for row in table(workbook[name], "TT" if name == "Chậm" else "Mã")
        )
        assert column.coordinate in ruled
        rules = {rule.formula[0]: rule.dxf.fill.bgColor.rgb for rule in ruled.rules}
        assert rules == {
            f'"{status.label}"': "FF" + bare(look.colour) for status, look in PRINTED.items()
        }


def test_nearly_all_is_not_printed_as_all(workbook):
    row = next(r for r in table(workbook["Tổng hợp"]) if r["Mã"].value == cards.STRICT)
    assert row["Kết quả"].value == 0.9996 and row["Kết quả"].number_format == "0.00%"
    assert row["Chỉ tiêu giao"].number_format == '"trên "0%'


def test_monthly_figures_are_the_scorecards(scorecard, workbook):
    rows = table(workbook["Số liệu tháng"])
    come = scorecard.monthly[scorecard.monthly["status"].notna()]
    come = come.astype("object").where(come.notna(), None)
    for row, (_, wanted) in zip(rows, come.iterrows(), strict=True):
        assert (row["Mã"].value, row["Tháng"].value) == (wanted["indicator"], wanted["month"])
        assert row["Tử số"].value == wanted["numerator"]
        assert row["Mẫu số"].value == wanted["denominator"]
        assert row["Kết quả lũy kế"].value == written(wanted["cum_value"])


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


def charts_of(content):
    package = ZipFile(BytesIO(content))
    names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    return [package.read(name).decode() for name in names]


def test_charts_are_native_and_follow_the_cells(scorecard):
    progress, *of_areas = charts_of(made(scorecard))
    assert "barChart" in progress and "'Lĩnh vực'!$C$" in progress
    assert sum("barChart" in chart for chart in of_areas) == len(of_areas) / 2
    assert all("'Số liệu tháng'!$I$" in chart for chart in of_areas if "lineChart" in chart)


def test_a_line_goes_through_the_months_of_its_indicator(scorecard):
    """The ranges that a chart takes hold the indicator's own rows and nothing else."""
    workbook = reopened(scorecard)
    months = workbook["Số liệu tháng"]
    lines = [chart for chart in charts_of(made(scorecard)) if "lineChart" in chart]
    series = re.findall(r"<c:ser>.*?<c:v>(.*?)</c:v>.*?\$I\$(\d+):\$I\$(\d+)", "".join(lines), re.S)
    assert len(series) >= 5
    for name, first, last in series:
        codes = {months.cell(row, 1).value for row in range(int(first), int(last) + 1)}
        assert codes == {name}
        assert months.cell(int(last) + 1, 1).value != name


def test_sheets_print_on_a4_with_their_headings(scorecard, workbook):
    assert workbook.sheetnames == sheets_of(scorecard)
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
    scorecard = cards.make_scorecard(period)
    assert reopened(scorecard).sheetnames == sheets_of(scorecard)


def test_without_figures_of_departments_there_is_no_sheet_for_them(scorecard):
    content = summary_workbook(compose(scorecard, MADE_AT))
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == sheets_of(scorecard)[:-1]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ngắn", "1. Ngắn"),
        ("A/B: [hỏi] *gì*?", "1. A B hỏi gì"),
        ("Xây dựng và phát triển Chính phủ điện tử", "1. Xây dựng và phát triển Chín…"),
    ],
)
def test_sheets_have_names_that_sheets_may_have(name, called):
    plan = make_plan(areas=(Area("II.3", 1, name),))
    empty = score(plan, [], [], scope(ReportPeriod.YEAR, month(1)), date(2026, 1, 16))
    assert called in reopened(empty).sheetnames


def test_the_same_scorecard_makes_the_same_file(scorecard):
    assert made(scorecard) == made(scorecard)


def test_an_office_program_opens_it_without_a_warning(scorecard, workbook, tmp_path):
    pages = libreoffice.pages(made(scorecard), "a.xlsx", tmp_path)
    assert pages >= len(workbook.sheetnames)
