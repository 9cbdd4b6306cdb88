"""The cookie with a session's token: out of reach of scripts, gone when the browser closes.

SameSite is Lax, not Strict: with Strict a link in a letter or chat would ask those to sign in again
who are signed in. What changes anything is refused to other origins anyway.
"""

from collections.abc import Mapping

PLAIN_NAME = "cchc_session"
# Browsers take a cookie of this name over HTTPS only, and from no other host of the domain.
SECURE_NAME = "__Host-cchc_session"
_TOKEN_MAX_LENGTH = 200


def session_token(cookies: Mapping[str, object], over_https: bool) -> str | None:
    """The token that came along; None where there is none that could be one."""
    token = cookies.get(SECURE_NAME if over_https else PLAIN_NAME)
    if not isinstance(token, str) or not 0 < len(token) <= _TOKEN_MAX_LENGTH:
        return None
    return token


def keeping(token: str, over_https: bool) -> str:
    """The Set-Cookie header that signs a browser in until it is closed."""
    return _cookie(token, over_https)


def forgetting(over_https: bool) -> str:
    """The Set-Cookie header that signs a browser out."""
    return _cookie("", over_https) + "; Max-Age=0"


def _cookie(value: str, over_https: bool) -> str:
    name, secure = (SECURE_NAME, "; Secure") if over_https else (PLAIN_NAME, "")
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}"
