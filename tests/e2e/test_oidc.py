"""Signing in at a provider in a real browser, into the real record."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from cchc_metrics.access.roles import Role
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import NewAccount
from cchc_metrics.workflow.accounts.console import CONSOLE
from tests.access.provider import EMAIL, LocalProvider, running_provider
from tests.e2e.server import Server, running_server
from tests.e2e.signing_in import office_of

BUTTON = "Đăng nhập bằng tài khoản của tỉnh"
NO_ACCOUNT = "chưa gắn với tài khoản nào đang dùng"


@pytest.fixture
def provider() -> Iterator[LocalProvider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path, provider: LocalProvider) -> Iterator[Server]:
    with running_server(tmp_path, NO_PROXY="127.0.0.1", **provider.environment) as started:
        yield started


@pytest.mark.expected_errors("status of 401")
def test_one_press_signs_in_whose_account_is_in_use(stranger: Page, server: Server) -> None:
    button, refusal = stranger.get_by_role("button", name=BUTTON), stranger.get_by_role("alert")
    stranger.goto(f"{server.url}/ke-hoach")
    with office_of(server) as office:
        button.click()
        expect(refusal).to_contain_text(NO_ACCOUNT)
        assert server.rows("accounts") == 0

        new = NewAccount("chi", "Lỳ Văn Chí", Role.LEADER, email=EMAIL)
        accounts.create_account(office, CONSOLE, new, office.real_now())
        accounts.disable_account(office, CONSOLE, "chi", office.real_now())
        stranger.goto(f"{server.url}/ke-hoach")
        button.click()
        expect(refusal).to_contain_text(NO_ACCOUNT)

        accounts.enable_account(office, CONSOLE, "chi", office.real_now())
        button.click()
    expect(stranger.get_by_text("Lỳ Văn Chí")).to_be_visible()
    assert urlsplit(stranger.url).path == "/ke-hoach"
