"""Drafts of reports and reports that were sent."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from cchc_metrics.store.guards import refuse_changes

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create(
        "report_drafts",
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint(
            "commune_code",
            "plan_code",
            "kind",
            "period",
            "version",
            name="uq_report_drafts_version",
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_report_drafts_version_counts_from_one")),
    )
    _create(
        "sent_reports",
        _text("document_number"),
        sa.Column("document_date", sa.Date, nullable=False),
        sa.UniqueConstraint(
            "commune_code",
            "plan_code",
            "kind",
            "document_number",
            name="uq_sent_reports_number",
        ),
    )
    for table in ("report_drafts", "sent_reports"):
        refuse_changes(op.get_bind(), table)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _create(name: str, *own: Any) -> None:
    """What both have: a number, whose it is, what it is about, the text, who and when."""
    op.create_table(
        name,
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        _text("commune_code"),
        _text("plan_code"),
        _text("kind"),
        _text("period"),
        *(column for column in own if isinstance(column, sa.Column)),
        _text("content"),
        _text("done_by"),
        sa.Column("done_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *(rule for rule in own if not isinstance(rule, sa.Column)),
        sqlite_autoincrement=True,
    )
