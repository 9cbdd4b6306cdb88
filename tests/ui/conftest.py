"""Records for the pages, each opened anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.ui import opened
from cchc_metrics.workflow.office import Office
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

COORDINATOR = Visitor("mai", "Lò Thị Mai", Role.COORDINATOR)


@pytest.fixture(autouse=True)
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coordinator looks at the pages, unless a test puts somebody else in the place."""
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: COORDINATOR)


@pytest.fixture
def empty_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Nobody has sent anything by 20/4/2026."""
    monkeypatch.setenv("CCHC_DATABASE_URL", f"sqlite:///{tmp_path / 'record.sqlite3'}")
    monkeypatch.setenv("CCHC_TODAY", "2026-04-20")
    yield from _opened()


@pytest.fixture(scope="module")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample figures of ten months, to be looked at only."""
    database = tmp_path_factory.mktemp("sample") / "record.sqlite3"
    copy_sample_record(tmp_path_factory, database)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("CCHC_DATABASE_URL", f"sqlite:///{database}")
        monkeypatch.setenv("CCHC_TODAY", SAMPLE_DAY)
        yield from _opened()


def _opened() -> Iterator[Office]:
    """The record that the environment names now, and no memory of another one."""
    st.cache_resource.clear()
    st.cache_data.clear()
    office = opened.office()
    yield office
    office.engine.dispose()
    st.cache_resource.clear()
    st.cache_data.clear()
