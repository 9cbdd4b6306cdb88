"""The command that runs the dashboard: `serve`."""

import os
import sys
from contextlib import nullcontext

import click

from cchc_metrics.cli.words import VietnameseCommand
from cchc_metrics.ui import server
from cchc_metrics.workflow import serving
from cchc_metrics.workflow.daily_backups import daily_backups

LAST_PORT = 65535


@click.command("serve", cls=VietnameseCommand)
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
    environment = serving.demo_environment(os.environ) if demo else dict(os.environ)
    for line in serving.prepare(environment, demo, port):
        click.echo(line)
    click.echo(f"Mở trình duyệt tại http://localhost:{port} (bấm Ctrl+C để dừng).")
    # A demonstration is not worth a backup.
    with nullcontext() if demo else daily_backups(environment, server.warmed_up):
        sys.exit(server.run(environment, port, only_here=demo))
