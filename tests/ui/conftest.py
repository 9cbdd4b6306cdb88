"""Records for the pages, each opened anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.ui import opened
from cchc_metrics.workflow.office import Office
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

PLAN = Path(__file__).resolve().parents[2] / "data" / "plans" / "mu-ca-2026.toml"
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


@pytest.fixture
def record_of_a_changed_plan(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """The sample figures, and a plan that asks another department for II.3-2 by now."""
    copy_sample_record(tmp_path_factory, tmp_path / "record.sqlite3")
    before, code, rest = PLAN.read_text(encoding="utf-8").partition('code = "II.3-2"')
    changed = before + code + rest.replace('"TTPVHCC"', '"PKT"', 2)
    (tmp_path / "plan.toml").write_text(changed, encoding="utf-8")
    monkeypatch.setenv("CCHC_DATABASE_URL", f"sqlite:///{tmp_path / 'record.sqlite3'}")
    monkeypatch.setenv("CCHC_PLAN", str(tmp_path / "plan.toml"))
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
