"""The command that writes a period's report: the same report in every form, in its saved words."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.cli import main
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.papers import Draft, PaperKind, Rewording
from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.reporting.composing import periodic
from cchc_metrics.workflow.reporting.drafting import drafted, save_draft
from tests.reports.papers import named
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

Run = Callable[..., str]
MAI = Visitor("mai", "Lò Thị Mai", Role.COORDINATOR)


@pytest.fixture
def environment(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The record of the samples, on the day after their last sheets were due."""
    copy_sample_record(tmp_path_factory, tmp_path / "record.sqlite3")
    url = f"sqlite:///{tmp_path / 'record.sqlite3'}"
    return {"CCHC_DATABASE_URL": url, "CCHC_TODAY": SAMPLE_DAY}


@pytest.fixture
def run(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Run:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def typed(*words: str) -> str:
        monkeypatch.setattr("sys.argv", ["cchc_metrics", *words])
        main()
        return capsys.readouterr().out

    return typed


def test_a_report_is_written_under_a_vietnamese_name(run: Run, tmp_path: Path) -> None:
    name = "Báo cáo CCHC Quý I năm 2026.docx"
    assert run("report", "--period", "2026-Q1") == f"Đã ghi {name}.\n"
    document = Document(BytesIO((tmp_path / name).read_bytes()))
    assert named(document, "Trích yếu") == [
        "Kết quả thực hiện công tác cải cách hành chính Quý I năm 2026"
    ]


def test_every_form_opens_again_and_speaks_of_the_period(run: Run, tmp_path: Path) -> None:
    for form in ("docx", "xlsx", "pptx"):
        run("report", "--period", "2026-H1", "--format", form, "-o", f"bao-cao.{form}")
    said = openpyxl.load_workbook(tmp_path / "bao-cao.xlsx").worksheets[0]
    lines = [str(row[0].value) for row in said.iter_rows(max_row=8)]
    assert any("6 tháng đầu năm 2026" in line for line in lines)
    assert len(Presentation(str(tmp_path / "bao-cao.pptx")).slides) > 7
    assert "6 tháng đầu năm 2026" in named(Document(str(tmp_path / "bao-cao.docx")), "Trích yếu")[0]


def test_what_was_saved_on_the_page_stands_in_the_file(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    office = open_office(environment)
    report = periodic(office, ReportPeriod.Q3, office.today(), office.now())
    seen = drafted(office, PaperKind.PERIODIC, report)
    mended = Rewording("opening", report.opening[0].text, "Lời mở đầu đã sửa.")
    fields = Fields(number="9", day=date(2026, 9, 20))
    save_draft(office, MAI, seen, Draft(fields, (mended,)), office.now())
    office.engine.dispose()
    run("report", "--period", "2026-Q3", "-o", "bao-cao.docx")
    document = Document(str(tmp_path / "bao-cao.docx"))
    assert named(document, "Nội dung")[0] == "Lời mở đầu đã sửa."
    assert named(document, "Số, ký hiệu") == ["Số: 09/BC-UBND"]
