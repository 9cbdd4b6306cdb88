"""A server that is set up wrongly says so to whoever opens it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Server, running_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running_server(tmp_path, CCHC_TODAY="hôm qua") as started:
        yield replace(started, may_log_traceback=True)


def test_a_wrong_setting_is_named_on_the_page_with_its_cure(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(page.get_by_test_id("stAlert")).to_contain_text(
        "Biến CCHC_TODAY đang là “hôm qua”, phải là ngày dạng 2026-10-25."
    )
