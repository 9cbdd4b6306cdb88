"""The record as a whole: its version, its departments and whether it holds sample figures."""

from sqlalchemy import Connection, Engine, bindparam, insert, or_, select, update

from cchc_metrics.plan.model import Department, Plan
from cchc_metrics.store.audit import ABOUT_ACCESS, ABOUT_KEEPING, ABOUT_REPORTS
from cchc_metrics.store.database import reading, writing
from cchc_metrics.store.tables import audit, departments, settings

_DEMONSTRATION = "demonstration"
_ABOUT_OTHERS = (ABOUT_ACCESS, ABOUT_KEEPING, ABOUT_REPORTS)
# Asked in every run of every page.
_LATEST = (
    select(audit.c.number)
    .where(
        audit.c.commune_code == bindparam("commune"),
        ~or_(*(audit.c.action.startswith(prefix) for prefix in _ABOUT_OTHERS)),
    )
    .order_by(audit.c.number.desc())
    .limit(1)
)


def ping(engine: Engine) -> None:
    """Raise StoreError where the record cannot be read."""
    with reading(engine) as connection:
        connection.execute(select(1))


def record_version(engine: Engine, commune: str) -> int:
    """A number that grows with every act on figures, 0 before the first.

    What was read at it still holds. Acts on accounts, backups and reports do not count: with them,
    everybody who signs in would make the boards compute everything anew.
    """
    with reading(engine) as connection:
        return connection.execute(_LATEST, {"commune": commune}).scalar() or 0


def sync_departments(engine: Engine, plan: Plan) -> None:
    """Enter the plan's departments and their present names; those it dropped stay for the past."""
    with writing(engine, plan.commune.code) as connection:
        for department in plan.departments:
            _enter_department(connection, plan.commune.code, department)


def _enter_department(connection: Connection, commune: str, department: Department) -> None:
    names = {"name": department.name, "short_name": department.short_name}
    renamed = connection.execute(
        update(departments)
        .where(departments.c.commune_code == commune, departments.c.code == department.code)
        .values(names)
    )
    if renamed.rowcount == 0:
        connection.execute(
            insert(departments).values(commune_code=commune, code=department.code, **names)
        )


def set_demonstration(engine: Engine, commune: str) -> None:
    """Mark for good that the commune's figures are samples."""
    with writing(engine, commune) as connection:
        if not _has_mark(connection, commune):
            connection.execute(
                insert(settings).values(commune_code=commune, key=_DEMONSTRATION, value="1")
            )


def is_demonstration(engine: Engine, commune: str) -> bool:
    with reading(engine) as connection:
        return _has_mark(connection, commune)


def _has_mark(connection: Connection, commune: str) -> bool:
    mark = select(settings.c.value).where(
        settings.c.commune_code == commune, settings.c.key == _DEMONSTRATION
    )
    return connection.execute(mark).first() is not None
