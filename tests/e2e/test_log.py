"""A fault on a page: the reader gets a code, the log the same code and nothing about people."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cchc_metrics.access.roles import Role
from tests.e2e.server import Server, running_server
from tests.e2e.signing_in import NAMES, sign_in


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running_server(tmp_path) as started:
        yield replace(started, may_log_traceback=True)


def break_record(server: Server) -> None:
    """Take a table away that pages read and signing in does not."""
    with closing(sqlite3.connect(server.database)) as connection:
        connection.execute("ALTER TABLE submissions RENAME TO elsewhere")


def test_the_code_on_the_screen_leads_to_the_fault_in_the_log(
    stranger: Page, server: Server
) -> None:
    sign_in(stranger, server, Role.LEADER)
    break_record(server)
    stranger.goto(f"{server.url}/?thang=2026-03&ghi-chu=bi-mat")
    told = stranger.get_by_text("Hệ thống gặp lỗi ngoài dự kiến")
    expect(told).to_be_visible()
    code = re.search(r"mã ([0-9a-f]{8})", told.inner_text())
    assert code is not None

    lines = [json.loads(line) for line in server.json_log.read_text("utf-8").splitlines()]
    (fault,) = [line for line in lines if line.get("code") == code[1]]
    name, full_name = NAMES[Role.LEADER]
    assert (fault["level"], fault["account"]) == ("ERROR", name)
    assert fault["traceback"].startswith("Traceback (most recent call last):\n")
    (cookie,) = [c for c in stranger.context.cookies() if "session" in c["name"]]
    for entered in ("bi-mat", full_name, cookie["value"], "127.0.0.1"):
        assert entered not in server.log
    assert f"ERROR cchc_metrics.ui.errors: Fault {code[1]} on a page" in server.log
