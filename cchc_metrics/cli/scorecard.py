"""The command that judges the plan's indicators: `scorecard`."""

from pathlib import Path

import click

from cchc_metrics.cli.office import command_office, require_year
from cchc_metrics.cli.output import tell_written
from cchc_metrics.cli.words import MONTH, PERIOD, VietnameseCommand, output
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.workflow import board, exports


@click.command("scorecard", cls=VietnameseCommand)
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
    require_year(office, as_of.year)
    card = board.scorecard(office, period, as_of, office.today())
    if form == "xlsx":
        tell_written(
            output or Path(exports.summary_name(card, "xlsx")), exports.summary_xlsx(office, card)
        )
        return
    if form == "csv":
        content = exports.summary_text(office, card)
    else:
        write = {"json": exports.summary_json, "table": exports.summary_table}[form]
        content = write(card, full)
    if output is not None:
        tell_written(output, content)
    else:
        click.echo(content, nl=not content.endswith(b"\n"))
