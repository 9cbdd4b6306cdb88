"""Sessions seen and ended one by one: the own ones, and by administrators those of everybody."""

from dataclasses import replace
from datetime import datetime

from cchc_metrics.access.open_sessions import SessionEntry, session_id
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.store.database import Transaction, reading, writing
from cchc_metrics.store.sessions import Session, end_session, list_sessions
from cchc_metrics.workflow.accounts.keeping import get_account, log
from cchc_metrics.workflow.accounts.rules import Act, NotChanged, normal_name, token_sha256
from cchc_metrics.workflow.accounts.sign_in import IDLE
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require

_GONE = "Phiên này đã kết thúc, hoặc không phải phiên của tài khoản đang dùng."


def open_sessions(
    office: Office, actor: Visitor, now: datetime, name: str | None = None, here: str = ""
) -> list[SessionEntry]:
    """Open sessions of an account (None: of all), the latest first; `here` is the asking token.

    Everybody may see the own ones; others need an administrator.
    """
    own = name is not None and normal_name(name) == actor.name
    if not own:
        require(actor, Permission.MANAGE_ACCOUNTS)
    with reading(office.engine) as connection:
        if name is not None:
            name = get_account(connection, office, name).name
        found = _open(connection, office, now, name)
    mine = session_id(token_sha256(here))
    return [replace(entry, is_here=entry.id == mine) for entry, _ in found]


def end_one_session(office: Office, actor: Visitor, wanted: str, now: datetime) -> None:
    """End the session of an id; raise NotChanged where the actor sees none of that id."""
    may_end_any = actor.may(Permission.MANAGE_ACCOUNTS) and not actor.must_change_password
    with writing(office.engine, office.commune) as connection:
        of = None if may_end_any else actor.name
        found = [each for each in _open(connection, office, now, of) if each[0].id == wanted]
        if not found:
            raise NotChanged(_GONE)
        for entry, kept in found:
            end_session(connection, office.commune, kept.token_sha256)
            details = {"session": entry.id, "address": entry.address}
            log(connection, office, now, actor, Act.END_SESSION, entry.account, details)


def _open(
    connection: Transaction, office: Office, now: datetime, name: str | None
) -> list[tuple[SessionEntry, Session]]:
    found = list_sessions(connection, office.commune, now - IDLE, now, name)
    return [(_entry(session), session) for session in found]


def _entry(session: Session) -> SessionEntry:
    return SessionEntry(
        session_id(session.token_sha256),
        session.account,
        session.address,
        session.opened_at,
        session.last_seen_at,
        session.with_password,
    )
