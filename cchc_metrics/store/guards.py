"""Tables that may only grow: triggers by which the database itself refuses the rest.

They are written differently for SQLite and PostgreSQL.
"""

from sqlalchemy import Connection, text

_REFUSAL = "only ever added to"


def refuse_changes(connection: Connection, table: str) -> None:
    """Let the database itself refuse to change or remove rows of a table."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_PG_FUNCTION))
        connection.execute(text(_PG_TRIGGER.format(table=table)))
        return
    for act in ("UPDATE", "DELETE"):
        connection.execute(text(_SQLITE_TRIGGER.format(table=table, act=act)))


def refuses_changes(connection: Connection, table: str) -> bool:
    """Whether a table still refuses, by triggers that are as they were made."""
    if connection.dialect.name == "postgresql":
        return connection.execute(text(_PG_ARMED), {"table": table}).scalar() == _PG_BODY
    found = connection.execute(text(_SQLITE_ARMED), {"table": table}).scalars()
    wanted = [_SQLITE_TRIGGER.format(table=table, act=act).strip() for act in ("UPDATE", "DELETE")]
    return set(wanted) <= set(found)


# For statements, not rows: an UPDATE that finds no row is refused too, and so is TRUNCATE.
_PG_BODY = f"""
BEGIN RAISE EXCEPTION '% is {_REFUSAL}', TG_TABLE_NAME; END """
_PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION cchc_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_PG_BODY}$$
"""
_PG_TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION cchc_refuse_change()
"""
# For every session ("O" or "A"), before UPDATE, DELETE and TRUNCATE, for statements: 2+8+16+32.
_PG_ARMED = """
SELECT p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass(:table) AND t.tgname = :table || '_append_only'
AND t.tgenabled IN ('O', 'A') AND t.tgtype = 58 AND t.tgqual IS NULL
"""
_SQLITE_ARMED = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
_SQLITE_TRIGGER = f"""
CREATE TRIGGER {{table}}_refuses_{{act}} BEFORE {{act}} ON {{table}}
BEGIN SELECT RAISE(ABORT, '{{table}} is {_REFUSAL}'); END
"""
