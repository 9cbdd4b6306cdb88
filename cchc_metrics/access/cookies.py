"""The cookie with a session's token: out of reach of scripts, gone when the browser closes.

SameSite is Lax, not Strict: with Strict a link in a letter or chat would ask those to sign in again
who are signed in. What changes anything is refused to other origins anyway.
"""

from collections.abc import Mapping

PLAIN_NAME = "cchc_session"
# Browsers take a cookie of this name over HTTPS only, and from no other host of the domain.
SECURE_NAME = "__Host-cchc_session"
_TOKEN_MAX_LENGTH = 200
# What has been begun at a provider; nothing of it is readable.
_START, _SECURE_START = "cchc_oidc", "__Host-cchc_oidc"


def session_token(cookies: Mapping[str, object], over_https: bool) -> str | None:
    """The token that came along; None where there is none that could be one."""
    token = cookies.get(SECURE_NAME if over_https else PLAIN_NAME)
    if not isinstance(token, str) or not 0 < len(token) <= _TOKEN_MAX_LENGTH:
        return None
    return token


def keeping(token: str, over_https: bool) -> str:
    """The Set-Cookie header that signs a browser in until it is closed."""
    return _cookie(token, over_https)


def start_cookie(cookies: Mapping[str, str], over_https: bool) -> str | None:
    """What this browser has begun at a provider, sealed."""
    return cookies.get(_SECURE_START if over_https else _START)


def keeping_start(sealed: str, seconds: int, over_https: bool) -> str:
    """The Set-Cookie header of a sign-in that has begun at a provider."""
    return _cookie(sealed, over_https, _START, _SECURE_START) + f"; Max-Age={seconds}"


def forgetting_start(over_https: bool) -> str:
    """The Set-Cookie header of a sign-in that is over, well or not."""
    return _cookie("", over_https, _START, _SECURE_START) + "; Max-Age=0"


def forgetting(over_https: bool) -> str:
    """The Set-Cookie header that signs a browser out."""
    return _cookie("", over_https) + "; Max-Age=0"


def _cookie(
    value: str, over_https: bool, plain_name: str = PLAIN_NAME, secure_name: str = SECURE_NAME
) -> str:
    name, secure = (secure_name, "; Secure") if over_https else (plain_name, "")
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}"
