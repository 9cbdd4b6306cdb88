"""The commands, a promise to scripts: options and JSON fields keep their names; words Vietnamese.

Exit codes: 0 done, 1 the file or the request has errors, 2 the command was typed wrongly.
"""

import json
import os
import sys
from pathlib import Path

import click

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.cli_accounts import account
from cchc_metrics.cli_backup import backup, restore
from cchc_metrics.cli_office import command_office
from cchc_metrics.cli_output import (
    FAILED,
    NotWritten,
    speak_utf8,
    tell_upload,
    upload_json,
    write_file,
)
from cchc_metrics.cli_record import verify_record
from cchc_metrics.cli_report import write_report
from cchc_metrics.cli_words import MONTH, NEW_FILE, PERIOD, VietnameseGroup, output, said_wrongly
from cchc_metrics.plan.loading import load_plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow import board, exports, serving, uploads
from cchc_metrics.workflow.accounts import taken_at_word, visitor_named
from cchc_metrics.workflow.explained import EXPLAINED
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import Upload

MISTYPED = 2
LAST_PORT = 65535

unit = click.option("--unit", metavar="ĐƠN_VỊ", help="Mã đơn vị: VPHDND, PKT, PVHXH, TTPVHCC.")
month = click.option("--month", type=MONTH, help="Kỳ số liệu, dạng NĂM-THÁNG.")
workbook = click.argument(
    "file", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)


@click.group(cls=VietnameseGroup)
def cli() -> None:
    """Theo dõi kế hoạch cải cách hành chính: nhận số liệu, chấm tiến độ, lập báo cáo."""


@cli.command()
@click.option("--demo", is_flag=True, help="Dùng số liệu mẫu trong cơ sở dữ liệu riêng.")
@click.option(
    "--port",
    metavar="SỐ",
    type=click.IntRange(1, LAST_PORT),
    default=serving.DEFAULT_PORT,
    show_default=True,
    help="Cổng của máy chủ.",
)
def serve(demo: bool, port: int) -> None:
    """Chạy bảng theo dõi trên máy này."""
    serving.require_free(port)
    for line in serving.prepare(os.environ, demo, port):
        click.echo(line)
    click.echo(f"Mở trình duyệt tại http://localhost:{port} (bấm Ctrl+C để dừng).")
    sys.exit(serving.serve(os.environ, port, demo))


@cli.command()
@unit
@month
@click.option("--year", is_flag=True, help="Mẫu cả năm, 12 cột tháng.")
@click.option("--filled", is_flag=True, help="Điền sẵn số liệu đã lưu.")
@output
def template(
    unit: str | None, month: ReportingMonth | None, year: bool, filled: bool, output: Path | None
) -> None:
    """Tạo mẫu Excel cho một đơn vị và một kỳ."""
    office = command_office()
    code = _known_unit(office, unit)
    if year is (month is not None):
        raise click.UsageError("Chọn một: --month NĂM-THÁNG, hoặc --year cho mẫu cả năm.")
    if month is not None:
        _check_year(office, month)
    path = output or Path(uploads.template_name(office.plan, code, month))
    _write(path, uploads.template(office, code, month, filled))


@cli.command()
@workbook
@unit
@month
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--marked", metavar="TỆP", type=NEW_FILE, help="Ghi tệp đã đánh dấu lỗi.")
def check(
    file: Path,
    unit: str | None,
    month: ReportingMonth | None,
    as_json: bool,
    marked: Path | None,
) -> None:
    """Kiểm tra một tệp số liệu; không lưu gì. Mã thoát 1 khi có lỗi."""
    office = command_office()
    upload = _read(office, file, unit, month, taken_at_word(""))
    if marked is not None and upload.checked is None:
        click.echo("Tệp không đọc được nên không có tệp đánh dấu.", err=True)
    elif marked is not None:
        write_file(marked, uploads.marked_file(upload))
    if as_json:
        click.echo(json.dumps(upload_json(upload), ensure_ascii=False, indent=2))
    else:
        tell_upload(upload)
    sys.exit(FAILED if upload.has_errors else 0)


@cli.command()
@workbook
@unit
@month
@click.option("--as", "sender", required=True, metavar="TÊN", help="Tên đăng nhập của người gửi.")
@click.option(
    "--accept-warnings", "reason", default="", metavar="LÝ_DO", help="Lý do khi có cảnh báo."
)
def submit(
    file: Path, unit: str | None, month: ReportingMonth | None, sender: str, reason: str
) -> None:
    """Kiểm tra rồi lưu một tệp số liệu. Có lỗi thì không lưu gì, mã thoát 1."""
    office = command_office()
    visitor = visitor_named(office, sender)
    upload = _read(office, file, unit, month, visitor)
    tell_upload(upload)
    if upload.has_errors:
        sys.exit(FAILED)
    saved = uploads.save_upload(office, upload, visitor, reason, office.now())
    months = words.joined(preview.month.label for preview in upload.changed_months)
    click.echo(f"Đã lưu {months} (lần nộp số {', '.join(map(str, saved))}).")


@cli.command()
@click.option("--as-of", type=MONTH, required=True, help="Tính đến kỳ, dạng NĂM-THÁNG.")
@click.option(
    "--period", type=PERIOD, default=ReportPeriod.YEAR, help="Q1, H1, Q3, Y (mặc định) hoặc M."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "csv", "xlsx")),
    default="table",
    help="Dạng kết quả.",
)
@click.option(
    "--full",
    is_flag=True,
    help="Thêm dấu hiệu, dự báo cả năm và câu giải thích (table, json).",
)
@output
def scorecard(
    as_of: ReportingMonth, period: ReportPeriod, form: str, full: bool, output: Path | None
) -> None:
    """In bảng chấm tiến độ từng chỉ tiêu."""
    office = command_office()
    _check_year(office, as_of)
    card = board.scorecard(office, period, as_of, office.today())
    if form == "xlsx":
        _write(
            output or Path(exports.summary_name(card, "xlsx")), exports.summary_xlsx(office, card)
        )
        return
    if form == "csv":
        content = exports.summary_text(office, card)
    else:
        write = {"json": exports.summary_json, "table": exports.summary_table}[form]
        content = write(card, full)
    if output is not None:
        _write(output, content)
    else:
        click.echo(content, nl=not content.endswith(b"\n"))


@cli.group(cls=VietnameseGroup)
def plan() -> None:
    """Việc với tệp kế hoạch."""


@plan.command("check")
@workbook
def check_plan(file: Path) -> None:
    """Kiểm tra một tệp kế hoạch, chỉ ra mọi chỗ sai cùng một lúc."""
    found = load_plan(file)
    click.echo(
        f"{found.title}: hợp lệ. {len(found.areas)} lĩnh vực, {len(found.indicators)} chỉ tiêu,"
        f" {len(found.milestones)} việc phải hoàn thành, {len(found.tasks)} nhiệm vụ."
    )


cli.add_command(account)
cli.add_command(verify_record)
cli.add_command(backup)
cli.add_command(restore)
cli.add_command(write_report)


def main() -> None:
    """Run a command; what the reader can mend is told in a sentence, the rest is a traceback."""
    speak_utf8()
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(FAILED)
    except click.exceptions.NoArgsIsHelpError as nothing_asked:
        click.echo(nothing_asked.format_message(), err=True)
        sys.exit(MISTYPED)
    except click.ClickException as mistake:
        click.echo(f"Lỗi: {said_wrongly(mistake)}", err=True)
        sys.exit(MISTYPED)
    except (*EXPLAINED, NotWritten) as problem:
        click.echo(f"Lỗi: {problem}", err=True)
        sys.exit(FAILED)


def _known_unit(office: Office, unit: str | None) -> str:
    codes = [department.code for department in office.plan.reporting_departments]
    if unit not in codes:
        found = f"“{unit}” không phải mã đơn vị" if unit else "Thiếu --unit"
        raise click.UsageError(f"{found}. Các mã đơn vị: {', '.join(codes)}.")
    return unit


def _check_year(office: Office, month: ReportingMonth) -> None:
    if month.year != office.plan.calendar.year:
        raise click.UsageError(f"Kế hoạch là của năm {office.plan.calendar.year}.")


def _read(
    office: Office, file: Path, unit: str | None, month: ReportingMonth | None, visitor: Visitor
) -> Upload:
    expected = Expected(_known_unit(office, unit) if unit else None, month)
    content, today = file.read_bytes(), office.today()
    return uploads.read_upload(
        office, file.name, content, expected, visitor, today, is_explicit=True
    )


def _write(path: Path, content: bytes) -> None:
    write_file(path, content)
    click.echo(f"Đã ghi {path}.")
