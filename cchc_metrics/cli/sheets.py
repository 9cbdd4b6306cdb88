"""The commands on departments' sheets: `template`, `check`, `submit`."""

import json
import sys
from pathlib import Path

import click

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.cli.office import command_office, require_year
from cchc_metrics.cli.output import FAILED, tell_written, write_file
from cchc_metrics.cli.upload_words import tell_upload, upload_json
from cchc_metrics.cli.words import MONTH, NEW_FILE, VietnameseCommand, output
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow import uploads
from cchc_metrics.workflow.accounts import taken_at_word, visitor_named
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import Upload

unit = click.option("--unit", metavar="ĐƠN_VỊ", help="Mã đơn vị: VPHDND, PKT, PVHXH, TTPVHCC.")
month = click.option("--month", type=MONTH, help="Kỳ số liệu, dạng NĂM-THÁNG.")
workbook = click.argument(
    "file", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)


@click.command("template", cls=VietnameseCommand)
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
        require_year(office, month.year)
    path = output or Path(uploads.template_name(office.plan, code, month))
    tell_written(path, uploads.template(office, code, month, filled))


@click.command("check", cls=VietnameseCommand)
@workbook
@unit
@month
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option(
    "--marked",
    metavar="TỆP",
    type=NEW_FILE,
    help="Ghi tệp đã đánh dấu lỗi.",
)
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


@click.command("submit", cls=VietnameseCommand)
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


def _known_unit(office: Office, unit: str | None) -> str:
    codes = [department.code for department in office.plan.reporting_departments]
    if unit not in codes:
        found = f"“{unit}” không phải mã đơn vị" if unit else "Thiếu --unit"
        raise click.UsageError(f"{found}. Các mã đơn vị: {', '.join(codes)}.")
    return unit


def _read(
    office: Office, file: Path, unit: str | None, month: ReportingMonth | None, visitor: Visitor
) -> Upload:
    expected = Expected(_known_unit(office, unit) if unit else None, month)
    content, today = file.read_bytes(), office.today()
    return uploads.read_upload(
        office, file.name, content, expected, visitor, today, is_explicit=True
    )
