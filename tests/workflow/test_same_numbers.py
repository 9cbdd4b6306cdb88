"""Every number of a period's workbook and slides is that of `scorecard --format json`."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from cchc_metrics import words
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.papers import Paper, PaperKind
from cchc_metrics.scoring.status import Status
from cchc_metrics.workflow import board, exports
from cchc_metrics.workflow.office import Office, open_office
from cchc_metrics.workflow.reporting.composing import periodic
from cchc_metrics.workflow.reporting.files import written as file_of
from tests.reports.reopened import COLUMNS, bars, sheet_rows, slide_rows, written
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

PERIODS = [period for period in ReportPeriod if period is not ReportPeriod.MONTH]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    database = tmp_path_factory.mktemp("same") / "record.sqlite3"
    copy_sample_record(tmp_path_factory, database)
    opened = open_office({"CCHC_DATABASE_URL": f"sqlite:///{database}", "CCHC_TODAY": SAMPLE_DAY})
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module", params=PERIODS, ids=str)
def paper(request: pytest.FixtureRequest, office: Office) -> Paper:
    report = periodic(office, request.param, office.today(), office.now())
    return Paper(PaperKind.PERIODIC, Fields(), report)


@pytest.fixture(scope="module")
def records(paper: Paper, office: Office) -> dict[str, dict[str, Any]]:
    """What the command answers with, by indicator."""
    as_of = ReportingMonth(paper.report.year, paper.report.as_of)
    card = board.scorecard(office, paper.report.period, as_of, office.today())
    found = {row["indicator"]: row for row in json.loads(exports.summary_json(card))}
    assert len(found) == 23 and sum(row["value"] is not None for row in found.values()) >= 17
    return found


def test_the_workbook(paper: Paper, records: dict[str, dict[str, Any]]) -> None:
    workbook = openpyxl.load_workbook(BytesIO(file_of(paper, "xlsx")))
    areas = [name for name in workbook.sheetnames if name[0].isdigit()]
    told = [row for name in areas for row in sheet_rows(workbook[name])]
    for row in [*told, *sheet_rows(workbook["Tổng hợp"])]:
        record = records[row["Mã"].value]
        for heading, field in COLUMNS.items():
            if field in record:
                assert row[heading].value == written(record[field]), (record["indicator"], field)
        assert row["Trạng thái"].value == Status(record["status"]).label
    assert sorted(row["Mã"].value for row in told) == sorted(records)


def test_the_slides(paper: Paper, records: dict[str, dict[str, Any]]) -> None:
    _, lagging, *areas = Presentation(BytesIO(file_of(paper, "pptx"))).slides
    told = [code for slide in areas for code in slide_rows(slide)]
    assert sorted(told) == sorted(records)
    for slide in areas:
        drawn = bars(slide)
        for code, row in slide_rows(slide).items():
            record = records[code]
            assert drawn.get("Kết quả", {}).get(code) == record["value"]
            if code in drawn.get("Chỉ tiêu giao", {}):
                assert drawn["Chỉ tiêu giao"][code] == record["target"]
            assert row["Tử số/mẫu số"] == parts(record)
            assert row["Trạng thái"] == Status(record["status"]).label
    for code, row in slide_rows(lagging).items():
        missing = records[code]["missing_cases"]
        assert row["Còn thiếu"] == (words.number(missing) if missing else words.NOTHING)


def parts(record: dict[str, Any]) -> str:
    numerator, denominator = record["numerator"], record["denominator"]
    if numerator is None or denominator is None:
        return words.NOTHING
    return f"{words.number(numerator)}/{words.number(denominator)}"
