"""What the columns of the record are made of: names of constraints, moments, numbers of rows."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator

# Named constraints can be changed by later migrations on both engines.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

# SQLite numbers rows by itself only where the key is declared INTEGER.
ROW_ID = BigInteger().with_variant(Integer, "sqlite")


class UtcMoment(TypeDecorator[datetime]):
    """A moment: aware in Python, always UTC; SQLite, which has no zones, keeps UTC as text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment needs its time zone, got: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def signed_columns() -> tuple[Column[str], Column[datetime]]:
    """Who did it and when."""
    return (
        Column("done_by", Text, nullable=False),
        Column("done_at", UtcMoment, nullable=False),
    )


def act_columns() -> tuple[Column[str], Column[datetime], Column[str]]:
    """Who did it, when and why."""
    return (*signed_columns(), Column("reason", Text, nullable=False))
