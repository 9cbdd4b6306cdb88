"""Withdrawals and locks; the audit log chained by hash; tables that the database keeps as they are.

Earlier rows of the log are chained as they stand. The spelling that is hashed is written out here
once more, because a migration must do the same for ever.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

from cchc_metrics.store.guards import refuse_changes

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_APPEND_ONLY = ("files", "submissions", "figures", "withdrawals", "locks", "audit")


def upgrade() -> None:
    _create_withdrawals()
    _create_locks()
    _chain_audit()
    for table in _APPEND_ONLY:
        refuse_changes(op.get_bind(), table)


def _act_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("done_by", sa.Text, nullable=False),
        sa.Column("done_at", _MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def _create_withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("submission_id", _ROW_ID, nullable=False),
        sa.Column("is_lifted", sa.Boolean, nullable=False),
        *_act_columns(),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawals"),
        sa.ForeignKeyConstraint(
            ["commune_code", "submission_id"],
            ["submissions.commune_code", "submissions.id"],
            name="fk_withdrawals_submissions",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_withdrawals_commune_code_submission_id",
        "withdrawals",
        ["commune_code", "submission_id"],
    )


def _create_locks() -> None:
    op.create_table(
        "locks",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("is_lifted", sa.Boolean, nullable=False),
        sa.Column("last_submission_id", sa.BigInteger, nullable=False),
        *_act_columns(),
        sa.PrimaryKeyConstraint("id", name="pk_locks"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_locks_commune_code_month", "locks", ["commune_code", "month"])


def _chain_audit() -> None:
    """Make the table anew: its rows get numbers of their commune in place of the record's."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT * FROM audit ORDER BY id")).mappings().all()
    op.drop_table("audit")
    audit = op.create_table(
        "audit",
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("commune_code", "number", name="pk_audit"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_audit_number_counts_from_one")),
    )
    op.bulk_insert(audit, list(_chained(rows)))


def _chained(rows: Any) -> Iterator[dict[str, Any]]:
    ends: dict[str, tuple[int, str]] = {}
    for row in rows:
        number, before = ends.get(row["commune_code"], (0, ""))
        texts = [row["actor"], row["action"], row["subject"], row["details"], before]
        at = _in_utc(row["at"])
        moment = at.isoformat(timespec="microseconds")
        spelled = json.dumps([row["commune_code"], number + 1, moment, *texts], ensure_ascii=False)
        digest = sha256(spelled.encode()).hexdigest()
        ends[row["commune_code"]] = (number + 1, digest)
        kept = {name: row[name] for name in ("commune_code", "actor", "action", "subject")}
        yield kept | {
            "number": number + 1,
            "at": at,
            "details": row["details"],
            "previous_hash": before,
            "hash": digest,
        }


def _in_utc(at: Any) -> datetime:
    """SQLite gives the UTC moment as text, PostgreSQL as a moment of the server's zone."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
