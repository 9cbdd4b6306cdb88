"""Tables of what people set, explain, promise and report, by which progress is judged.

A row is one act, whole as it was written. Nothing is changed: a later row of the same item takes
the place of the one before, and a target that was wrong is taken back by a row of its own.
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
    Table,
    Text,
    UniqueConstraint,
)

from cchc_metrics.store.columns import ROW_ID, act_columns, metadata, signed_columns

# A rate is kept exactly, as the fraction it is: 95% is 19/20. A count is itself over 1.
targets = Table(
    "targets",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("plan_code", Text, nullable=False),
    Column("indicator_code", Text, nullable=False),
    Column("numerator", BigInteger, nullable=False),
    Column("denominator", BigInteger, nullable=False),
    Column("is_strict", Boolean, nullable=False),
    Column("holds_from", Date, nullable=False),
    Column("document_number", Text, nullable=False),
    Column("document_date", Date, nullable=False),
    Column("document_agency", Text, nullable=False),
    *act_columns(),
    UniqueConstraint("commune_code", "id"),
    Index(None, "commune_code", "plan_code"),
    CheckConstraint("numerator >= 0", name="numerator_not_negative"),
    CheckConstraint("denominator >= 1", name="denominator_counts_from_one"),
    sqlite_autoincrement=True,
)

target_withdrawals = Table(
    "target_withdrawals",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("target_id", ROW_ID, nullable=False),
    *act_columns(),
    ForeignKeyConstraint(["commune_code", "target_id"], ["targets.commune_code", "targets.id"]),
    UniqueConstraint("commune_code", "target_id"),
    sqlite_autoincrement=True,
)

# Why an indicator or a milestone lagged at the close of a month.
explanations = Table(
    "explanations",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("plan_code", Text, nullable=False),
    Column("indicator_code", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("department_code", Text, nullable=False),
    Column("cause", Text, nullable=False),
    *signed_columns(),
    # Named here, since the name made of its columns is too long for PostgreSQL.
    UniqueConstraint(
        "commune_code",
        "plan_code",
        "indicator_code",
        "month",
        "version",
        name="uq_explanations_version",
    ),
    CheckConstraint("version >= 1", name="version_counts_from_one"),
    sqlite_autoincrement=True,
)

# What is done about it; `number` names an action in its commune for as long as it lasts.
actions = Table(
    "actions",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("plan_code", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("indicator_code", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("department_code", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("ended_on", Date),
    *signed_columns(),
    UniqueConstraint("commune_code", "number", "version"),
    CheckConstraint("number >= 1", name="number_counts_from_one"),
    CheckConstraint("version >= 1", name="version_counts_from_one"),
    sqlite_autoincrement=True,
)

# How a task or a milestone stands. One that came in a department's sheet counts as long as the
# submission does.
progress = Table(
    "progress",
    metadata,
    Column("id", ROW_ID, primary_key=True, autoincrement=True),
    Column("commune_code", Text, nullable=False),
    Column("plan_code", Text, nullable=False),
    Column("item_code", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("department_code", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("due_on", Date),
    Column("done_on", Date),
    Column("evidence", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("submission_id", ROW_ID),
    *signed_columns(),
    ForeignKeyConstraint(
        ["commune_code", "submission_id"], ["submissions.commune_code", "submissions.id"]
    ),
    UniqueConstraint("commune_code", "plan_code", "item_code", "version"),
    CheckConstraint("version >= 1", name="version_counts_from_one"),
    sqlite_autoincrement=True,
)

JUDGING = (targets, target_withdrawals, explanations, actions, progress)
