"""How cells were read where they do not say it themselves; what departments' own labels mean."""

import sqlalchemy as sa
from alembic import op

from cchc_metrics.store.guards import refuse_changes

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_readings()
    _create_mappings()
    for table in ("readings", "mappings"):
        refuse_changes(op.get_bind(), table)


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("submission_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("indicator_code", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("cell", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("taken_as", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(
            "submission_id", "indicator_code", "sheet", "cell", "kind", name="pk_readings"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id", "indicator_code"],
            ["figures.submission_id", "figures.indicator_code"],
            name="fk_readings_figures",
        ),
        sa.ForeignKeyConstraint(
            ["commune_code", "submission_id"],
            ["submissions.commune_code", "submissions.id"],
            name="fk_readings_submissions",
        ),
    )


def _create_mappings() -> None:
    op.create_table(
        "mappings",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("department_code", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("meaning", sa.Text, nullable=False),
        sa.Column("is_lifted", sa.Boolean, nullable=False),
        sa.Column("done_by", sa.Text, nullable=False),
        sa.Column("done_at", _MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mappings"),
        sa.ForeignKeyConstraint(
            ["commune_code", "department_code"],
            ["departments.commune_code", "departments.code"],
            name="fk_mappings_departments",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_mappings_commune_code_department_code", "mappings", ["commune_code", "department_code"]
    )
