"""The sign-in provider of the environment: a province's, or one that is linked with VNeID."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cchc_metrics.access.origins import LOCAL_HOSTS

ISSUER_VARIABLE = "CCHC_OIDC_ISSUER"
CLIENT_VARIABLE = "CCHC_OIDC_CLIENT_ID"
SECRET_VARIABLE = "CCHC_OIDC_CLIENT_SECRET"
LABEL_VARIABLE = "CCHC_OIDC_LABEL"
_NEEDED = (ISSUER_VARIABLE, CLIENT_VARIABLE, SECRET_VARIABLE)
DEFAULT_LABEL = "Đăng nhập bằng tài khoản của tỉnh"


class WrongProvider(Exception):
    """The settings name no provider that could be asked; the text is for the reader."""


@dataclass(frozen=True)
class Provider:
    """Who confirms e-mail addresses, and as which client this server asks."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str = DEFAULT_LABEL


def provider_from(environment: Mapping[str, str]) -> Provider | None:
    """The provider to sign in with; None where none is set. Raise WrongProvider."""
    values = {name: environment.get(name, "").strip() for name in (*_NEEDED, LABEL_VARIABLE)}
    missing = [name for name in _NEEDED if not values[name]]
    if len(missing) == len(_NEEDED):
        return None
    if missing:
        raise WrongProvider(
            "Cấu hình đăng nhập qua nhà cung cấp bên ngoài còn thiếu biến"
            f" {', '.join(missing)}. Đặt đủ {', '.join(_NEEDED)}, hoặc bỏ cả ba."
        )
    issuer, client_id, secret, label = values.values()
    if not is_trusted_address(issuer) or urlsplit(issuer).query or urlsplit(issuer).fragment:
        raise WrongProvider(
            f"Biến {ISSUER_VARIABLE} đang là “{issuer}”, phải là địa chỉ https của nhà cung cấp,"
            " ví dụ https://dangnhap.laichau.gov.vn."
        )
    return Provider(issuer, client_id, secret, label or DEFAULT_LABEL)


def is_trusted_address(address: object) -> bool:
    """Whether what is sent there stays secret: HTTPS, or this very machine."""
    if not isinstance(address, str) or not address.isascii() or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or " " in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL_HOSTS)
