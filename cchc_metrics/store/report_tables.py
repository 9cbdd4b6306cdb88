"""Tables of what is written for reports: drafts as they were saved, and what was sent, frozen.

`content` is JSON that the reports themselves write and read; the log proves it by its hash.
"""

from sqlalchemy import CheckConstraint, Column, Date, Integer, Table, Text, UniqueConstraint

from cchc_metrics.store.columns import ROW_ID, metadata, signed_columns

# A row is a draft whole; the latest version of a kind and period counts.
report_drafts = Table(
    "report_drafts",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("plan_code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),
    *signed_columns(),
    # Named here, since the name made of its columns is too long for PostgreSQL.
    UniqueConstraint(
        "commune_code", "plan_code", "kind", "period", "version", name="uq_report_drafts_version"
    ),
    CheckConstraint("version >= 1", name="version_counts_from_one"),
    sqlite_autoincrement=True,
)

# With its number, its day and every figure that stood in it.
sent_reports = Table(
    "sent_reports",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("plan_code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("document_number", Text, nullable=False),
    Column("document_date", Date, nullable=False),
    Column("content", Text, nullable=False),
    *signed_columns(),
    UniqueConstraint(
        "commune_code", "plan_code", "kind", "document_number", name="uq_sent_reports_number"
    ),
    sqlite_autoincrement=True,
)

REPORTS = (report_drafts, sent_reports)
