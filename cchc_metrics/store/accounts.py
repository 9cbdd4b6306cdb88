"""Accounts and the one-time link that makes the first of them.

Every function works inside a transaction of its caller, who also writes the act to the audit log.
Roles are text here; what they allow is not the record's concern.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select, update

from cchc_metrics.store.tables import accounts, invitations, sessions, settings

_PUBLIC_BOARD = "public_board"


@dataclass(frozen=True)
class Account:
    """Who may come in. `one_time_until` is set while the password is a one-time one."""

    name: str
    display_name: str
    role: str
    department: str | None
    email: str | None
    password_hash: str | None
    one_time_until: datetime | None
    created_at: datetime
    disabled_at: datetime | None = None
    last_seen_at: datetime | None = None


@dataclass(frozen=True)
class AccountAndSessions:
    """An account with the number of its sessions that are still open."""

    account: Account
    open_sessions: int


def has_accounts(connection: Connection, commune: str) -> bool:
    query = select(accounts.c.name).where(accounts.c.commune_code == commune).limit(1)
    return connection.execute(query).first() is not None


def find_account(connection: Connection, commune: str, name: str) -> Account | None:
    return _find(connection, accounts.c.commune_code == commune, accounts.c.name == name)


def find_account_by_email(connection: Connection, commune: str, email: str) -> Account | None:
    return _find(connection, accounts.c.commune_code == commune, accounts.c.email == email)


def list_accounts(
    connection: Connection, commune: str, seen_after: datetime, now: datetime
) -> list[AccountAndSessions]:
    """Every account by name; a session is open if it was seen after a moment and has not ended."""
    is_open = and_(
        sessions.c.commune_code == accounts.c.commune_code,
        sessions.c.account_name == accounts.c.name,
        sessions.c.last_seen_at > seen_after,
        sessions.c.ends_at > now,
    )
    count = select(func.count()).select_from(sessions).where(is_open).scalar_subquery()
    query = (
        select(accounts, count.label("open_sessions"))
        .where(accounts.c.commune_code == commune)
        .order_by(accounts.c.name)
    )
    rows = connection.execute(query)
    return [AccountAndSessions(account_of(row), row.open_sessions) for row in rows]


def count_enabled(connection: Connection, commune: str, role: str) -> int:
    """How many accounts of a role may come in."""
    query = select(func.count()).where(
        accounts.c.commune_code == commune,
        accounts.c.role == role,
        accounts.c.disabled_at.is_(None),
    )
    return connection.execute(query).scalar_one()


def add_account(connection: Connection, commune: str, new: Account) -> None:
    connection.execute(
        insert(accounts).values(
            commune_code=commune,
            name=new.name,
            display_name=new.display_name,
            role=new.role,
            department_code=new.department,
            email=new.email,
            password_hash=new.password_hash,
            one_time_until=new.one_time_until,
            created_at=new.created_at,
        )
    )


def set_entries(
    connection: Connection,
    commune: str,
    name: str,
    display_name: str,
    role: str,
    department: str | None,
    email: str | None,
) -> None:
    """Replace what an account was made with; its name stays."""
    _change(
        connection,
        commune,
        name,
        display_name=display_name,
        role=role,
        department_code=department,
        email=email,
    )


def set_password(
    connection: Connection,
    commune: str,
    name: str,
    password_hash: str,
    one_time_until: datetime | None,
) -> None:
    """Replace a password; `one_time_until` None: it is the owner's own."""
    _change(connection, commune, name, password_hash=password_hash, one_time_until=one_time_until)


def set_disabled(
    connection: Connection, commune: str, name: str, disabled_at: datetime | None
) -> None:
    """Keep an account out from a moment on, or let it in again (None)."""
    _change(connection, commune, name, disabled_at=disabled_at)


def set_last_seen(connection: Connection, commune: str, name: str, now: datetime) -> None:
    _change(connection, commune, name, last_seen_at=now)


def add_invitation(
    connection: Connection, commune: str, token_sha256: str, now: datetime, ends_at: datetime
) -> None:
    """Make a one-time link the only one that works."""
    _end_invitations(connection, commune, now)
    connection.execute(
        insert(invitations).values(
            commune_code=commune, token_sha256=token_sha256, made_at=now, ends_at=ends_at
        )
    )


def is_invited(connection: Connection, commune: str, token_sha256: str, now: datetime) -> bool:
    """Whether a one-time link still works."""
    query = select(invitations.c.made_at).where(
        invitations.c.commune_code == commune,
        invitations.c.token_sha256 == token_sha256,
        invitations.c.used_at.is_(None),
        invitations.c.ends_at > now,
    )
    return connection.execute(query).first() is not None


def use_invitation(connection: Connection, commune: str, now: datetime) -> None:
    """Let no one-time link work any more."""
    _end_invitations(connection, commune, now)


def has_public_board(connection: Connection, commune: str) -> bool:
    """Whether the board may be seen without an account; off until it is switched on."""
    query = select(settings.c.value).where(
        settings.c.commune_code == commune, settings.c.key == _PUBLIC_BOARD
    )
    return connection.execute(query).scalar() == "1"


def set_public_board(connection: Connection, commune: str, on: bool) -> None:
    value = "1" if on else "0"
    changed = connection.execute(
        update(settings)
        .where(settings.c.commune_code == commune, settings.c.key == _PUBLIC_BOARD)
        .values(value=value)
    )
    if changed.rowcount == 0:
        connection.execute(
            insert(settings).values(commune_code=commune, key=_PUBLIC_BOARD, value=value)
        )


def account_of(row: Row[Any]) -> Account:
    """The account in a row that has all columns of `accounts`."""
    return Account(
        name=row.name,
        display_name=row.display_name,
        role=row.role,
        department=row.department_code,
        email=row.email,
        password_hash=row.password_hash,
        one_time_until=row.one_time_until,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        last_seen_at=row.last_seen_at,
    )


def _find(connection: Connection, *conditions: Any) -> Account | None:
    row = connection.execute(select(accounts).where(*conditions)).one_or_none()
    return None if row is None else account_of(row)


def _change(connection: Connection, commune: str, name: str, **values: Any) -> None:
    connection.execute(
        update(accounts)
        .where(accounts.c.commune_code == commune, accounts.c.name == name)
        .values(values)
    )


def _end_invitations(connection: Connection, commune: str, now: datetime) -> None:
    connection.execute(
        update(invitations)
        .where(invitations.c.commune_code == commune, invitations.c.used_at.is_(None))
        .values(used_at=now)
    )
