"""What the gate asks and gets answered; who builds a `Door` decides where accounts are kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cchc_metrics.access.open_sessions import SessionEntry
from cchc_metrics.access.roles import Visitor


@dataclass(frozen=True)
class Opened:
    """A sign-in session has begun."""

    token: str
    must_change_password: bool = False


@dataclass(frozen=True)
class Denied:
    """Why not, for the reader; `retry_after` in seconds where waiting helps."""

    message: str
    retry_after: int | None = None


@dataclass(frozen=True)
class Demonstration:
    """An account that the sign-in page of a demonstration shows, password and all."""

    name: str
    role: str
    password: str


@dataclass(frozen=True)
class Door:
    """Functions that the record stands behind. They may wait for it, so they run in threads."""

    look_up: Callable[[str], Visitor | None]
    # The same without keeping the session awake: for what a browser asks by itself.
    glance: Callable[[str], Visitor | None]
    # Who comes without a session: nobody, or the public where the board is open to it.
    stranger: Callable[[], Visitor | None]
    sign_in: Callable[[str, str, str], Opened | Denied]  # name, password, address
    # an e-mail address that a provider has confirmed, address
    sign_in_with_email: Callable[[str, str], Opened | Denied]
    sign_out: Callable[[str], None]
    # visitor, token of the session that stays, old password, new password
    change_password: Callable[[Visitor, str, str, str], Denied | None]
    # visitor, token of the asking session: the visitor's own sessions
    own_sessions: Callable[[Visitor, str], Sequence[SessionEntry]]
    # visitor, id of a session of the same account
    end_own_session: Callable[[Visitor, str], Denied | None]
    # one-time token, name, display name, password
    make_first_admin: Callable[[str, str, str, str], Opened | Denied]
    demonstrations: Callable[[], tuple[Demonstration, ...]]
    agency: Callable[[], str]
    is_healthy: Callable[[], bool]
