"""Accounts, their sessions, failed sign-ins and the one-time link of the first administrator."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_accounts()
    _create_sessions()
    _create_sign_in_failures()
    _create_invitations()


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("department_code", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("password_hash", sa.Text),
        sa.Column("one_time_until", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled_at", _MOMENT),
        sa.Column("last_seen_at", _MOMENT),
        sa.PrimaryKeyConstraint("commune_code", "name", name="pk_accounts"),
        sa.ForeignKeyConstraint(
            ["commune_code", "department_code"],
            ["departments.commune_code", "departments.code"],
            name="fk_accounts_departments",
        ),
        sa.UniqueConstraint("commune_code", "email", name="uq_accounts_commune_code_email"),
    )


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("token_sha256", sa.Text, nullable=False),
        sa.Column("account_name", sa.Text, nullable=False),
        sa.Column("with_password", sa.Boolean, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("last_seen_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("commune_code", "token_sha256", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["commune_code", "account_name"],
            ["accounts.commune_code", "accounts.name"],
            name="fk_sessions_accounts",
        ),
    )
    op.create_index(
        "ix_sessions_commune_code_account_name", "sessions", ["commune_code", "account_name"]
    )


def _create_sign_in_failures() -> None:
    op.create_table(
        "sign_in_failures",
        sa.Column("id", _ROW_ID, autoincrement=True, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failures"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_sign_in_failures_commune_code_at", "sign_in_failures", ["commune_code", "at"]
    )


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("token_sha256", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT),
        sa.PrimaryKeyConstraint("commune_code", "token_sha256", name="pk_invitations"),
    )
