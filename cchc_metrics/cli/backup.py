"""The commands that take the whole record out and bring it back: `backup`, `restore`."""

import os
from pathlib import Path

import click

from cchc_metrics import words
from cchc_metrics.cli.office import command_office
from cchc_metrics.cli.words import VietnameseCommand
from cchc_metrics.store.backup import Manifest
from cchc_metrics.workflow import backups
from cchc_metrics.workflow.accounts import CONSOLE

# What each part of a backup is called, in the order in which it is told.
_PARTS = {
    "departments": "đơn vị",
    "files": "tệp gốc",
    "submissions": "lần nộp",
    "figures": "số liệu",
    "withdrawals": "lần rút hoặc khôi phục",
    "locks": "lần chốt hoặc mở chốt",
    "accounts": "tài khoản",
    "audit": "dòng nhật ký",
}


@click.command("backup", cls=VietnameseCommand)
@click.argument(
    "file", metavar="[TỆP]", required=False, type=click.Path(path_type=Path, dir_okay=False)
)
@click.option(
    "--daily",
    is_flag=True,
    help="Bản của hôm nay, vào thư mục CCHC_BACKUP_DIR (mặc định var/sao-luu); dọn bản quá hạn.",
)
def backup(file: Path | None, daily: bool) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp mới; máy chủ vẫn chạy bình thường.

    Tệp có mật khẩu đã băm của các tài khoản: cất giữ như cơ sở dữ liệu, không gửi qua thư.
    """
    if daily is (file is not None):
        raise click.UsageError("Chọn một: TỆP để sao lưu vào đó, hoặc --daily cho bản của hôm nay.")
    office = command_office()
    if file is not None:
        _tell_made(backups.make_backup(office, file, CONSOLE))
        return
    day, folder = backups.real_day(), backups.backup_folder(os.environ)
    made = backups.daily_backup(office, folder, day)
    if made is None:
        click.echo(f"Bản sao lưu ngày {words.day(day)} đã có trong thư mục {folder}.")
    else:
        _tell_made(made)


@click.command("restore", cls=VietnameseCommand)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Phục hồi từ một tệp sao lưu vào cơ sở dữ liệu trống mà CCHC_DATABASE_URL chỉ đến.

    Tệp được kiểm tra toàn bộ trước khi ghi; có lỗi thì không ghi gì. Dùng được giữa SQLite và
    PostgreSQL, và với bản sao lưu của phiên bản phần mềm cũ hơn.
    """
    manifest = backups.restore_record(os.environ, file)
    click.echo(f"Đã phục hồi từ {file}, bản sao lưu lúc {words.moment(manifest.made_at)}.")
    _tell(manifest)
    click.echo("Mọi người phải đăng nhập lại. Kiểm tra bản vừa phục hồi bằng lệnh verify.")


def _tell_made(made: backups.MadeBackup) -> None:
    size = words.file_size(made.size)
    click.echo(f"Đã sao lưu vào {made.path} ({size}), đã đọc lại và đối chiếu.")
    _tell(made.manifest)
    click.echo("Chép tệp này sang máy khác hoặc ổ đĩa rời, nơi chỉ người quản trị mở được.")


def _tell(manifest: Manifest) -> None:
    parts = [
        f"{words.number(manifest.parts[table].rows)} {called}"
        for table, called in _PARTS.items()
        if table in manifest.parts
    ]
    click.echo(f"  Gồm {words.joined(parts)}.")
    for commune, head in manifest.heads.items():
        click.echo(f"  Nhật ký xã {commune}: dòng cuối số {head.number}, mã {head.hash}")
