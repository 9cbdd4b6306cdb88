"""An open session as its owner and administrators see it: where, since when, by which way in."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True)
class SessionEntry:
    """One browser that is signed in; `is_here` for the one that asks."""

    id: str
    account: str
    address: str
    opened_at: datetime
    last_seen_at: datetime
    with_password: bool
    is_here: bool = False

    @property
    def way_in(self) -> str:
        return "mật khẩu" if self.with_password else "tài khoản của tỉnh"


def session_id(token_sha256: str) -> str:
    """A name for a session that tells nothing of its token, nor of the hash that is kept."""
    return sha256(f"session {token_sha256}".encode()).hexdigest()[:8]
