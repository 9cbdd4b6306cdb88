"""How a record is opened, and what is said when it cannot be."""

import os
import sys
from pathlib import Path
from subprocess import Popen

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, event, insert, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from cchc_metrics.store.database import database_url as url_from
from cchc_metrics.store.database import open_database, reading, writing
from cchc_metrics.store.engines import ROOT
from cchc_metrics.store.errors import NewerRecord, RecordUnavailable
from cchc_metrics.store.history import submission_history
from cchc_metrics.store.record import ping
from cchc_metrics.store.tables import departments, metadata, settings
from tests.store.builders import COMMUNE, make_submission, save, with_departments

_OPEN = """
import sys
from cchc_metrics.store.database import open_database
open_database(sys.argv[1])
"""


def test_the_database_is_named_by_the_environment() -> None:
    assert url_from({"CCHC_DATABASE_URL": "postgresql://x/y"}) == "postgresql://x/y"
    assert url_from({"CCHC_DATABASE_URL": ""}) == "sqlite:///var/cchc.sqlite3"
    assert url_from({}) == "sqlite:///var/cchc.sqlite3"


def test_a_record_and_its_folder_are_made_on_opening(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/var/deeper/cchc.sqlite3")
    ping(engine)
    engine.dispose()
    assert (tmp_path / "var" / "deeper" / "cchc.sqlite3").is_file()


def test_a_relative_place_is_the_same_wherever_a_command_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_the_program = os.path.relpath(tmp_path / "here.sqlite3", ROOT)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    open_database(f"sqlite:///{from_the_program}").dispose()
    assert (tmp_path / "here.sqlite3").is_file()


def test_a_record_keeps_what_it_holds_when_opened_again(database_url: str) -> None:
    first = with_departments(open_database(database_url))
    save(first, make_submission())
    first.dispose()
    second = open_database(database_url)
    assert len(submission_history(second, COMMUNE)) == 1
    second.dispose()


def test_migrated_tables_are_those_of_the_code(database: Engine) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_migrated_constraints_are_those_of_the_code(database: Engine) -> None:
    migrated = _constraints(database)
    with writing(database, "") as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    assert _constraints(database) == migrated


def _constraints(engine: Engine) -> dict[str, list[object]]:
    """Keys, checks and indexes of each table with their names, which `compare_metadata` skips."""
    inspector = sa.inspect(engine)
    found: dict[str, list[object]] = {}
    for table in metadata.tables:
        named = [
            *inspector.get_check_constraints(table),
            *inspector.get_foreign_keys(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_indexes(table),
        ]
        by_name = sorted(named, key=lambda each: each["name"] or "")
        found[table] = [inspector.get_pk_constraint(table), *by_name]
    return found


def test_a_record_of_later_software_is_refused_and_left_alone(database_url: str) -> None:
    engine = open_database(database_url)
    with writing(engine, "") as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerRecord, match="phiên bản phần mềm mới hơn") as refusal:
        open_database(database_url)
    assert refusal.value.revision == "9999"
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()


def test_processes_may_open_a_new_record_at_once(database_url: str) -> None:
    processes = [Popen([sys.executable, "-c", _OPEN, database_url]) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    engine = open_database(database_url)
    with_departments(engine)
    engine.dispose()


def test_sqlite_waits_checks_references_and_survives_power_cuts(fresh_record: Engine) -> None:
    with fresh_record.connect() as connection:
        pragmas = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    full = 2
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "synchronous": full,
    }


def test_readers_do_not_wait_for_a_writer(database: Engine) -> None:
    with_departments(database)
    with writing(database, COMMUNE) as connection:
        connection.execute(insert(settings).values(commune_code=COMMUNE, key="k", value="v"))
        with reading(database) as other:
            assert other.execute(sa.select(settings)).all() == []
    with reading(database) as other:
        assert len(other.execute(sa.select(settings)).all()) == 1


def test_a_transaction_that_fails_is_undone_also_in_its_tables(database: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(database, COMMUNE) as connection:
        connection.execute(text("CREATE TABLE half_done (x INTEGER)"))
        raise ZeroDivisionError
    assert "half_done" not in sa.inspect(database).get_table_names()


@pytest.mark.parametrize(
    "url",
    ["mysql://server/record", "sqlite://", "not a url", "sqlite+aiosqlite:///x"],
)
def test_an_unknown_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(RecordUnavailable, match="CCHC_DATABASE_URL phải có dạng"):
        open_database(url)


def test_postgresql_may_be_named_in_short(postgres_database_url: str) -> None:
    server = sa.make_url(postgres_database_url)
    for name in ("postgres", "postgresql"):
        short = server.set(drivername=name).render_as_string(hide_password=False)
        engine = open_database(short)
        assert engine.url.drivername == "postgresql+psycopg"
        engine.dispose()


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, not a folder")
    with pytest.raises(RecordUnavailable, match="Không tạo được tệp cơ sở dữ liệu"):
        open_database(f"sqlite:///{tmp_path}/var/cchc.sqlite3")


def test_a_folder_in_place_of_the_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(RecordUnavailable, match="Không kết nối được"):
        open_database(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_record_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "cchc.sqlite3"
    path.write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(RecordUnavailable, match="bị hỏng"):
        open_database(f"sqlite:///{path}")


def test_a_server_that_does_not_answer_is_said_plainly() -> None:
    with pytest.raises(RecordUnavailable, match="Không kết nối được"):
        open_database("postgresql://nobody@127.0.0.1:1/record")


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [("PRAGMA max_page_count = 1", "đã đầy"), ("PRAGMA query_only = ON", "chỉ cho phép đọc")],
)
def test_a_full_or_locked_disk_is_said_plainly(
    fresh_record: Engine, limit: str, sentence: str
) -> None:
    with_departments(fresh_record)
    fresh_record.dispose()
    event.listen(fresh_record, "connect", lambda connection, _: connection.execute(limit))
    large = make_submission(warnings_reason="x" * 100_000)
    with pytest.raises(RecordUnavailable, match=sentence):
        save(fresh_record, large)
    assert submission_history(fresh_record, COMMUNE) == []


def test_a_postgresql_server_that_only_reads_is_said_plainly(postgres_record: Engine) -> None:
    name = postgres_record.url.database
    with writing(postgres_record, "") as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    postgres_record.dispose()
    with pytest.raises(RecordUnavailable, match="chỉ cho phép đọc"):
        with_departments(postgres_record)


def test_a_lost_connection_is_said_plainly_and_made_anew(postgres_record: Engine) -> None:
    hang_up = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(RecordUnavailable), reading(postgres_record) as connection:
        connection.execute(hang_up)
    ping(postgres_record)


@pytest.mark.parametrize("statement", ["SELECT * FROM nowhere", "SELEC 1"])
def test_wrong_sql_is_a_bug_and_shows_as_one(database: Engine, statement: str) -> None:
    with pytest.raises((OperationalError, ProgrammingError)), reading(database) as connection:
        connection.execute(text(statement))


def test_departments_may_be_listed_by_commune(database: Engine) -> None:
    with_departments(database)
    with reading(database) as connection:
        rows = connection.execute(sa.select(departments.c.commune_code, departments.c.code)).all()
    assert {tuple(row) for row in rows} == {(COMMUNE, "VPHDND"), (COMMUNE, "PVHXH")}
