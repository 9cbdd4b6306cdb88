"""The command that writes a period's report to a file."""

import re
from pathlib import Path

import click

from cchc_metrics.cli.office import command_office, require_year
from cchc_metrics.cli.output import tell_written
from cchc_metrics.cli.words import VietnameseCommand, output
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.papers import PaperKind
from cchc_metrics.workflow.reporting.composing import periodic
from cchc_metrics.workflow.reporting.drafting import drafted
from cchc_metrics.workflow.reporting.files import MEDIA_TYPES, paper_name, written

_CODE = re.compile(r"(\d{4})-(Q1|H1|Q3|Y)")


@click.command("report", cls=VietnameseCommand)
@click.option(
    "--period", "code", required=True, metavar="NĂM-KỲ", help="Ví dụ 2026-Q1; Q1, H1, Q3 hoặc Y."
)
@click.option(
    "--format", "form", type=click.Choice(tuple(MEDIA_TYPES)), default="docx", help="Dạng tệp."
)
@output
def write_report(code: str, form: str, output: Path | None) -> None:
    """Lập báo cáo định kỳ Quý I, 6 tháng, Quý III hoặc năm, theo bản thảo đã lưu."""
    office = command_office()
    year, period = _period(code)
    require_year(office, year)
    said = periodic(office, period, office.today(), office.now())
    paper = drafted(office, PaperKind.PERIODIC, said).paper
    path = output or Path(paper_name(paper, form))
    tell_written(path, written(paper, form))


def _period(code: str) -> tuple[int, ReportPeriod]:
    match = _CODE.fullmatch(code.strip())
    if match is None:
        raise click.BadParameter(
            f"Kỳ “{code}” không đúng dạng NĂM-KỲ, ví dụ 2026-Q1, 2026-H1, 2026-Q3, 2026-Y."
        )
    return int(match[1]), ReportPeriod(match[2])
