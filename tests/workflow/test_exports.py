"""The board as files, and what surrounds it: names, JSON, the table, the demonstration."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
from pptx import Presentation

from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from cchc_metrics.plan.model import Milestone
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.store.history import submission_history
from cchc_metrics.workflow import board, exports, uploads
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.serving import DEMO_DAY, demo_environment
from tests.builders import make_indicator, make_plan, make_target, month
from tests.workflow.officers import (
    COUNT,
    FLOW,
    JANUARY,
    PLAN,
    STOCK,
    TODAY,
    month_sheet,
    open_with,
    read,
    send,
)


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    return open_with(fresh_record)


@pytest.fixture
def card(office: Office) -> Scorecard:
    send(office, JANUARY, {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)})
    return board.scorecard(office, ReportPeriod.Q1, month(3), TODAY)


def test_names_of_files_are_plain_letters(card: Scorecard) -> None:
    assert exports.summary_name(card, "xlsx") == "Tong-hop-CCHC_2026-03_Q1.xlsx"
    assert exports.slides_name(card) == "Trinh-chieu-CCHC_2026-03_Q1.pptx"
    assert uploads.template_name(PLAN, "PVHXH", JANUARY) == "CCHC_PVHXH_2026-01.xlsx"
    assert uploads.template_name(PLAN, "PVHXH", None) == "CCHC_PVHXH_2026.xlsx"


def test_json_is_the_records_of_the_scorecard(card: Scorecard) -> None:
    assert json.loads(exports.summary_json(card)) == card.records()


def test_the_workbook_has_what_each_department_sent_and_nobodys_name(
    office: Office, card: Scorecard
) -> None:
    workbook = openpyxl.load_workbook(BytesIO(exports.summary_xlsx(office, card)))
    rows = [[cell.value for cell in row] for row in workbook["Số liệu gốc"].iter_rows()]
    sent = [row for row in rows if row[0] == JANUARY.label]
    assert [row[4:6] for row in sent] == [[1, 12], [18, 20], [3, None]]
    (submission,) = submission_history(office.engine, office.commune)
    assert submission.sent_by not in json.dumps(rows, ensure_ascii=False)


def test_the_slides_are_of_the_same_period(office: Office, card: Scorecard) -> None:
    first, *_ = Presentation(BytesIO(exports.slides(office, PUBLIC, card))).slides
    said = "".join(shape.text_frame.text for shape in first.shapes if shape.has_text_frame)
    assert "Quý I năm 2026, từ ngày 15/12/2025 đến ngày 14/3/2026" in said


def test_notes_tell_what_people_said_to_those_who_may_know(office: Office, card: Scorecard) -> None:
    def notes(visitor: Visitor) -> str:
        slides = Presentation(BytesIO(exports.slides(office, visitor, card))).slides
        return "".join(slide.notes_slide.notes_text_frame.text for slide in slides)

    assert "Chưa có giải trình" in notes(Visitor("chi", "Lỳ Văn Chí", Role.LEADER))
    assert "giải trình" not in notes(PUBLIC) and "18/20" in notes(PUBLIC)


def test_the_table_lines_up_and_never_shows_a_rate_without_its_parts(card: Scorecard) -> None:
    text = exports.summary_table(card).decode("utf-8")
    head, flow, *_ = text.splitlines()
    assert head.index("Trạng thái") == flow.index("Cần đẩy nhanh")
    assert "90% (18/20)" in flow and flow.endswith("Chỉ tiêu II.3-2")


def shown(card: Scorecard, code: str) -> list[str]:
    """Result, target and status of an indicator in the table."""
    lines = exports.summary_table(card).decode("utf-8").splitlines()
    cells = next(re.split(r"  +", line) for line in lines if line.startswith(code))
    return cells[1:4]


def test_a_count_is_shown_as_a_count(card: Scorecard) -> None:
    """It has no denominator, which does not mean that it has no figure."""
    assert shown(card, COUNT) == ["3", "–", "Chưa giao chỉ tiêu"]


def test_a_milestone_has_no_figures_to_miss(fresh_record: sa.Engine) -> None:
    milestone = Milestone("II.4-1", "II.4", "", "", "Việc phải xong", "PVHXH", None, None)
    office = open_with(fresh_record, replace(PLAN, milestones=(milestone,)))
    card = board.scorecard(office, ReportPeriod.YEAR, JANUARY, TODAY)
    assert shown(card, "II.4-1") == ["–", "–", "Chưa giao chỉ tiêu"]
    assert shown(card, FLOW) == ["chưa có số liệu", "100%", "Chưa có số liệu"]


def test_a_rate_just_below_its_target_is_not_shown_as_the_target(fresh_record: sa.Engine) -> None:
    indicator = make_indicator(FLOW, targets=(make_target(95),))
    office = open_with(fresh_record, make_plan(indicator))
    send(office, JANUARY, {FLOW: (94_996, 100_000)})
    card = board.scorecard(office, ReportPeriod.YEAR, JANUARY, TODAY)
    assert shown(card, FLOW)[:2] == ["94,996% (94.996/100.000)", "95%"]


def test_the_workbook_is_a_workbook(office: Office, card: Scorecard) -> None:
    assert exports.summary_xlsx(office, card).startswith(b"PK")


def test_a_summary_of_an_upload_counts_errors_and_warnings(office: Office) -> None:
    upload = read(office, month_sheet(office, JANUARY, {FLOW: ("x", 20)}))
    assert uploads.summary(upload) == "Tệp có 1 lỗi; chưa lưu số liệu nào."
    upload = read(office, month_sheet(office, JANUARY, {FLOW: ("x", 20), STOCK: (1, 12)}))
    assert uploads.summary(upload) == "Tệp có 1 lỗi và 1 cảnh báo; chưa lưu số liệu nào."


def test_the_first_screen_of_an_empty_record_shows_the_month_that_departments_now_report(
    office: Office,
) -> None:
    assert board.first_shown_month(office, date(2026, 4, 20)) == month(4)


def test_the_demonstration_never_opens_the_real_record(tmp_path: Path) -> None:
    real = {"CCHC_DATABASE_URL": "postgresql://may/that", "PATH": "x"}
    demo = demo_environment(real)
    assert demo["CCHC_DATABASE_URL"] == "sqlite:///var/trinh-dien.sqlite3"
    assert (demo["CCHC_TODAY"], demo["PATH"]) == (DEMO_DAY, "x")
    elsewhere = demo_environment({**real, "CCHC_DEMO_DATABASE_URL": f"sqlite:///{tmp_path}/d"})
    assert elsewhere["CCHC_DATABASE_URL"] == f"sqlite:///{tmp_path}/d"
