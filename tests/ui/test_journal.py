"""The page Nhật ký: what is chosen, what is shown, and that nothing in it becomes markup."""

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import writing
from cchc_metrics.workflow.office import Office
from tests.store.tampering import tampering
from tests.ui.conftest import COORDINATOR
from tests.ui.hostile_text import HOSTILE, send_hostile_file
from tests.ui.opening import markdown_texts, open_page, opens_well
from tests.ui.test_hostile_text import ALIVE

ADMIN = Visitor("tuan", "Giàng A Tuấn", Role.ADMIN)


def write(office: Office, actor: str, action: str, subject: str, times: int = 1) -> None:
    with writing(office.engine, office.commune) as connection:
        for _ in range(times):
            write_audit(connection, office.commune, office.now(), actor, action, subject, {})


def sentences(page: AppTest) -> list[str]:
    return [cell.replace("\\", "") for cell in page.table[0].value["Việc"]]


def test_an_empty_journal_says_so(empty_record: Office) -> None:
    page = open_page("journal")
    assert opens_well(page)
    assert "Không có việc nào như đã chọn." in page.info[0].value
    assert "Nhật ký chưa có dòng nào." in [caption.value for caption in page.caption]


def test_what_is_chosen_is_shown(empty_record: Office) -> None:
    write(empty_record, "Lò Thị Lan (lan)", "submit", "PKT 2026-03")
    write(empty_record, "Lò Thị Mai (mai)", "lock", "2026-03")
    page = open_page("journal")
    locked, sent = "Chốt số liệu tháng 3/2026", "Nộp số liệu tháng 3/2026 của Phòng Kinh tế"
    assert sentences(page) == [locked, sent]
    assert sentences(page.selectbox(key="nhat-ky-nguoi").set_value("lan").run()) == [sent]
    page.selectbox(key="nhat-ky-viec").set_value("lock").run()
    assert "Không có việc nào như đã chọn." in page.info[0].value
    page.selectbox(key="nhat-ky-nguoi").set_value("").run()
    assert sentences(page) == [locked]
    page.text_input(key="nhat-ky-chu").set_value("pkt").run()
    assert "Không có việc nào như đã chọn." in page.info[0].value


def test_another_choice_begins_with_its_first_page(empty_record: Office) -> None:
    write(empty_record, "Lan", "lock", "2026-01", times=120)
    write(empty_record, "Mai", "unlock", "2026-01", times=60)
    page = open_page("journal")
    page.pagination[0].set_value(4).run()
    assert len(sentences(page)) == 30
    page.selectbox(key="nhat-ky-viec").set_value("lock").run()
    assert (page.pagination[0].value, len(sentences(page))) == (1, 50)
    page.selectbox(key="nhat-ky-nguoi").set_value("Mai").run()
    assert not page.pagination


def test_acts_about_accounts_are_for_who_keeps_them(
    empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(empty_record, "(chưa đăng nhập)", "access.sign_in_failed", "lan")
    write(empty_record, "Lan", "lock", "2026-03")
    for visitor, count in ((COORDINATOR, 1), (ADMIN, 2)):
        monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda who=visitor: who)
        page = open_page("journal")
        assert len(sentences(page)) == count
        kinds = page.selectbox(key="nhat-ky-viec").options
        assert ("Đăng nhập sai" in kinds) is (visitor is ADMIN)


def test_the_chain_is_proved_when_asked_for(empty_record: Office) -> None:
    write(empty_record, "Lan", "lock", "2026-03", times=3)
    page = open_page("journal")
    assert not page.success
    button = next(button for button in page.button if button.label == "Kiểm tra chuỗi")
    assert "Chuỗi nguyên vẹn: 3 dòng" in button.click().run().success[0].value
    with tampering(empty_record.engine) as connection:
        connection.execute(sa.text("UPDATE audit SET actor = 'Kẻ khác' WHERE number = 2"))
    button = next(button for button in page.button if button.label == "Kiểm tra chuỗi")
    assert "Chuỗi bị đứt ở 1 chỗ: dòng 2." in button.click().run().error[0].value


def test_hostile_text_is_shown_and_stays_text(empty_record: Office) -> None:
    send_hostile_file(empty_record)
    write(empty_record, HOSTILE, "lock", HOSTILE)
    page = open_page("journal")
    assert opens_well(page)
    shown = "\n".join(markdown_texts(page))
    assert shown.count("onerror") >= 3
    assert ALIVE.findall(shown) == []
