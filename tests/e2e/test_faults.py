"""The record is locked between preview and save: the page says so, and saves once it is not."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cchc_metrics.access.roles import Role
from cchc_metrics.workflow.uploads import template
from cchc_metrics.workflow.verify import verify
from tests.e2e.server import Server, running_server
from tests.e2e.signing_in import office_of, sign_in
from tests.e2e.steps import SAVE, choose, follow, result, save, upload, verdict, visit
from tests.e2e.test_uploading import MARCH, NAME
from tests.ui.office import CODE, DEPARTMENT, INDICATOR, NUMERATOR, filled

_GIVE_UP_S = 20


@contextmanager
def held_by_another(server: Server) -> Iterator[None]:
    with closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def upload_in_preview(page: Page, server: Server) -> None:
    """Up to where one press saves."""
    visit(page, server, "nop-so-lieu")
    choose(page, "Đơn vị", DEPARTMENT)
    choose(page, "Kỳ số liệu", "Tháng 3/2026")
    with office_of(server) as office:
        content = filled(template(office, CODE, MARCH), {(INDICATOR, NUMERATOR): 120})
    upload(page, (NAME, content))


def test_the_same_page_saves_once_the_record_is_free(
    page: Page, server: Server, record_property: Callable[[str, object], None]
) -> None:
    upload_in_preview(page, server)
    with held_by_another(server):
        save(page, NAME)
        expect(result(page, NAME)).to_contain_text("Hệ thống đang lưu số liệu của người khác")
    record_property("faults", 1)
    assert server.rows("submissions") == 0
    save(page, NAME)
    expect(verdict(result(page, NAME))).to_contain_text("Đã lưu số liệu tháng 3/2026.")
    assert [server.rows(table) for table in ("submissions", "files")] == [1, 1]


def wal_of(server: Server) -> Path:
    return server.database.with_name(f"{server.database.name}-wal")


def at_once(_page: Page, _server: Server) -> bool:
    return True


def when_the_record_is_written_to(_page: Page, server: Server) -> bool:
    before = wal_of(server).stat().st_size
    deadline = time.monotonic() + _GIVE_UP_S
    while wal_of(server).stat().st_size == before and time.monotonic() < deadline:
        time.sleep(0.001)
    return wal_of(server).stat().st_size > before


def when_it_is_confirmed(page: Page, _server: Server) -> bool:
    expect(verdict(result(page, NAME))).to_contain_text("Đã lưu số liệu tháng 3/2026.")
    return True


@pytest.mark.long
@pytest.mark.parametrize("moment", [at_once, when_the_record_is_written_to, when_it_is_confirmed])
def test_a_server_that_is_killed_while_figures_are_saved(
    chromium: Browser,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    moment: Callable[[Page, Server], bool],
) -> None:
    # Left, it kills the server, while the browser is still there.
    with chromium.new_context(locale="vi-VN") as context, running_server(tmp_path) as server:
        page = context.new_page()
        follow(page)
        sign_in(page, server, Role.COORDINATOR)
        upload_in_preview(page, server)
        result(page, NAME).get_by_role("button", name=SAVE).click(no_wait_after=True)
        assert moment(page, server)
    record_property("kills", 1)
    with running_server(tmp_path) as again, office_of(again) as office:
        saved = again.rows("submissions")
        assert saved in ((1,) if moment is when_it_is_confirmed else (0, 1))
        assert again.rows("files") == saved
        assert verify(office).findings == ()
