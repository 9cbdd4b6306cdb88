"""The commands on accounts: `account add|change|list|disable|enable|reset|sessions`.

Whoever can run them has the record in hand anyway, so they ask for no password; each is logged as
done on the server.
"""

import click

from cchc_metrics import words
from cchc_metrics.access.open_sessions import SessionEntry
from cchc_metrics.access.roles import Role
from cchc_metrics.cli.office import command_office
from cchc_metrics.cli.words import VietnameseGroup
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import CONSOLE, AccountEntry, Changes, NewAccount

_ONE_TIME = (
    "Mật khẩu dùng một lần: {password}\n"
    "Chỉ hiện lần này. Người dùng phải đổi khi đăng nhập lần đầu, trong vòng 7 ngày."
)
name_of = click.argument("name", metavar="TÊN")
role_of = click.Choice([role.value for role in Role])
_ROLES = "officer: cán bộ đơn vị; coordinator: đầu mối tổng hợp; leader: lãnh đạo; admin: quản trị."


@click.group(cls=VietnameseGroup)
def account() -> None:
    """Việc với tài khoản."""


@account.command("add")
@name_of
@click.option("--full-name", metavar="HỌ_TÊN", required=True, help="Họ và tên.")
@click.option("--role", type=role_of, required=True, help=_ROLES)
@click.option("--unit", metavar="ĐƠN_VỊ", help="Mã đơn vị, bắt buộc với officer.")
@click.option("--email", metavar="ĐỊA_CHỈ", help="Thư điện tử, dùng khi đăng nhập qua OIDC.")
def add(name: str, full_name: str, role: str, unit: str | None, email: str | None) -> None:
    """Lập tài khoản; in mật khẩu dùng một lần."""
    office = command_office()
    new = NewAccount(name, full_name, Role(role), unit, email)
    password = accounts.create_account(office, CONSOLE, new, office.real_now())
    click.echo(f"Đã lập tài khoản {name.strip().lower()}.")
    click.echo(_ONE_TIME.format(password=password))


@account.command("change")
@name_of
@click.option("--full-name", metavar="HỌ_TÊN", help="Họ và tên.")
@click.option("--role", type=role_of, help=_ROLES)
@click.option("--unit", metavar="ĐƠN_VỊ", help='Mã đơn vị; "" là không gắn đơn vị.')
@click.option("--email", metavar="ĐỊA_CHỈ", help='Thư điện tử; "" là bỏ địa chỉ đang có.')
def change(
    name: str, full_name: str | None, role: str | None, unit: str | None, email: str | None
) -> None:
    """Sửa tài khoản; đổi vai trò hoặc đơn vị thì kết thúc mọi phiên."""
    office = command_office()
    changes = Changes(full_name, Role(role) if role else None, unit, email)
    accounts.change_account(office, CONSOLE, name, changes, office.real_now())
    click.echo(f"Đã sửa tài khoản {name.strip().lower()}.")


@account.command("list")
def list_accounts() -> None:
    """In danh sách tài khoản."""
    office = command_office()
    entries = accounts.accounts(office, CONSOLE, office.real_now())
    if not entries:
        click.echo("Chưa có tài khoản nào.")
        return
    heading = ("Tên", "Vai trò", "Đơn vị", "Trạng thái", "Lần cuối", "Phiên", "Họ và tên")
    click.echo(words.aligned([heading, *map(_line, entries)]))


@account.command("disable")
@name_of
def disable(name: str) -> None:
    """Khóa tài khoản và kết thúc mọi phiên của tài khoản đó."""
    office = command_office()
    accounts.disable_account(office, CONSOLE, name, office.real_now())
    click.echo(f"Đã khóa tài khoản {name}.")


@account.command("enable")
@name_of
def enable(name: str) -> None:
    """Mở khóa tài khoản."""
    office = command_office()
    accounts.enable_account(office, CONSOLE, name, office.real_now())
    click.echo(f"Đã mở khóa tài khoản {name}.")


@account.command("reset")
@name_of
def reset(name: str) -> None:
    """Cấp lại mật khẩu dùng một lần và kết thúc mọi phiên."""
    office = command_office()
    password = accounts.reset_password(office, CONSOLE, name, office.real_now())
    click.echo(f"Đã cấp lại mật khẩu cho tài khoản {name}.")
    click.echo(_ONE_TIME.format(password=password))


@account.command("sessions")
@click.argument("name", metavar="[TÊN]", required=False)
def sessions(name: str | None) -> None:
    """In các phiên đang mở, của một tài khoản hoặc của tất cả."""
    office = command_office()
    entries = accounts.open_sessions(office, CONSOLE, office.real_now(), name)
    if not entries:
        click.echo("Không có phiên nào đang mở.")
        return
    heading = ("Mã phiên", "Tên", "Địa chỉ", "Cách vào", "Mở lúc", "Hoạt động gần nhất")
    click.echo(words.aligned([heading, *map(_session_line, entries)]))


def _session_line(entry: SessionEntry) -> tuple[str, ...]:
    return (
        entry.id,
        entry.account,
        entry.address or words.NOTHING,
        entry.way_in,
        words.moment(entry.opened_at),
        words.moment(entry.last_seen_at),
    )


def _line(entry: AccountEntry) -> tuple[str, ...]:
    state = "khóa" if entry.is_disabled else "mật khẩu tạm" if entry.must_change_password else ""
    return (
        entry.name,
        entry.role.label,
        entry.department or words.NOTHING,
        state or "đang dùng",
        words.moment(entry.last_seen_at) if entry.last_seen_at else "chưa vào",
        words.number(entry.open_sessions),
        entry.display_name,
    )
