"""The commands on the record as a whole: `verify`."""

import json
import sys
from typing import Any

import click

from cchc_metrics import words
from cchc_metrics.cli.office import command_office
from cchc_metrics.cli.output import FAILED
from cchc_metrics.cli.words import VietnameseCommand
from cchc_metrics.workflow.verify import Verified, verify


@click.command("verify", cls=VietnameseCommand)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def verify_record(as_json: bool) -> None:
    """Đối chiếu nhật ký, tệp gốc và số liệu đã lưu. Mã thoát 1 khi có sai lệch."""
    verified = verify(command_office(), lambda line: click.echo(line, err=True))
    if as_json:
        click.echo(json.dumps(_verified_json(verified), ensure_ascii=False, indent=2))
    else:
        _tell(verified)
    sys.exit(FAILED if verified.findings else 0)


def _tell(verified: Verified) -> None:
    for commune in verified.communes:
        click.echo(
            f"Xã {commune.code}: {words.number(commune.head.number)} dòng nhật ký,"
            f" {words.number(commune.submissions)} lần nộp, {words.number(commune.files)} tệp."
        )
        click.echo(f"  Dòng cuối của chuỗi: số {commune.head.number}, mã {commune.head.hash}")
    if verified.communes:
        click.echo("Chép số và mã dòng cuối ra nơi khác để biết nếu sau này nhật ký bị cắt bớt.")
    if not verified.findings:
        click.echo("Không có sai lệch nào.")
        return
    click.echo(f"Có {words.number(len(verified.findings))} sai lệch:")
    for finding in verified.findings:
        click.echo(f"- {finding.sentence}")


def _verified_json(verified: Verified) -> dict[str, Any]:
    """A promise to scripts: fields keep their names."""
    return {
        "clean": not verified.findings,
        "communes": [
            {
                "commune": commune.code,
                "head": {"number": commune.head.number, "hash": commune.head.hash},
                "submissions": commune.submissions,
                "files": commune.files,
            }
            for commune in verified.communes
        ],
        "findings": [
            {"check": f.check.value, "place": f.place, "problem": f.problem}
            for f in verified.findings
        ],
    }
