"""A PostgreSQL server that goes and comes back, and connections that are cut at every step."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cchc_metrics.store.database import open_database
from cchc_metrics.store.errors import RecordUnavailable
from cchc_metrics.workflow.verify import verify
from tests.conftest import start_postgres
from tests.faults.officer import held, office_on, send
from tests.faults.tally import Tally
from tests.workflow.officers import open_with

JANUARY = "2026-01"


@pytest.fixture
def postgres_folder(postgres_url: object) -> Iterator[Path]:
    """Where a PostgreSQL server of one test may keep its data; skips where none can start."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


def test_a_server_that_is_stopped_and_started_again(postgres_folder: Path, tally: Tally) -> None:
    server = start_postgres(postgres_folder, "stop")
    engine = open_database(server.get_uri())
    open_with(engine)
    send(engine, 1)
    server.cleanup()
    for _ in range(2):
        with pytest.raises(RecordUnavailable, match="Không kết nối được với cơ sở dữ liệu"):
            send(engine, 2)
    tally.faults += 1
    server = start_postgres(postgres_folder, "stop")
    send(engine, 2)
    found = held(engine)
    tally.lost += found.versions != {JANUARY: [1, 2]}
    tally.half_saved += found.half_saved
    assert verify(office_on(engine)).findings == ()
    engine.dispose()
    server.cleanup()


class Watched:
    """Counts the statements of a record, and has its connection cut by the server after one."""

    def __init__(self, engine: sa.Engine) -> None:
        self.statements, self.cut_at = 0, 0
        self.executioner = sa.create_engine(engine.url, poolclass=sa.NullPool)
        sa.event.listen(engine, "after_cursor_execute", self)

    def __call__(self, connection: sa.Connection, *_: Any) -> None:
        self.statements += 1
        if self.statements == self.cut_at:
            driver: Any = connection.connection.driver_connection
            cut = sa.func.pg_terminate_backend(driver.info.backend_pid, 5000)
            with self.executioner.connect() as other:
                assert other.execute(sa.select(cut)).scalar()

    def begin(self, cut_at: int = 0) -> None:
        self.statements, self.cut_at = 0, cut_at


def test_a_connection_that_is_cut_at_every_step(postgres_record: sa.Engine, tally: Tally) -> None:
    open_with(postgres_record)
    watched = Watched(postgres_record)
    send(postgres_record, 1)
    watched.begin()
    send(postgres_record, 2)
    steps = watched.statements
    assert steps > 5
    for step in range(1, steps + 1):
        watched.begin(cut_at=step)
        with pytest.raises(RecordUnavailable, match="Không kết nối được với cơ sở dữ liệu"):
            send(postgres_record, 3)
        tally.faults += 1
        watched.begin()
        found = held(postgres_record)
        tally.lost += found.versions != {JANUARY: [1, 2]}
        tally.half_saved += found.half_saved
    send(postgres_record, 3)
    assert held(postgres_record).versions == {JANUARY: [1, 2, 3]}
    assert verify(office_on(postgres_record)).findings == ()
