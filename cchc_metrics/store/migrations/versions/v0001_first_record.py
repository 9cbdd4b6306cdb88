"""The first record: departments, files, submissions, figures, audit, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_departments()
    _create_files()
    _create_submissions()
    _create_figures()
    _create_audit()
    _create_settings()


def _create_departments() -> None:
    op.create_table(
        "departments",
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("short_name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("commune_code", "code", name="pk_departments"),
    )


def _create_files() -> None:
    op.create_table(
        "files",
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("commune_code", "sha256", name="pk_files"),
    )


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("department_code", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("plan_code", sa.Text, nullable=False),
        sa.Column("plan_version", sa.Text, nullable=False),
        sa.Column("window_start", sa.Date, nullable=False),
        sa.Column("window_end", sa.Date, nullable=False),
        sa.Column("file_sha256", sa.Text, nullable=False),
        sa.Column("sent_by", sa.Text, nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False),
        sa.Column("warnings_reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        *_submission_constraints(),
        sqlite_autoincrement=True,
    )


def _submission_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["commune_code", "department_code"],
            ["departments.commune_code", "departments.code"],
            name="fk_submissions_departments",
        ),
        sa.ForeignKeyConstraint(
            ["commune_code", "file_sha256"],
            ["files.commune_code", "files.sha256"],
            name="fk_submissions_files",
        ),
        sa.UniqueConstraint(
            "commune_code",
            "month",
            "department_code",
            "version",
            name="uq_submissions_commune_code_month_department_code_version",
        ),
        sa.UniqueConstraint("commune_code", "id", name="uq_submissions_commune_code_id"),
        sa.CheckConstraint("version >= 1", name=op.f("ck_submissions_version_counts_from_one")),
        sa.CheckConstraint(
            "window_start <= window_end", name=op.f("ck_submissions_window_has_days")
        ),
    )


def _create_figures() -> None:
    op.create_table(
        "figures",
        sa.Column("submission_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("indicator_code", sa.Text, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("numerator", sa.BigInteger, nullable=False),
        sa.Column("denominator", sa.BigInteger),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("numerator_cell", sa.Text, nullable=False),
        sa.Column("denominator_cell", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", "indicator_code", name="pk_figures"),
        sa.ForeignKeyConstraint(
            ["commune_code", "submission_id"],
            ["submissions.commune_code", "submissions.id"],
            name="fk_figures_submissions",
        ),
        sa.CheckConstraint("numerator >= 0", name=op.f("ck_figures_numerator_not_negative")),
        sa.CheckConstraint(
            "denominator IS NULL OR denominator >= 0",
            name=op.f("ck_figures_denominator_not_negative"),
        ),
    )


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_commune_code_id", "audit", ["commune_code", "id"])


def _create_settings() -> None:
    op.create_table(
        "settings",
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("commune_code", "key", name="pk_settings"),
    )
