"""What a probe is told while the record is away, and once it is back."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.conftest import start_postgres
from tests.e2e.server import Server, running_server

HEALTHY = (200, {"service": "cchc-metrics", "record": "ok"})
UNAVAILABLE = (503, {"service": "cchc-metrics", "record": "unavailable"})


@pytest.fixture
def postgres_folder(postgres_url: object) -> Iterator[Path]:
    """Where a PostgreSQL server of one test may keep its data; skips where none can start."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


def health(server: Server) -> tuple[int, Any]:
    try:
        with urlopen(f"{server.url}/healthz", timeout=30) as answer:
            return answer.status, json.load(answer)
    except HTTPError as answer:
        return answer.code, json.load(answer)


def messages(server: Server) -> list[str]:
    lines = [json.loads(line) for line in server.json_log.read_text("utf-8").splitlines()]
    return [line["message"] for line in lines if line["level"] == "WARNING"]


def test_a_database_may_come_later_go_and_come_back(tmp_path: Path, postgres_folder: Path) -> None:
    postgres = start_postgres(postgres_folder, "stop")
    url = postgres.get_uri()
    postgres.cleanup()
    with running_server(tmp_path, CCHC_DATABASE_URL=url) as server:
        told = [health(server)]
        for _ in range(2):
            postgres = start_postgres(postgres_folder, "stop")
            told.append(health(server))
            postgres.cleanup()
            told.append(health(server))
        logged = messages(server)
    assert told == [UNAVAILABLE, HEALTHY, UNAVAILABLE, HEALTHY, UNAVAILABLE]
    gone, back = "The record does not answer", "The record answers again"
    assert logged == [gone, back, gone, back, gone]


def test_a_file_that_is_moved_away_or_overwritten_is_told(tmp_path: Path) -> None:
    with running_server(tmp_path) as server:
        assert health(server) == HEALTHY
        elsewhere = server.database.with_suffix(".elsewhere")
        server.database.rename(elsewhere)
        assert health(server) == UNAVAILABLE
        assert not server.database.exists()
        elsewhere.rename(server.database)
        assert health(server) == HEALTHY

        with closing(sqlite3.connect(server.database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        server.database.write_bytes(b"x" * server.database.stat().st_size)
        assert health(server) == UNAVAILABLE
        assert "Tệp cơ sở dữ liệu bị hỏng" in server.log
