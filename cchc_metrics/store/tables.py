"""The tables of the record.

Every row carries the code of its commune, so that one record can hold a province's communes.
Submissions and audit rows are only ever added; sessions and failed sign-ins are forgotten once
they no longer matter. Of passwords and tokens only hashes are kept.
A change here needs a new migration.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

# Named constraints can be changed by later migrations on both engines.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


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


# SQLite numbers rows by itself only where the key is declared INTEGER.
_ROW_ID = BigInteger().with_variant(Integer, "sqlite")

departments = Table(
    "departments",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("short_name", Text, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("received_at", UtcMoment, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", _ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("department_code", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("plan_code", Text, nullable=False),
    Column("plan_version", Text, nullable=False),
    Column("window_start", Date, nullable=False),
    Column("window_end", Date, nullable=False),
    Column("file_sha256", Text, nullable=False),
    Column("sent_by", Text, nullable=False),
    Column("sent_at", UtcMoment, nullable=False),
    Column("warnings_reason", Text),
    ForeignKeyConstraint(
        ["commune_code", "department_code"], ["departments.commune_code", "departments.code"]
    ),
    ForeignKeyConstraint(["commune_code", "file_sha256"], ["files.commune_code", "files.sha256"]),
    # Month before department: the same index finds a year, and the latest version within it.
    UniqueConstraint("commune_code", "month", "department_code", "version"),
    UniqueConstraint("commune_code", "id"),
    CheckConstraint("version >= 1", name="version_counts_from_one"),
    CheckConstraint("window_start <= window_end", name="window_has_days"),
    sqlite_autoincrement=True,
)

figures = Table(
    "figures",
    metadata,
    Column("submission_id", _ROW_ID, primary_key=True, autoincrement=False),
    Column("indicator_code", Text, primary_key=True),
    Column("commune_code", Text, nullable=False),
    Column("numerator", BigInteger, nullable=False),
    Column("denominator", BigInteger),
    Column("note", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("numerator_cell", Text, nullable=False),
    Column("denominator_cell", Text, nullable=False),
    ForeignKeyConstraint(
        ["commune_code", "submission_id"], ["submissions.commune_code", "submissions.id"]
    ),
    CheckConstraint("numerator >= 0", name="numerator_not_negative"),
    CheckConstraint("denominator IS NULL OR denominator >= 0", name="denominator_not_negative"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", _ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),
    Index(None, "commune_code", "id"),
    sqlite_autoincrement=True,
)

settings = Table(
    "settings",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("display_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("department_code", Text),
    Column("email", Text),
    Column("password_hash", Text),
    # Set while the password is a one-time one, which must be changed at the first sign-in.
    Column("one_time_until", UtcMoment),
    Column("created_at", UtcMoment, nullable=False),
    Column("disabled_at", UtcMoment),
    Column("last_seen_at", UtcMoment),
    ForeignKeyConstraint(
        ["commune_code", "department_code"], ["departments.commune_code", "departments.code"]
    ),
    UniqueConstraint("commune_code", "email"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("token_sha256", Text, primary_key=True),
    Column("account_name", Text, nullable=False),
    Column("with_password", Boolean, nullable=False),
    Column("address", Text, nullable=False),
    Column("opened_at", UtcMoment, nullable=False),
    Column("last_seen_at", UtcMoment, nullable=False),
    Column("ends_at", UtcMoment, nullable=False),
    ForeignKeyConstraint(
        ["commune_code", "account_name"], ["accounts.commune_code", "accounts.name"]
    ),
    Index(None, "commune_code", "account_name"),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("id", _ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    # Of the name as it was typed, which may be anything: a password too.
    Column("name_key", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Index(None, "commune_code", "at"),
    sqlite_autoincrement=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("token_sha256", Text, primary_key=True),
    Column("made_at", UtcMoment, nullable=False),
    Column("ends_at", UtcMoment, nullable=False),
    Column("used_at", UtcMoment),
)
