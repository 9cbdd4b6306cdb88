"""What the first visitor finds done already, and what becomes of a record that cannot be opened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.ui.warming import first_board, other_pages
from cchc_metrics.workbooks.opening.children import RESERVE
from cchc_metrics.workflow.board import scorecard as score
from cchc_metrics.workflow.office import Office
from tests.ui.opening import open_page, opens_well


@pytest.fixture(autouse=True)
def no_reader_left() -> Iterator[None]:
    yield
    RESERVE.close()


def test_the_first_board_is_scored_before_anybody_comes(
    sample_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = []

    def counted(*of: Any) -> Scorecard:
        scored.append(of)
        return score(*of)

    monkeypatch.setattr("cchc_metrics.workflow.board.scorecard", counted)
    first_board()
    other_pages()
    assert len(scored) == 1
    assert opens_well(open_page("overview"))
    assert len(scored) == 1


def test_a_record_that_cannot_be_opened_does_not_keep_the_server_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "record.sqlite3").write_text("not a database")
    monkeypatch.setenv("CCHC_DATABASE_URL", f"sqlite:///{tmp_path / 'record.sqlite3'}")
    st.cache_resource.clear()
    first_board()
    other_pages()
    st.cache_resource.clear()
