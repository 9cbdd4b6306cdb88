"""The pages before the dashboard as plain HTML: no scripts, so that they work anywhere."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from cchc_metrics.access.door import Demonstration
from cchc_metrics.access.open_sessions import SessionEntry
from cchc_metrics.access.origins import HOME
from cchc_metrics.access.passwords import SHORTEST
from cchc_metrics.words import moment

STYLE, ICON = "/cong/trang.css", "/cong/bieu-tuong.png"
BEGIN_ELSEWHERE = "/oidc/bat-dau"
END_SESSION = "/ket-thuc-phien"
_RULE = f"Ít nhất {SHORTEST} ký tự. Vài từ không liên quan đến nhau thì dễ nhớ mà khó đoán."
_FRAME = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · Theo dõi CCHC</title>
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{style}">
</head>
<body>
<main>
<header>
<img src="{icon}" alt="" width="56" height="56">
<p class="co-quan">{agency}</p>
<p class="he-thong">Theo dõi cải cách hành chính</p>
</header>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""


def sign_in_page(
    agency: str,
    wanted: str,
    name: str = "",
    message: str = "",
    demonstrations: Sequence[Demonstration] = (),
    elsewhere: str = "",
) -> str:
    """Name and password, perhaps a provider; on a demonstration also the accounts to try."""
    fields = (
        _field("ten", "Tên đăng nhập", value=name, autocomplete="username", is_first=not name),
        _field("mat-khau", "Mật khẩu", "password", autocomplete="current-password", is_first=name),
    )
    follow = "" if wanted == HOME else f"?next={quote(wanted, safe='')}"
    address = f"/login{follow}"
    other = _elsewhere_form(elsewhere, f"{BEGIN_ELSEWHERE}{follow}") if elsewhere else ""
    help_line = (
        '<p class="nho">Chưa có tài khoản hoặc quên mật khẩu: liên hệ người quản trị của xã.</p>'
    )
    content = _form(address, "Đăng nhập", message, *fields) + other
    content += _demonstration_table(demonstrations, address) if demonstrations else help_line
    return _page("Đăng nhập", agency, content)


def first_admin_page(
    agency: str, token: str, name: str = "", display_name: str = "", message: str = ""
) -> str:
    """The first account of an empty record."""
    content = (
        '<p class="dan">Hệ thống chưa có tài khoản nào. Tài khoản tạo ở đây là quản trị viên'
        " đầu tiên, sẽ tạo tài khoản cho những người khác.</p>"
    ) + _form(
        f"/bat-dau?ma={quote(token, safe='')}",
        "Tạo tài khoản",
        message,
        _field("ho-ten", "Họ và tên", value=display_name, autocomplete="name", is_first=True),
        _field("ten", "Tên đăng nhập", value=name, autocomplete="username"),
        *_new_password(),
    )
    return _page("Quản trị viên đầu tiên", agency, content)


def change_password_page(
    agency: str,
    wanted: str,
    name: str,
    is_forced: bool,
    message: str = "",
    sessions: Sequence[SessionEntry] = (),
) -> str:
    """The own password, by choice or after one that was given by the administrator; sessions."""
    why = (
        "Mật khẩu đang dùng do quản trị viên cấp. Hãy đặt mật khẩu của riêng mình để tiếp tục."
        if is_forced
        else "Sau khi đổi, các máy khác đang đăng nhập bằng tài khoản này phải đăng nhập lại."
    )
    back = "" if is_forced else f'<p class="nho"><a href="{escape(wanted)}">Quay lại</a></p>'
    content = (
        f'<p class="dan">{why}</p>'
        + _form(
            f"/doi-mat-khau?next={quote(wanted, safe='')}",
            "Đổi mật khẩu",
            message,
            # For the browser's password store: whose password it is.
            f'<input name="ten" value="{escape(name)}" autocomplete="username" readonly hidden>',
            _field(
                "mat-khau-cu",
                "Mật khẩu đang dùng",
                "password",
                autocomplete="current-password",
                is_first=True,
            ),
            *_new_password(),
        )
        + back
    )
    content += _session_table(sessions) if sessions else ""
    return _page("Đổi mật khẩu", agency, content + _sign_out())


def elsewhere_page(agency: str, address: str) -> str:
    """What stands for a moment before the provider's page, and stays where browsers wait."""
    content = (
        '<p class="dan">Đang chuyển đến trang đăng nhập bên ngoài.</p>'
        f'<p class="nho"><a href="{escape(address)}">Bấm vào đây nếu chưa được chuyển</a></p>'
    )
    return _page("Đăng nhập", agency, content)


def closed_page(agency: str, message: str) -> str:
    """A page that only says something."""
    content = f'<p class="loi" role="alert">{escape(message)}</p>'
    return _page(
        "Liên kết không dùng được",
        agency,
        content + '<p class="nho"><a href="/login">Đến trang đăng nhập</a></p>',
    )


def _page(title: str, agency: str, content: str) -> str:
    return _FRAME.format(
        title=escape(title), agency=escape(agency), icon=ICON, style=STYLE, content=content
    )


def _form(address: str, button: str, message: str, *fields: str) -> str:
    said = f'<p class="loi" role="alert">{escape(message)}</p>' if message else ""
    return (
        f'<form method="post" action="{escape(address)}">{said}{"".join(fields)}'
        f'<button type="submit">{escape(button)}</button></form>'
    )


def _field(
    name: str,
    label: str,
    kind: str = "text",
    *,
    value: str = "",
    autocomplete: str = "off",
    hint: str = "",
    is_first: object = False,
) -> str:
    described = f' aria-describedby="{name}-goi-y"' if hint else ""
    note = f'<small id="{name}-goi-y">{escape(hint)}</small>' if hint else ""
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value)}"'
        f' autocomplete="{autocomplete}" autocapitalize="none" spellcheck="false" required'
        f"{described}{' autofocus' if is_first else ''}>{note}"
    )


def _new_password() -> tuple[str, str]:
    return (
        _field("mat-khau-moi", "Mật khẩu mới", "password", autocomplete="new-password", hint=_RULE),
        _field("nhac-lai", "Nhập lại mật khẩu mới", "password", autocomplete="new-password"),
    )


def _elsewhere_form(label: str, address: str) -> str:
    return (
        f'<form method="post" action="{escape(address)}" class="khac">'
        f'<button type="submit" class="khac">{escape(label)}</button></form>'
    )


def _sign_out() -> str:
    return (
        '<form method="post" action="/logout" class="phu">'
        '<button type="submit" class="phu">Đăng xuất</button></form>'
    )


def _demonstration_table(demonstrations: Sequence[Demonstration], address: str) -> str:
    """What to type, and a button for those who would rather not."""
    rows = "".join(
        f"<tr><td>{escape(d.role)}<br><code>{escape(d.name)}</code>"
        f" / <code>{escape(d.password)}</code></td>"
        f'<td><form method="post" action="{escape(address)}">'
        f'<input type="hidden" name="ten" value="{escape(d.name)}">'
        f'<input type="hidden" name="mat-khau" value="{escape(d.password)}">'
        f'<button type="submit" aria-label="Vào xem: {escape(d.role)}">Vào xem</button></form></td>'
        "</tr>"
        for d in demonstrations
    )
    return (
        '<section class="bang"><h2>Bản trình diễn, số liệu mẫu</h2>'
        "<small>Tên đăng nhập / mật khẩu của từng vai trò:</small>"
        f"<table><tbody>{rows}</tbody></table></section>"
    )


def _session_table(sessions: Sequence[SessionEntry]) -> str:
    """Where the account is signed in, and a button to end each session but this one."""
    rows = "".join(map(_session_row, sessions))
    return (
        '<section class="bang"><h2>Các phiên đang mở của tài khoản</h2>'
        "<small>Kết thúc phiên nào thì máy đó phải đăng nhập lại.</small>"
        f"<table><tbody>{rows}</tbody></table></section>"
    )


def _session_row(entry: SessionEntry) -> str:
    end = (
        f'<form method="post" action="{END_SESSION}">'
        f'<input type="hidden" name="phien" value="{escape(entry.id)}">'
        f'<button type="submit" aria-label="Kết thúc phiên {escape(entry.id)}">Kết thúc'
        "</button></form>"
    )
    return (
        f"<tr><td>Máy {escape(entry.address) or 'không rõ địa chỉ'}, vào bằng {entry.way_in}<small>"
        f"Mở lúc {moment(entry.opened_at)}; hoạt động gần nhất {moment(entry.last_seen_at)}"
        f"</small></td><td>{'Phiên này' if entry.is_here else end}</td></tr>"
    )
