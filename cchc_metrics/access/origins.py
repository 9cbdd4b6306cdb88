"""Where a request comes from and where an answer may lead: hosts, origins, addresses of pages."""

import os
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

HOSTS_VARIABLE = "CCHC_ALLOWED_HOSTS"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
HOME = "/"
# After signing in, these would lead back out or in a circle.
_NOT_NEXT = ("/login", "/logout", "/bat-dau", "/oidc")


def allowed_hosts(environment: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Names under which the server may be called, without ports."""
    named = environment.get(HOSTS_VARIABLE, "").split(",")
    hosts = {name.strip().strip("[]").lower().rstrip(".") for name in named if name.strip()}
    return frozenset(hosts or LOCAL_HOSTS)


def is_allowed_host(host: str | None, hosts: frozenset[str]) -> bool:
    """Whether the Host header names one of them: other names are guesses or rebound addresses."""
    if not host or "@" in host:
        return False
    try:
        parts = urlsplit(f"//{host}")
        name = parts.hostname if parts.netloc == host and (parts.port or True) else None
    except ValueError:
        return False
    return name is not None and name.rstrip(".") in hosts


def is_same_origin(headers: Mapping[str, str], host: str, over_https: bool) -> bool:
    """Whether a page of this very host sent the request; one that does not say did not.

    Over HTTPS it must be a page that came over HTTPS: any other may be somebody else's work.
    """
    said = headers.get("origin") or headers.get("referer") or ""
    try:
        parts = urlsplit(said)
    except ValueError:
        return False
    schemes = ("https",) if over_https else ("http", "https")
    return parts.scheme in schemes and parts.netloc.lower() == host.lower()


def safe_next(address: str) -> str:
    """The address of a page here, to go to after signing in; the first page for any other."""
    if not address.startswith("/") or address.startswith("//"):
        return HOME
    if "\\" in address or any(ord(letter) <= ord(" ") for letter in address):
        return HOME
    path = urlsplit(address).path
    is_circle = any(path == place or path.startswith(f"{place}/") for place in _NOT_NEXT)
    return HOME if is_circle else quote(address, safe="/?&=%+:,;~!*'()@$-._")


def sign_in_address(path: str, query: bytes) -> str:
    """The sign-in page that leads back to a page."""
    wanted = quote(path) + (f"?{query.decode('latin-1')}" if query else "")
    return "/login" if wanted == HOME else f"/login?next={quote(wanted, safe='')}"
