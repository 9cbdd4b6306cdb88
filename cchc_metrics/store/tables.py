"""The tables of the record.

Every row carries the code of its commune, so that one record can hold a province's communes.
Rows of `APPEND_ONLY` are never changed or removed, and the database itself refuses to; sessions
and failed sign-ins are forgotten once they no longer matter. Of passwords and tokens only hashes
are kept. A change here needs a new migration.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from cchc_metrics.store.columns import ROW_ID, UtcMoment, act_columns, metadata
from cchc_metrics.store.judging_tables import JUDGING
from cchc_metrics.store.reading_tables import READING
from cchc_metrics.store.report_tables import REPORTS

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
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
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
    Column("submission_id", ROW_ID, primary_key=True, autoincrement=False),
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

# The latest row of a submission decides: withdrawn, or (`is_lifted`) counting again.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("submission_id", ROW_ID, nullable=False),
    Column("is_lifted", Boolean, nullable=False),
    *act_columns(),
    ForeignKeyConstraint(
        ["commune_code", "submission_id"], ["submissions.commune_code", "submissions.id"]
    ),
    Index(None, "commune_code", "submission_id"),
    sqlite_autoincrement=True,
)

# The latest row of a month decides: locked, or (`is_lifted`) open. What came after the submission
# named here is held back while the lock stands.
locks = Table(
    "locks",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("is_lifted", Boolean, nullable=False),
    Column("last_submission_id", BigInteger, nullable=False),
    *act_columns(),
    Index(None, "commune_code", "month"),
    sqlite_autoincrement=True,
)

# Each row's hash covers the row and the hash of the one before.
audit = Table(
    "audit",
    metadata,
    Column("commune_code", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcMoment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("number >= 1", name="number_counts_from_one"),
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
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
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

APPEND_ONLY = (
    *(files, submissions, figures, withdrawals, locks, audit),
    *(*READING, *JUDGING, *REPORTS),
)
