"""An officer's own connection, with requests that no page would send: nothing gets further."""

from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.load.browser import Browser
from benchmarks.load.page import ERROR, Page, Trouble
from cchc_metrics.access.roles import Role
from tests.apart import awaited
from tests.e2e.server import ROOT, Server, running_server
from tests.e2e.signing_in import NAMES, make_settled_account
from tests.ui.office import DEPARTMENT

OTHER = "Phòng Kinh tế"
OTHERS_SHEET = ROOT / "data" / "samples" / "MAU_PKT_2026-03.xlsx"
FILES = "Chọn một hoặc nhiều tệp số liệu"
BY_FILE = "Theo kỳ ghi trong từng tệp (nhiều tháng, mẫu cả năm)"


def test_figures_of_another_department_are_refused_however_they_are_sent(tmp_path: Path) -> None:
    with running_server(tmp_path) as server:
        page = awaited(hand_in_for_another(server, make_settled_account(server, Role.OFFICER)))
        assert [server.rows(table) for table in ("submissions", "figures", "files")] == [0, 0, 0]
    assert page.one("selectbox", "Đơn vị").options == [DEPARTMENT]
    assert page.alerts(ERROR) == ["Tệp có 1 lỗi; chưa lưu số liệu nào\\."]
    issues = next(page.all("table")).arrow_data.data.decode(errors="replace")
    assert "phải là mẫu của đơn vị đang nộp" in issues and DEPARTMENT in issues
    assert not [button for button in page.all("button") if "Lưu" in button.label]


async def hand_in_for_another(server: Server, password: str) -> Page:
    """The officer's tab after another department's sheet was sent for that department."""
    port = urlsplit(server.url).port
    assert port is not None
    browser = Browser(port, patience=30)
    try:
        await browser.sign_in(NAMES[Role.OFFICER][0], password)
        await browser.open()
        await browser.switch_to("Nộp số liệu")
        browser.page.query = urlencode({"don-vi": OTHER})
        claim(browser.page, "selectbox", "Đơn vị", OTHER)
        claim(browser.page, "radio", "Tệp là số liệu của", BY_FILE)
        await browser.upload(FILES, OTHERS_SHEET.name, OTHERS_SHEET.read_bytes())
    except Trouble:
        pass  # what the page says in red is looked at below
    finally:
        await browser.close()
    return browser.page


def claim(page: Page, kind: str, label: str, value: str) -> None:
    """Put into a widget what its list does not offer, or would not send just now."""
    page.states[page.one(kind, label).id].string_value = value
