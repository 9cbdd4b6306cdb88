"""The commands on the plan file: `plan check`."""

from pathlib import Path

import click

from cchc_metrics.cli.words import VietnameseGroup
from cchc_metrics.plan.loading import load_plan


@click.group("plan", cls=VietnameseGroup)
def plan() -> None:
    """Việc với tệp kế hoạch."""


@plan.command("check")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check_plan(file: Path) -> None:
    """Kiểm tra một tệp kế hoạch, chỉ ra mọi chỗ sai cùng một lúc."""
    found = load_plan(file)
    click.echo(
        f"{found.title}: hợp lệ. {len(found.areas)} lĩnh vực, {len(found.indicators)} chỉ tiêu,"
        f" {len(found.milestones)} việc phải hoàn thành, {len(found.tasks)} nhiệm vụ."
    )
