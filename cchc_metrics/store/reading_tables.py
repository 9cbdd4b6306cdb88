"""The tables on how sheets were read: cells that do not say it themselves, and what labels mean.

Kept apart from `tables` for their number only.
"""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Table, Text

from cchc_metrics.store.columns import ROW_ID, act_columns, metadata

# Cells that a figure was not simply read from: put right, chosen among readings, a total, a label.
readings = Table(
    "readings",
    metadata,
    Column("submission_id", ROW_ID, primary_key=True, autoincrement=False),
    Column("indicator_code", Text, primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("cell", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("commune_code", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("taken_as", Text, nullable=False),
    Column("reason", Text, nullable=False),
    ForeignKeyConstraint(
        ["submission_id", "indicator_code"], ["figures.submission_id", "figures.indicator_code"]
    ),
    ForeignKeyConstraint(
        ["commune_code", "submission_id"], ["submissions.commune_code", "submissions.id"]
    ),
)

# What the labels of a department's own sheets mean. The latest row of a folded label decides:
# remembered, or (`is_lifted`) forgotten.
mappings = Table(
    "mappings",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("department_code", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("meaning", Text, nullable=False),
    Column("is_lifted", Boolean, nullable=False),
    *act_columns(),
    ForeignKeyConstraint(
        ["commune_code", "department_code"], ["departments.commune_code", "departments.code"]
    ),
    Index(None, "commune_code", "department_code"),
    sqlite_autoincrement=True,
)

READING = (readings, mappings)
