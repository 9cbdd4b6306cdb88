"""The audit log as people look through it: chosen by person, kind, days and words, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from cchc_metrics.store.audit import ABOUT_ACCESS, AuditEntry, entry_of
from cchc_metrics.store.tables import audit


@dataclass(frozen=True)
class WantedActs:
    """What is asked for; empty means any. `until` is the moment after the last.

    `person` is an account's name, or the whole name of somebody without an account.
    """

    person: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    with_access: bool = False


def acts(
    connection: Connection, commune: str, wanted: WantedActs, limit: int, offset: int = 0
) -> list[AuditEntry]:
    """A stretch of the acts that are wanted, newest first."""
    query = select(audit).where(_chosen(commune, wanted)).order_by(audit.c.number.desc())
    return [entry_of(row) for row in connection.execute(query.limit(limit).offset(offset))]


def count_acts(connection: Connection, commune: str, wanted: WantedActs) -> int:
    query = select(func.count()).select_from(audit).where(_chosen(commune, wanted))
    return connection.execute(query).scalar_one()


def actors(connection: Connection, commune: str, with_access: bool) -> list[str]:
    """Everybody who did something, as it stands in the log."""
    query = select(audit.c.actor).where(_chosen(commune, WantedActs(with_access=with_access)))
    return list(connection.execute(query.distinct()).scalars())


def _chosen(commune: str, wanted: WantedActs) -> ColumnElement[bool]:
    return and_(audit.c.commune_code == commune, *_conditions(wanted))


def _conditions(wanted: WantedActs) -> Iterator[ColumnElement[bool]]:
    if not wanted.with_access:
        yield ~audit.c.action.startswith(ABOUT_ACCESS)
    if wanted.person:
        # Beside figures an account stands as `Lò Thị Lan (lan)`, elsewhere as `lan`.
        account = f" ({wanted.person})"
        # Not LIKE, which on SQLite takes `Lan` for `lan`.
        end = func.substr(audit.c.actor, func.length(audit.c.actor) - len(account) + 1)
        yield or_(audit.c.actor == wanted.person, end == account)
    if wanted.action:
        yield audit.c.action == wanted.action
    if wanted.since is not None:
        yield audit.c.at >= wanted.since
    if wanted.until is not None:
        yield audit.c.at < wanted.until
    if wanted.text:
        named = (audit.c.subject, audit.c.details)
        yield or_(*(column.icontains(wanted.text, autoescape=True) for column in named))
