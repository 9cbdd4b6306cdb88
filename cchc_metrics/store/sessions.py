"""Sessions of those who have signed in, and the failures of those who could not.

Every function works inside a transaction of its caller. Only hashes of tokens get here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from cchc_metrics.store.accounts import Account, account_of
from cchc_metrics.store.tables import accounts, sessions, sign_in_failures


@dataclass(frozen=True)
class Session:
    """One browser of an account; `with_password` says how its owner came in."""

    token_sha256: str
    account: str
    with_password: bool
    address: str
    opened_at: datetime
    last_seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class OpenSession:
    """What a token leads to: when it was seen, when it ends, and whose it is."""

    account: Account
    with_password: bool
    last_seen_at: datetime
    ends_at: datetime


# Built once: it runs on every request.
_BY_TOKEN = (
    select(
        accounts,
        sessions.c.with_password,
        sessions.c.last_seen_at.label("seen"),
        sessions.c.ends_at,
    )
    .join_from(
        sessions,
        accounts,
        and_(
            accounts.c.commune_code == sessions.c.commune_code,
            accounts.c.name == sessions.c.account_name,
        ),
    )
    .where(
        sessions.c.commune_code == bindparam("commune"),
        sessions.c.token_sha256 == bindparam("token_sha256"),
    )
)


def find_session(connection: Connection, commune: str, token_sha256: str) -> OpenSession | None:
    """The session of a token, whether or not its time has run out."""
    found = connection.execute(_BY_TOKEN, {"commune": commune, "token_sha256": token_sha256})
    row = found.one_or_none()
    if row is None:
        return None
    return OpenSession(account_of(row), row.with_password, row.seen, row.ends_at)


def list_sessions(
    connection: Connection,
    commune: str,
    seen_after: datetime,
    now: datetime,
    account: str | None = None,
) -> list[Session]:
    """Sessions that were seen after a moment and have not ended, the latest first."""
    query = select(sessions).where(
        sessions.c.commune_code == commune,
        sessions.c.last_seen_at > seen_after,
        sessions.c.ends_at > now,
    )
    if account is not None:
        query = query.where(sessions.c.account_name == account)
    query = query.order_by(sessions.c.opened_at.desc(), sessions.c.token_sha256)
    return [_session(row) for row in connection.execute(query)]


def _session(row: Row[Any]) -> Session:
    return Session(
        token_sha256=row.token_sha256,
        account=row.account_name,
        with_password=row.with_password,
        address=row.address,
        opened_at=row.opened_at,
        last_seen_at=row.last_seen_at,
        ends_at=row.ends_at,
    )


def add_session(connection: Connection, commune: str, new: Session) -> None:
    connection.execute(
        insert(sessions).values(
            commune_code=commune,
            token_sha256=new.token_sha256,
            account_name=new.account,
            with_password=new.with_password,
            address=new.address,
            opened_at=new.opened_at,
            last_seen_at=new.last_seen_at,
            ends_at=new.ends_at,
        )
    )


def set_session_seen(
    connection: Connection, commune: str, token_sha256: str, now: datetime
) -> None:
    connection.execute(
        update(sessions)
        .where(sessions.c.commune_code == commune, sessions.c.token_sha256 == token_sha256)
        .values(last_seen_at=now)
    )


def end_session(connection: Connection, commune: str, token_sha256: str) -> None:
    connection.execute(
        delete(sessions).where(
            sessions.c.commune_code == commune, sessions.c.token_sha256 == token_sha256
        )
    )


def end_sessions_of(
    connection: Connection, commune: str, account: str, but: str | None = None
) -> int:
    """End an account's sessions, all or all but one; answer with their number."""
    doomed = delete(sessions).where(
        sessions.c.commune_code == commune, sessions.c.account_name == account
    )
    if but is not None:
        doomed = doomed.where(sessions.c.token_sha256 != but)
    return connection.execute(doomed).rowcount


def forget_sessions(
    connection: Connection, commune: str, unseen_since: datetime, now: datetime
) -> None:
    """Drop the sessions whose time has run out."""
    over = (sessions.c.ends_at <= now) | (sessions.c.last_seen_at <= unseen_since)
    connection.execute(delete(sessions).where(sessions.c.commune_code == commune, over))


def failures_of_name(
    connection: Connection, commune: str, name_key: str, since: datetime
) -> list[datetime]:
    """When signing in under a name has failed."""
    return _failures(connection, commune, sign_in_failures.c.name_key == name_key, since)


def failures_from_address(
    connection: Connection, commune: str, address: str, since: datetime
) -> list[datetime]:
    """When signing in from an address has failed, under any name."""
    return _failures(connection, commune, sign_in_failures.c.address == address, since)


def add_failure(
    connection: Connection, commune: str, name_key: str, address: str, now: datetime
) -> None:
    connection.execute(
        insert(sign_in_failures).values(
            commune_code=commune, name_key=name_key, address=address, at=now
        )
    )


def forget_failures_of_name(connection: Connection, commune: str, name_key: str) -> None:
    connection.execute(
        delete(sign_in_failures).where(
            sign_in_failures.c.commune_code == commune, sign_in_failures.c.name_key == name_key
        )
    )


def forget_failures_before(connection: Connection, commune: str, moment: datetime) -> None:
    connection.execute(
        delete(sign_in_failures).where(
            sign_in_failures.c.commune_code == commune, sign_in_failures.c.at <= moment
        )
    )


def _failures(
    connection: Connection, commune: str, of: ColumnElement[bool], since: datetime
) -> list[datetime]:
    query = select(sign_in_failures.c.at).where(
        sign_in_failures.c.commune_code == commune, of, sign_in_failures.c.at > since
    )
    return list(connection.execute(query).scalars())
