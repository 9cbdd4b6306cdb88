"""A lagging indicator from the question to the deed, and a target that is set, in a browser."""

from playwright.sync_api import Page, expect

from cchc_metrics.access.roles import Role
from tests.e2e.server import Server
from tests.e2e.signing_in import office_of, sign_in
from tests.e2e.steps import answered, chart_text, choose, go_to, visit
from tests.ui.office import INDICATOR, send_march

ADMINISTRATION = {"linh-vuc": "3. Cải cách thủ tục hành chính"}


def press(page: Page, button: str) -> None:
    with answered(page):
        page.get_by_role("button", name=button, exact=True).click()


def type_day(page: Page, label: str, digits: str) -> None:
    """Type a day as `30042026` into its three parts."""
    field = page.get_by_role("group", name=label, exact=True)
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)


def test_an_officer_is_asked_answers_and_says_what_was_done(stranger: Page, server: Server) -> None:
    with office_of(server) as office:
        send_march(office, 120)
    sign_in(stranger, server, Role.OFFICER)
    visit(stranger, server)
    expect(stranger.get_by_text("Đơn vị cần giải trình")).to_contain_text("Số hóa thành phần")
    expect(stranger.get_by_role("link", name="Ghi giải trình và biện pháp")).to_be_visible()

    visit(stranger, server, "bien-phap", **{"giai-trinh": INDICATOR})
    expect(stranger.get_by_text("120/150 thành phần hồ sơ = 80%")).to_be_visible()
    stranger.get_by_label("Nguyên nhân", exact=True).fill("Máy quét hỏng.")
    stranger.get_by_label("Biện pháp", exact=True).first.fill("Sửa máy quét.")
    stranger.get_by_label("Người phụ trách", exact=True).first.fill("Vàng Seo Páo")
    type_day(stranger, "Hạn hoàn thành", "30042026")
    press(stranger, "Lưu giải trình")
    expect(stranger.get_by_text("Đã lưu giải trình II.3-2 cho tháng 3/2026.")).to_be_visible()
    assert (server.rows("explanations"), server.rows("actions")) == (1, 1)

    visit(stranger, server, "cham")
    expect(stranger.get_by_text("Sửa máy quét. Vàng Seo Páo, hạn 30/4/2026")).to_be_visible()

    go_to(stranger, "Biện pháp")
    stranger.get_by_role("radio", name="Đã xong").check(force=True)
    stranger.get_by_label("Kết quả đã làm").fill("Máy đã chạy lại.")
    press(stranger, "Cập nhật biện pháp")
    expect(stranger.get_by_role("cell", name="Đã xong ngày 20/4/2026")).to_be_visible()


def test_the_coordinator_sets_what_the_province_gave_and_the_chart_draws_it(
    page: Page, server: Server
) -> None:
    with office_of(server) as office:
        send_march(office, 120)
    visit(page, server, "linh-vuc", **ADMINISTRATION)
    expect(chart_text(page, "Chưa giao chỉ tiêu")).to_be_visible()
    go_to(page, "Kế hoạch")
    page.get_by_role("tab", name="Mức giao trong năm").click()
    choose(page, "Chỉ tiêu", "II.3-1 · Hồ sơ trực tuyến")
    page.get_by_label("Mức giao (%)").fill("80")
    type_day(page, "Áp dụng từ ngày", "15022026")
    page.get_by_label("Số, ký hiệu văn bản giao").fill("Văn bản thử số 1")
    type_day(page, "Ngày văn bản", "10022026")
    page.get_by_label("Cơ quan ban hành").fill("Cơ quan thử")
    press(page, "Đặt mức giao")
    expect(page.get_by_text("Đã đặt mức giao của II.3-1.")).to_be_visible()
    visit(page, server, "linh-vuc", **ADMINISTRATION)
    expect(chart_text(page, "Chỉ tiêu 80%")).to_be_visible()
    expect(page.get_by_text("Văn bản thử số 1 ngày 10/2/2026 của Cơ quan thử")).to_be_visible()
