"""Acts about judging: targets and what takes them back, explanations, actions, progress."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from cchc_metrics.store.guards import refuse_changes

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_APPEND_ONLY = ("targets", "target_withdrawals", "explanations", "actions", "progress")


def upgrade() -> None:
    _create_targets()
    _create_target_withdrawals()
    _create_explanations()
    _create_actions()
    _create_progress()
    for table in _APPEND_ONLY:
        refuse_changes(op.get_bind(), table)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _create(name: str, *columns: Any, is_reasoned: bool = False) -> None:
    """A table whose rows are numbered, belong to a commune and are signed."""
    op.create_table(
        name,
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        _text("commune_code"),
        *columns,
        _text("done_by"),
        sa.Column("done_at", _MOMENT, nullable=False),
        *([_text("reason")] if is_reasoned else []),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )


def _counts_from_one(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= 1", name=op.f(f"ck_{table}_{column}_counts_from_one"))


def _create_targets() -> None:
    _create(
        "targets",
        _text("plan_code"),
        _text("indicator_code"),
        sa.Column("numerator", sa.BigInteger, nullable=False),
        sa.Column("denominator", sa.BigInteger, nullable=False),
        sa.Column("is_strict", sa.Boolean, nullable=False),
        sa.Column("holds_from", sa.Date, nullable=False),
        _text("document_number"),
        sa.Column("document_date", sa.Date, nullable=False),
        _text("document_agency"),
        sa.UniqueConstraint("commune_code", "id", name="uq_targets_commune_code_id"),
        sa.CheckConstraint("numerator >= 0", name=op.f("ck_targets_numerator_not_negative")),
        _counts_from_one("targets", "denominator"),
        is_reasoned=True,
    )
    op.create_index("ix_targets_commune_code_plan_code", "targets", ["commune_code", "plan_code"])


def _create_target_withdrawals() -> None:
    _create(
        "target_withdrawals",
        sa.Column("target_id", _ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code", "target_id"],
            ["targets.commune_code", "targets.id"],
            name="fk_target_withdrawals_targets",
        ),
        sa.UniqueConstraint(
            "commune_code", "target_id", name="uq_target_withdrawals_commune_code_target_id"
        ),
        is_reasoned=True,
    )


def _create_explanations() -> None:
    _create(
        "explanations",
        _text("plan_code"),
        _text("indicator_code"),
        _text("month"),
        sa.Column("version", sa.Integer, nullable=False),
        _text("department_code"),
        _text("cause"),
        sa.UniqueConstraint(
            "commune_code",
            "plan_code",
            "indicator_code",
            "month",
            "version",
            name="uq_explanations_version",
        ),
        _counts_from_one("explanations", "version"),
    )


def _create_actions() -> None:
    _create(
        "actions",
        _text("plan_code"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        _text("indicator_code"),
        _text("month"),
        _text("department_code"),
        _text("what"),
        _text("person"),
        sa.Column("due_on", sa.Date, nullable=False),
        _text("state"),
        _text("outcome"),
        sa.Column("ended_on", sa.Date),
        sa.UniqueConstraint(
            "commune_code", "number", "version", name="uq_actions_commune_code_number_version"
        ),
        _counts_from_one("actions", "number"),
        _counts_from_one("actions", "version"),
    )


def _create_progress() -> None:
    _create(
        "progress",
        _text("plan_code"),
        _text("item_code"),
        sa.Column("version", sa.Integer, nullable=False),
        _text("department_code"),
        _text("state"),
        sa.Column("due_on", sa.Date),
        sa.Column("done_on", sa.Date),
        _text("evidence"),
        _text("document"),
        sa.Column("submission_id", _ROW_ID),
        sa.ForeignKeyConstraint(
            ["commune_code", "submission_id"],
            ["submissions.commune_code", "submissions.id"],
            name="fk_progress_submissions",
        ),
        sa.UniqueConstraint(
            "commune_code",
            "plan_code",
            "item_code",
            "version",
            name="uq_progress_commune_code_plan_code_item_code_version",
        ),
        _counts_from_one("progress", "version"),
    )
