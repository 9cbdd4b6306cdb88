"""A server that is set up wrongly says so: plainly to whoever opens it, in full in its log."""

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


@pytest.mark.expected_errors("status of 503")
def test_a_wrong_setting_keeps_everybody_out_and_stands_in_the_log(
    stranger: Page, server: Server
) -> None:
    stranger.goto(server.url)
    expect(stranger.locator("body")).to_contain_text("Hệ thống chưa mở được cơ sở dữ liệu.")
    assert "Biến CCHC_TODAY đang là “hôm qua”, phải là ngày dạng 2026-10-25." in server.log
