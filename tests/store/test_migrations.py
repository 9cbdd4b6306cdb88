"""Records of earlier software: brought up to date, with everything that they hold."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from cchc_metrics.store.accounts import Account, add_account, find_account
from cchc_metrics.store.database import _engine, _known_url, open_database, reading, writing
from cchc_metrics.store.submissions import submission_history
from tests.store.builders import COMMUNE, at, make_submission, save, with_departments

FIRST = "0001"
ADDED = {"accounts", "sessions", "sign_in_failures", "invitations"}


@pytest.fixture
def first_record(database_url: str) -> Iterator[Engine]:
    """A record as the first version made it, with a submission in it."""
    engine = _engine(_known_url(database_url))
    config = Config()
    config.set_main_option("script_location", "cchc_metrics.store:migrations")
    with writing(engine, "") as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST)
    with_departments(engine)
    save(engine, make_submission())
    yield engine
    engine.dispose()


def test_the_first_record_is_brought_up_to_date_and_loses_nothing(
    first_record: Engine, database_url: str
) -> None:
    assert not ADDED & set(sa.inspect(first_record).get_table_names())
    before = submission_history(first_record, COMMUNE)
    engine = open_database(database_url)
    assert set(sa.inspect(engine).get_table_names()) >= ADDED
    assert submission_history(engine, COMMUNE) == before
    account = Account(
        "lan", "Lò Thị Lan", "officer", "PVHXH", None, None, None, at("2026-03-02 01:00")
    )
    with writing(engine, COMMUNE) as connection:
        add_account(connection, COMMUNE, account)
    with reading(engine) as connection:
        assert find_account(connection, COMMUNE, "lan") == account
    engine.dispose()
