"""The commands: what they print, write, store and answer with; a promise to scripts."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from cchc_metrics.cli import main
from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import FULL_FIELDS, RECORD_FIELDS
from cchc_metrics.store.database import open_database
from cchc_metrics.store.in_force import figures_in_force, receipts
from cchc_metrics.workbooks.layout import DATA_SHEET, ISSUE_SHEET
from cchc_metrics.workflow.backups import real_day
from cchc_metrics.workflow.retention import daily_name
from cchc_metrics.workflow.samples import SAMPLE_FOLDER
from tests.builders import month
from tests.scoring.recomputed import plain_scorecard
from tests.workbooks.filling import change
from tests.workflow.officers import whole_record

ROOT = Path(__file__).resolve().parents[1]
PLAN = load_plan(DEFAULT_PLAN)
TODAY = date(2026, 3, 20)
SAMPLE = SAMPLE_FOLDER / "MAU_PKT_2026-03.xlsx"
SENDER = "Nguyễn Thị Hoa"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'record.sqlite3'}"


@pytest.fixture
def run(
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Run:
    """Runs a command in a folder of its own, on a record of its own, on 20/3/2026."""
    monkeypatch.setenv("CCHC_DATABASE_URL", url)
    monkeypatch.setenv("CCHC_TODAY", TODAY.isoformat())
    monkeypatch.delenv("CCHC_PLAN", raising=False)
    monkeypatch.chdir(tmp_path)

    def answer(*words: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["cchc_metrics", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return answer


@pytest.fixture
def record(url: str) -> Iterator[sa.Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


def write(path: Path, cells: dict[str, Any]) -> Path:
    """The sample sheet with something typed over it."""
    path.write_bytes(change(SAMPLE.read_bytes(), cells))
    return path


def data_sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path)[DATA_SHEET]


# --- template ------------------------------------------------------------------------------------


def test_a_month_s_template_is_written_under_its_own_name(run: Run, tmp_path: Path) -> None:
    answer = run("template", "--unit", "PKT", "--month", "2026-03")
    assert answer == Answer(0, "Đã ghi CCHC_PKT_2026-03.xlsx.\n", "")
    sheet = data_sheet(tmp_path / "CCHC_PKT_2026-03.xlsx")
    assert sheet["A6"].value.startswith("Mẫu · PKT · 2026-03 · mu-ca-2026")
    assert sheet["D8"].value is None


def test_a_year_s_template_has_twelve_month_columns(run: Run, tmp_path: Path) -> None:
    assert run("template", "--unit", "PVHXH", "--year").code == 0
    header = [cell.value for cell in data_sheet(tmp_path / "CCHC_PVHXH_2026.xlsx")[7]]
    assert header[4:16] == [f"Tháng {number}" for number in range(1, 13)]


def test_a_filled_template_holds_what_was_submitted(run: Run, tmp_path: Path) -> None:
    assert run("submit", SAMPLE, "--as", SENDER).code == 0
    path = tmp_path / "dien-san.xlsx"
    run("template", "--unit", "PKT", "--month", "2026-03", "--filled", "-o", path)
    counts = [[cell.value for cell in data_sheet(p)["D"]] for p in (path, SAMPLE)]
    assert counts[0] == counts[1]


# --- check ---------------------------------------------------------------------------------------


def test_check_of_a_good_sheet_answers_0_and_stores_nothing(run: Run, record: sa.Engine) -> None:
    run("scorecard", "--as-of", "2026-03")  # enters the departments
    before = whole_record(record)
    answer = run("check", SAMPLE)
    assert answer == Answer(0, "Tệp hợp lệ, sẵn sàng lưu tháng 3/2026.\n", "")
    assert whole_record(record) == before


def test_check_of_a_bad_sheet_answers_1_and_tells_everything_errors_first(
    run: Run, tmp_path: Path
) -> None:
    blank = {"D8": None, "F8": None, "I8": None}
    bad = write(tmp_path / "sai.xlsx", {**blank, "D9": "x", "F10": -1})
    answer = run("check", bad)
    first, *issues = answer.out.splitlines()
    assert (answer.code, first) == (1, "Tệp có 2 lỗi và 1 cảnh báo; chưa lưu số liệu nào.")
    assert [line.split(":")[0] for line in issues] == [
        "- Lỗi E20",
        "- Lỗi E25",
        "- Cảnh báo W01",
    ]


def test_check_json_has_the_promised_fields(run: Run, tmp_path: Path) -> None:
    bad = write(tmp_path / "sai.xlsx", {"D9": "x"})
    answer = run("check", bad, "--unit", "PKT", "--month", "2026-03", "--json")
    assert answer.code == 1
    told = json.loads(answer.out)
    assert list(told) == [
        "file",
        "sha256",
        "refusal",
        "department",
        "months",
        "issues",
        "changed_months",
        "questions",
    ]
    assert told["questions"] == []
    assert (told["file"], told["department"], told["refusal"]) == ("sai.xlsx", "PKT", None)
    assert told["months"] == told["changed_months"] == ["2026-03"]
    (issue,) = told["issues"]
    assert list(issue) == ["code", "severity", "sheet", "cell", "indicator", "message"]
    assert (issue["code"], issue["severity"]) == ("E20", "error")
    assert (issue["sheet"], issue["cell"], issue["indicator"]) == (DATA_SHEET, "D9", "II.5-1")
    assert issue["message"].startswith("Trang “Số liệu”, ô D9 đang là “x”. ")


def test_check_json_of_a_file_that_is_no_workbook(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(b"")
    answer = run("check", path, "--json")
    told = json.loads(answer.out)
    assert answer.code == 1
    assert told["refusal"]["code"] == "F01"
    assert told["refusal"]["message"].startswith("Tệp rỗng (0 byte)")
    assert (told["department"], told["months"], told["issues"]) == (None, [], [])


def test_check_marks_the_file(run: Run, tmp_path: Path) -> None:
    bad, marked = write(tmp_path / "sai.xlsx", {"D9": "x"}), tmp_path / "danh-dau.xlsx"
    assert run("check", bad, "--marked", marked).code == 1
    book = openpyxl.load_workbook(marked)
    assert ISSUE_SHEET in book.sheetnames
    listed = [str(cell.value) for line in book[ISSUE_SHEET] for cell in line]
    assert "D9" in listed and any("E20" in text for text in listed)


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--unit", "PVHXH"), "E02"), (("--month", "2026-02"), "E03")],
)
def test_check_compares_with_the_unit_and_the_month_that_were_named(
    run: Run, words: tuple[str, str], code: str
) -> None:
    answer = run("check", SAMPLE, *words)
    assert answer.code == 1
    assert f"- Lỗi {code}: Trang “Số liệu”, ô A6 " in answer.out


# --- submit --------------------------------------------------------------------------------------


def test_submit_saves_and_says_what(run: Run, record: sa.Engine) -> None:
    answer = run("submit", SAMPLE, "--unit", "PKT", "--month", "2026-03", "--as", SENDER)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "Tệp hợp lệ, sẵn sàng lưu tháng 3/2026.",
        "Đã lưu tháng 3/2026 (lần nộp số 1).",
    ]
    (saved,) = whole_record(record)["submissions"]
    assert "PKT" in saved and SENDER in saved


def test_submit_of_a_bad_sheet_answers_1_and_saves_nothing(
    run: Run, record: sa.Engine, tmp_path: Path
) -> None:
    bad = write(tmp_path / "sai.xlsx", {"D9": "x"})
    answer = run("submit", bad, "--as", SENDER, "--accept-warnings", "Vẫn nộp.")
    assert answer.code == 1
    assert answer.out.startswith("Tệp có 1 lỗi; chưa lưu số liệu nào.\n- Lỗi E20: ")
    held = whole_record(record)
    assert held["submissions"] == held["files"] == held["audit"] == []


def test_submit_with_warnings_needs_a_reason(run: Run, record: sa.Engine, tmp_path: Path) -> None:
    left_out = write(tmp_path / "thieu.xlsx", {"D8": None, "F8": None, "I8": None})
    refused = run("submit", left_out, "--as", SENDER)
    assert refused.code == 1
    assert refused.err.startswith("Lỗi: Tệp có cảnh báo. Nêu lý do")
    assert whole_record(record)["submissions"] == []
    accepted = run("submit", left_out, "--as", SENDER, "--accept-warnings", "Chưa tổng hợp.")
    assert accepted.code == 0
    assert "Chưa tổng hợp." in whole_record(record)["submissions"][0]


def test_submit_again_answers_1_as_nothing_changed(run: Run) -> None:
    run("submit", SAMPLE, "--as", SENDER)
    again = run("submit", SAMPLE, "--as", SENDER)
    assert (again.code, "không có gì thay đổi" in again.err) == (1, True)


def test_submit_without_a_name_saves_nothing(run: Run, record: sa.Engine) -> None:
    assert run("submit", SAMPLE).code == 2
    assert run("submit", SAMPLE, "--as", " ") == Answer(
        1,
        "Tệp hợp lệ, sẵn sàng lưu tháng 3/2026.\n",
        "Lỗi: Chưa ghi tên người gửi. Nhập họ tên rồi lưu lại.\n",
    )
    assert whole_record(record)["submissions"] == []


# --- scorecard -----------------------------------------------------------------------------------

# The promise of the design, written out; RECORD_FIELDS in the code must stay equal to it.
PROMISED = (
    "indicator area numerator denominator value target strict expected pace status"
    " required_rate best_reachable small_sample missing_cases months_reported"
    " departments_reported departments_expected"
).split()


def submit_all(run: Run, *names: str) -> None:
    for name in names:
        assert run("submit", SAMPLE_FOLDER / f"MAU_{name}.xlsx", "--as", SENDER).code == 0


def test_the_seventeen_fields_are_those_that_were_promised() -> None:
    assert list(RECORD_FIELDS) == PROMISED and len(PROMISED) == 17


@pytest.mark.parametrize("period", ["Q1", "H1", "Q3", "Y", "M"])
def test_the_json_scorecard_equals_a_plain_calculation(
    run: Run, record: sa.Engine, period: str
) -> None:
    submit_all(run, "PKT_2026-01", "TTPVHCC_2026-02", "TTPVHCC_2026-03")
    answer = run("scorecard", "--as-of", "2026-03", "--period", period, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    rows = json.loads(answer.out)
    assert all(list(row) == PROMISED for row in rows)
    figures = [placed.figure for placed in figures_in_force(record, PLAN.commune.code, 2026)]
    sent = receipts(record, PLAN.commune.code, 2026)
    judged = scope(ReportPeriod(period), month(3))
    assert rows == plain_scorecard(PLAN, figures, sent, judged, TODAY)


def test_what_does_not_exist_is_null_in_json(run: Run) -> None:
    rows = {
        row["indicator"]: row
        for row in json.loads(run("scorecard", "--as-of", "2026-03", "--format", "json").out)
    }
    nothing = rows["II.3-2"]
    assert (nothing["status"], nothing["value"], nothing["numerator"]) == ("NO_DATA", None, None)
    assert nothing["target"] == 1.0, "rates are written as 0..1"
    assert rows["II.3-1"]["target"] is None, "a target that was not given is not 0"
    milestone = rows["II.4-1"]
    assert {key for key, value in milestone.items() if value is not None} == {
        "indicator",
        "area",
        "status",
    }


def test_the_table_has_a_line_for_everything_in_the_plan(run: Run) -> None:
    submit_all(run, "TTPVHCC_2026-03")
    lines = run("scorecard", "--as-of", "2026-03").out.splitlines()
    assert re.split(r"  +", lines[0]) == ["Mã", "Kết quả", "Mức giao", "Trạng thái", "Chỉ tiêu"]
    assert len(lines) == 1 + len(PLAN.indicators) + len(PLAN.milestones)
    digitised = next(line for line in lines if line.startswith("II.3-2"))
    assert re.search(r"\d+(,\d)?% \(\d+/\d+\)", digitised), "never a rate without its parts"


def test_in_full_the_rows_add_marks_forecast_and_sentences_after_what_was_promised(
    run: Run,
) -> None:
    submit_all(run, *(f"TTPVHCC_2026-0{month}" for month in (1, 2, 3)))
    ask = ("scorecard", "--as-of", "2026-03", "--full", "--format")
    rows = json.loads(run(*ask, "json").out)
    assert all(list(row) == list(FULL_FIELDS) for row in rows)
    assert list(FULL_FIELDS)[: len(PROMISED)] == PROMISED
    digitised = next(row for row in rows if row["indicator"] == "II.3-2")
    assert digitised["forecast_verdict"] == "UNLIKELY"
    assert digitised["forecast_low"] <= digitised["forecast"] <= digitised["forecast_high"]
    said = run(*ask, "table").out.splitlines()
    assert f"II.3-2: {digitised['reason']} {digitised['forecast_text']}" in said


def test_the_csv_opens_in_excel_with_its_vietnamese_letters(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tong-hop.csv"
    assert run("scorecard", "--as-of", "2026-03", "--format", "csv", "-o", path).code == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "a byte order mark, without which Excel guesses"
    assert len(content.decode("utf-8-sig").splitlines()) > len(PLAN.indicators)
    printed = run("scorecard", "--as-of", "2026-03", "--format", "csv").out
    assert printed.splitlines() == content.decode("utf-8").splitlines()


def test_the_workbook_is_written_under_a_plain_name(run: Run, tmp_path: Path) -> None:
    answer = run("scorecard", "--as-of", "2026-03", "--period", "Q1", "--format", "xlsx")
    assert answer == Answer(0, "Đã ghi Tong-hop-CCHC_2026-03_Q1.xlsx.\n", "")
    book = openpyxl.load_workbook(tmp_path / "Tong-hop-CCHC_2026-03_Q1.xlsx")
    shown = {str(cell.value) for sheet in book for line in sheet for cell in line}
    assert "II.3-2" in shown


def test_a_result_goes_into_a_file_where_asked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bang.json"
    answer = run("scorecard", "--as-of", "2026-03", "--format", "json", "-o", path)
    assert answer.out == f"Đã ghi {path}.\n"
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 23


# --- plan check ----------------------------------------------------------------------------------


def test_the_plan_that_comes_with_the_program_is_good(run: Run) -> None:
    answer = run("plan", "check", DEFAULT_PLAN)
    assert answer.code == 0
    assert answer.out == (
        "Kế hoạch Cải cách hành chính xã Mù Cả năm 2026: hợp lệ. 7 lĩnh vực, 18 chỉ tiêu,"
        f" 5 việc phải hoàn thành, {len(PLAN.tasks)} nhiệm vụ.\n"
    )


def test_everything_that_is_wrong_in_a_plan_is_told_at_once(run: Run, tmp_path: Path) -> None:
    text = DEFAULT_PLAN.read_text(encoding="utf-8")
    broken = tmp_path / "ke-hoach.toml"
    spoilt = text.replace("due_day = 18", "due_day = 45").replace('kind = "stock"', 'kind = "x"', 1)
    broken.write_text(spoilt.replace("percent = 100", "percent = 300", 1), encoding="utf-8")
    answer = run("plan", "check", broken)
    assert (answer.code, answer.out) == (1, "")
    for what in ("due_day", "kind", "percent"):
        assert what in answer.err


# --- Mistakes ------------------------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|show|this|message|exit|required|error|invalid|missing|file"
    r"|argument|integer|path|directory|text|value|default|try|for|help\b(?<!--help)|must|not)\b",
    re.IGNORECASE,
)
MISTYPED: list[tuple[tuple[str, ...], str]] = [
    (("lam-gi-do",), "Không có lệnh “lam-gi-do”"),
    (("plan", "sua"), "Không có lệnh “sua”"),
    (("template",), "Thiếu --unit"),
    (("template", "--unit", "XYZ", "--month", "2026-03"), "“XYZ” không phải mã đơn vị"),
    (("template", "--unit", "PKT"), "Chọn một: --month NĂM-THÁNG, hoặc --year"),
    (("template", "--unit", "PKT", "--month", "2026-03", "--year"), "Chọn một"),
    (("template", "--unit", "PKT", "--month", "2026-13"), "“2026-13” không đúng dạng"),
    (("template", "--unit", "PKT", "--month", "2025-03"), "Kế hoạch là của năm 2026"),
    (("template", "--unit"), "Tùy chọn --unit thiếu giá trị"),
    (("template", "--year=co"), "Tùy chọn --year thiếu giá trị hoặc thừa giá trị"),
    (("check",), "Thiếu 'TỆP'"),
    (("check", "khong-co.xlsx"), "không có tệp"),
    (("check", "."), "là thư mục"),
    (("check", str(SAMPLE), "--unit", "XYZ"), "Các mã đơn vị: VPHDND, PKT, PVHXH, TTPVHCC"),
    (("submit", str(SAMPLE)), "Thiếu '--as'"),
    (("submit", "khong-co.xlsx", "--as", SENDER), "không có tệp"),
    (("scorecard",), "Thiếu '--as-of'"),
    (("scorecard", "--as-of", "2027-01"), "Kế hoạch là của năm 2026"),
    (("scorecard", "--as-of", "2026-03", "--period", "Q2"), "chọn một trong: M, Q1, H1, Q3, Y"),
    (("scorecard", "--as-of", "2026-03", "--format", "pdf"), "table, json, csv, xlsx"),
    (("scorecard", "--as-of", "2026-03", "thua"), "Thừa tham số (thua)"),
    (("scorecard", "--as-off", "2026-03"), "Không có tùy chọn --as-off"),
    (("report",), "Thiếu '--period'"),
    (("report", "--period", "2026-Q2"), "“2026-Q2” không đúng dạng NĂM-KỲ"),
    (("report", "--period", "2025-Y"), "Kế hoạch là của năm 2026"),
    (("report", "--period", "2026-Q1", "--format", "pdf"), "docx, xlsx, pptx"),
    (("plan", "check", "khong-co.toml"), "không có tệp"),
    (("serve", "--port", "abc"), "số nguyên từ 1 đến 65535"),
    (("serve", "--port", "70000"), "số nguyên từ 1 đến 65535"),
]


@pytest.mark.parametrize(("words", "said"), MISTYPED, ids=[" ".join(w) for w, _ in MISTYPED])
def test_what_is_typed_wrongly_is_told_in_vietnamese_with_code_2(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Lỗi: ") and said in answer.err
    assert answer.err.count("\n") == 1, "one line"


@pytest.mark.parametrize("words", [(), ("plan",)])
def test_a_command_without_its_name_shows_the_way(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Cách dùng: ")


HELP = [
    (),
    ("serve",),
    ("template",),
    ("check",),
    ("submit",),
    ("scorecard",),
    ("backup",),
    ("restore",),
    ("verify",),
    ("report",),
    ("plan",),
    ("plan", "check"),
    ("account",),
    *(("account", act) for act in ("add", "list", "disable", "enable", "reset")),
]


@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_the_help_of_every_command_is_in_vietnamese(run: Run, command: tuple[str, ...]) -> None:
    answer = run(*command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Cách dùng: ") and "Tùy chọn:" in answer.out
    names = r"--[a-z-]+|\[[a-z]+(\|[a-z]+)+\]|^  [a-z]+  |cchc_metrics( [a-z]+)*"
    prose = re.sub(names, "", answer.out, flags=re.MULTILINE)
    assert ENGLISH.findall(prose) == []


def test_help_lists_every_command(run: Run) -> None:
    listed = re.findall(r"^  ([a-z]+)  ", run("--help").out, flags=re.MULTILINE)
    assert listed == sorted({command[0] for command in HELP if command})


def test_a_result_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    nowhere = tmp_path / "khong-co" / "mau.xlsx"
    answer = run("template", "--unit", "PKT", "--month", "2026-03", "-o", nowhere)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"Lỗi: Không ghi được tệp “{nowhere}”.")


WRONG_SETTINGS = [
    ("CCHC_DATABASE_URL", "mysql://may/co-so", "CCHC_DATABASE_URL phải có dạng"),
    ("CCHC_DATABASE_URL", "sqlite:////dev/null/a.sqlite3", "Không tạo được tệp"),
    (
        "CCHC_DATABASE_URL",
        "sqlite:///{here}/khong-phai.sqlite3",
        "bị hỏng hoặc không đúng định dạng",
    ),
    ("CCHC_DATABASE_URL", "postgresql://127.0.0.1:1/a", "Không kết nối được với cơ sở dữ liệu"),
    ("CCHC_TODAY", "hôm nay", "phải là ngày dạng 2026-10-25"),
    ("CCHC_PLAN", "khong-co.toml", "Không mở được tệp"),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG_SETTINGS, ids=lambda word: word[:24])
def test_a_setting_that_does_not_work_is_a_sentence_with_code_1(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    value: str,
    said: str,
) -> None:
    (tmp_path / "khong-phai.sqlite3").write_bytes(b"not a database " * 100)
    monkeypatch.setenv(name, value.format(here=tmp_path))
    answer = run("scorecard", "--as-of", "2026-03")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Lỗi: ") and said in answer.err


# --- As a process of its own ---------------------------------------------------------------------


def start(*words: str | Path, **settings: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cchc_metrics", *map(str, words)]
    environment = {**os.environ, **settings}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe)


def finish(process: subprocess.Popen[bytes]) -> Answer:
    out, err = process.communicate(timeout=60)
    return Answer(process.returncode, out.decode("utf-8"), err.decode("utf-8"))


def test_a_script_can_submit_and_read_the_score(url: str) -> None:
    settings = {"CCHC_DATABASE_URL": url, "CCHC_TODAY": "2026-03-20"}
    sent = finish(start("submit", SAMPLE, "--as", SENDER, **settings))
    assert (sent.code, sent.err) == (0, "")
    scored = finish(start("scorecard", "--as-of", "2026-03", "--format", "json", **settings))
    rows = {row["indicator"]: row for row in json.loads(scored.out)}
    assert rows["II.7-1"]["departments_reported"] == 1


def test_vietnamese_passes_through_a_console_with_an_old_code_page(url: str) -> None:
    settings = {"CCHC_DATABASE_URL": url, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    answer = finish(start("template", **settings))
    assert answer == Answer(
        2, "", "Lỗi: Thiếu --unit. Các mã đơn vị: VPHDND, PKT, PVHXH, TTPVHCC.\n"
    )


def test_a_damaged_record_gives_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite3").write_bytes(b"not a database " * 100)
    answer = finish(
        start(
            "scorecard",
            "--as-of",
            "2026-03",
            CCHC_DATABASE_URL=f"sqlite:///{tmp_path / 'record.sqlite3'}",
        )
    )
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Lỗi: Tệp cơ sở dữ liệu bị hỏng")
    assert "Traceback" not in answer.err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as reply:
            return b'"cchc-metrics"' in reply.read()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until(happened: Callable[[], bool], server: "subprocess.Popen[bytes]") -> None:
    pause = threading.Event()
    for _ in range(600):
        if happened():
            return
        assert server.poll() is None, "the server ended before that"
        pause.wait(0.1)
    raise AssertionError("it did not happen within a minute")


def test_serving_at_a_port_that_is_taken_says_so_and_touches_no_record(
    run: Run, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = run("serve", "--port", str(port))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"Lỗi: Cổng {port} đang có chương trình khác dùng")
    assert not list(tmp_path.iterdir())


def test_a_server_answers_before_it_has_loaded_what_only_pages_need() -> None:
    """Everything that stands in front of its first answer; people wait for a start."""
    answering = "cchc_metrics.cli.serve cchc_metrics.ui.door cchc_metrics.ui.errors"
    answering += " cchc_metrics.ui.loading cchc_metrics.ui.refreshing cchc_metrics.access.desk"
    heavy = {"pandas", "pyarrow", "alembic", "docx", "pptx", "xlsxwriter", "rapidfuzz", "authlib"}
    program = f"import sys, {', '.join(answering.split())}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert heavy.isdisjoint(loaded.stdout.split())


def test_serving_backs_the_record_up_by_itself(url: str, tmp_path: Path) -> None:
    settings = {"CCHC_DATABASE_URL": url, "CCHC_BACKUP_DIR": str(tmp_path)}
    server = start(
        "serve", "--port", str(free_port()), CCHC_LOG_DIR=str(tmp_path / "log"), **settings
    )
    try:
        wait_until((tmp_path / daily_name(real_day())).exists, server)
    finally:
        server.terminate()
        finish(server)


def test_serve_demo_fills_a_record_of_its_own_answers_and_stops_when_told(tmp_path: Path) -> None:
    port, real, demo = free_port(), tmp_path / "real.sqlite3", tmp_path / "demo.sqlite3"
    server = start(
        "serve",
        "--demo",
        "--port",
        str(port),
        CCHC_DATABASE_URL=f"sqlite:///{real}",
        CCHC_DEMO_DATABASE_URL=f"sqlite:///{demo}",
        CCHC_LOG_DIR=str(tmp_path / "log"),
        CCHC_BACKUP_DIR=str(tmp_path),
    )
    try:
        wait_until(lambda: answers(port), server)
    finally:
        server.terminate()
        told = finish(server)
    assert not answers(port), "the port is free again"
    assert not list(tmp_path.glob("*.zip")), "a demonstration is not worth a backup"
    first, second, third, fourth = told.out.splitlines()[:4]
    assert first == "Số liệu mẫu để trình diễn, lưu riêng, không lẫn với số liệu thật."
    assert second == "Đã nạp 39 tệp mẫu qua đúng các bước tải lên."
    assert third == "Tài khoản dùng thử và mật khẩu hiện ở trang đăng nhập, chỉ trên máy này."
    assert fourth == f"Mở trình duyệt tại http://localhost:{port} (bấm Ctrl+C để dừng)."
    assert demo.exists() and not real.exists()
    log = (tmp_path / "log" / f"cchc-{port}.jsonl").read_text("utf-8").splitlines()
    said = [json.loads(line)["message"] for line in log]
    assert said == [f"Process {port} starts", f"Process {port} ends"]
