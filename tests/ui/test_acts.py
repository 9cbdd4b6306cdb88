"""Targets, explanations, actions and tasks on the pages: asked, filled in, shown, followed up."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.actions import ActionState, NewAction
from cchc_metrics.store.targets import NewTarget, TargetDocument
from cchc_metrics.workflow.accounts import set_public_board
from cchc_metrics.workflow.judging.explaining import all_explanations
from cchc_metrics.workflow.judging.following import followed_actions, plan_action
from cchc_metrics.workflow.judging.progress import (
    Progress,
    milestones_in_force,
    report,
    tasks_in_force,
)
from cchc_metrics.workflow.judging.targets import (
    enter_target,
    entered_targets,
    take_back_target,
)
from cchc_metrics.workflow.office import Office
from tests.ui.conftest import COORDINATOR
from tests.ui.office import CODE, INDICATOR, send_march
from tests.ui.opening import markdown_texts, open_page

OFFICER = Visitor("lan", "Lò Thị Lan", Role.OFFICER, CODE)
LEADER = Visitor("chi", "Lỳ Văn Chí", Role.LEADER)
ADMIN = Visitor("tuan", "Giàng A Tuấn", Role.ADMIN)
# The day of these pages is 20/4/2026; March was due on 18/3, April on 20/4 (a Monday).
KEY = f"{INDICATOR}-2026-03"
DUE = date(2026, 4, 30)


@pytest.fixture
def office(empty_record: Office) -> Office:
    """March came from one department, with a rate below its target."""
    send_march(empty_record, 120)
    return empty_record


@pytest.fixture
def as_officer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: OFFICER)


def said(page: AppTest) -> str:
    return "\n".join(markdown_texts(page)).replace("\\", "")


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def links(page: AppTest) -> list[str]:
    return [link.proto.label for link in page.get("page_link")]


def answer(page: AppTest, cause: str = "Máy quét hỏng.") -> AppTest:
    page.selectbox[0].select(next(o for o in page.selectbox[0].options if INDICATOR in o)).run()
    page.text_area(key=f"nguyen-nhan-{KEY}").set_value(cause)
    page.text_area(key=f"bien-phap-{KEY}").set_value("Sửa máy quét.")
    page.text_input(key=f"nguoi-{KEY}").set_value("Vàng Seo Páo")
    page.date_input(key=f"han-{KEY}").set_value(DUE)
    return press(page, "Lưu giải trình")


# --- Targets -------------------------------------------------------------------------------------


def test_the_coordinator_sets_a_target_and_takes_it_back(office: Office) -> None:
    page = open_page("plan")
    page.selectbox(key="muc-giao-cua").select("II.3-1 · Hồ sơ trực tuyến").run()
    assert "Hiện nay: chưa giao chỉ tiêu." in said(page)
    page.text_input(key="muc-0").set_value("80,5")
    page.date_input(key="muc-tu-0").set_value(date(2026, 2, 15))
    page.text_input(key="muc-van-ban-0").set_value("Văn bản thử số 1")
    page.text_input(key="muc-co-quan-0").set_value("Cơ quan thử")
    press(page, "Đặt mức giao")
    assert "Chưa chọn ngày văn bản" in page.error[-1].value
    page.date_input(key="muc-ngay-0").set_value(date(2026, 2, 10))
    press(page, "Đặt mức giao")
    assert page.success[0].value.replace("\\", "") == "Đã đặt mức giao của II.3-1."
    (row,) = page.table[_entered(page)].value.to_numpy()
    assert [cell.replace("\\", "") for cell in row[:5]] == [
        "II.3-1",
        "tối thiểu 80,5%",
        "15/2/2026",
        "Văn bản thử số 1 ngày 10/2/2026 của Cơ quan thử",
        "đang áp dụng",
    ]
    board = open_page("areas", **{"linh-vuc": "3. Cải cách thủ tục hành chính"})
    assert "Văn bản thử số 1 ngày 10/2/2026 của Cơ quan thử" in said(board)

    page.text_input(key="rut-muc-ly-do").set_value("Nhập nhầm chỉ tiêu.")
    press(page, "Rút mức giao")
    assert entered_targets(office)[0].taken_back is not None
    assert "Nhập nhầm chỉ tiêu." in said(page)
    assert "Văn bản thử" not in said(open_page("lagging"))


def _entered(page: AppTest) -> int:
    """The place of the table of entered targets among the page's tables."""
    return next(n for n, table in enumerate(page.table) if "Tình trạng" in table.value.columns)


def test_who_may_not_set_targets_sees_what_was_set(office: Office, as_officer: None) -> None:
    page = open_page("plan")
    assert [button.label for button in page.button] == []
    assert "Chưa có mức giao nào được nhập; mọi mức lấy từ kế hoạch." in said(page)


# --- Explanations and actions --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["overview", "submit"])
def test_an_officer_is_asked_for_what_lags_in_the_own_department(
    name: str, office: Office, as_officer: None
) -> None:
    page = open_page(name)
    (warning,) = [box.value for box in page.warning if "giải trình" in box.value]
    assert "chỉ tiêu chậm đến hết tháng 3/2026" in warning
    assert "II.3-2 Số hóa thành phần hồ sơ" in warning.replace("\\", "")
    assert "Ghi giải trình và biện pháp" in links(page)


def test_leaders_see_who_has_not_explained_and_the_public_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: LEADER)
    page = open_page("overview")
    (warning,) = [box.value for box in page.warning if "giải trình" in box.value]
    assert warning.startswith("Chờ giải trình chỉ tiêu chậm đến hết tháng 3/2026: **")
    assert "Ghi giải trình và biện pháp" not in links(page)
    listed = open_page("actions")
    assert [button.label for button in listed.button] == []
    assert "Đơn vị giải trình" in listed.table[0].value.columns

    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: PUBLIC)
    set_public_board(office, ADMIN, True, office.now())
    assert not [box for box in open_page("overview").warning if "giải trình" in box.value]


def test_an_answer_stands_beside_the_indicator_and_is_followed_up(
    office: Office, as_officer: None
) -> None:
    page = answer(open_page("actions"))
    assert page.success[0].value.replace("\\", "") == "Đã lưu giải trình II.3-2 cho tháng 3/2026."
    assert [e.cause for e in all_explanations(office)] == ["Máy quét hỏng."]
    row = _action_row(page)
    assert row[:7] == [
        "1",
        "II.3-2 Số hóa thành phần hồ sơ",
        "Sửa máy quét.",
        "Trung tâm PVHCC",
        "Vàng Seo Páo",
        "30/4/2026",
        "Đang thực hiện",
    ]
    for name in ("lagging", "areas"):
        shown = said(
            open_page(
                name,
                **{
                    "linh-vuc": "3. Cải cách thủ tục hành chính",
                    "chi-tieu": "II.3-2 · Số hóa thành phần hồ sơ",
                },
            )
        )
        assert "Máy quét hỏng." in shown
        assert "Sửa máy quét. Vàng Seo Páo, hạn 30/4/2026" in shown

    page = open_page("actions")
    page.radio(key="tt-1-1").set_value(ActionState.DONE)
    press(page, "Cập nhật biện pháp")
    assert "Chưa ghi kết quả đã làm" in page.error[-1].value
    page.text_area(key="kq-1-1").set_value("Máy đã chạy lại.")
    press(page, "Cập nhật biện pháp")
    (action,) = followed_actions(office)
    assert (action.now.state, action.now.ended_on) == (ActionState.DONE, office.today())
    assert _action_row(page)[6:] == ["Đã xong ngày 20/4/2026", "Máy đã chạy lại."]


def _action_row(page: AppTest) -> list[str]:
    table = next(t.value for t in page.table if "Phụ trách" in t.value.columns)
    (row,) = table.to_numpy()
    return [cell.replace("\\", "") for cell in row]


def test_what_is_missing_in_an_answer_is_said_and_nothing_kept(
    office: Office, as_officer: None
) -> None:
    page = answer(open_page("actions"), cause=" ")
    assert "Chưa ghi nguyên nhân" in page.error[-1].value
    assert (all_explanations(office), followed_actions(office)) == ([], [])


def test_actions_are_chosen_by_department_and_state(office: Office) -> None:
    page = answer(open_page("actions"))
    assert len(_action_row(page)) == 8
    page.selectbox(key="tinh-trang").select("Quá hạn").run()
    assert "Không có biện pháp nào như đã chọn." in said(page)
    page.selectbox(key="tinh-trang").select("Đang thực hiện").run()
    page.selectbox(key="bien-phap-cua").select("Phòng Kinh tế").run()
    assert "Không có biện pháp nào như đã chọn." in said(page)


def test_the_first_page_leads_to_actions_past_their_day(office: Office) -> None:
    assert "1 biện pháp quá hạn" not in links(open_page("overview"))
    march = ReportingMonth(2026, 3)
    late = NewAction(INDICATOR, march, CODE, "Sửa máy quét.", "Vàng Seo Páo", date(2026, 4, 15))
    plan_action(office, COORDINATOR, late, datetime(2026, 3, 20, 5, tzinfo=UTC))
    assert "1 biện pháp quá hạn" in links(open_page("overview"))
    page = open_page("actions", **{"tinh-trang": "Quá hạn"})
    assert _action_row(page)[6] == "Quá hạn 5 ngày"


def test_a_further_action_is_added_for_what_was_explained(office: Office) -> None:
    page = answer(open_page("actions"))
    page.text_area(key="them-gi-1").set_value("Thuê máy quét.")
    page.text_input(key="them-nguoi-1").set_value("Lò Thị Lan")
    page.date_input(key="them-han-1").set_value(DUE)
    press(page, "Thêm biện pháp")
    assert [a.now.what for a in followed_actions(office)] == ["Sửa máy quét.", "Thuê máy quét."]
    assert page.text_area(key="them-gi-2").value == ""


def test_a_cause_is_put_right_and_the_first_version_stays_to_be_seen(office: Office) -> None:
    page = answer(open_page("actions"))
    page.text_area(key=f"sua-nguyen-nhan-{KEY}-1").set_value("Máy quét hỏng, chờ linh kiện.")
    press(page, "Lưu bản sửa")
    assert [e.version for e in all_explanations(office)] == [1, 2]
    assert "Bản 1, Lò Thị Mai (mai): Máy quét hỏng." in said(page)
    row = next(t.value for t in page.table if "Nguyên nhân" in t.value.columns).to_numpy()[0]
    assert row[2].replace("\\", "") == "Máy quét hỏng, chờ linh kiện."


# --- Tasks and milestones ------------------------------------------------------------------------


def test_the_coordinator_sets_a_day_and_the_department_proves_what_is_done(
    empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("tasks")
    page.selectbox(key="viec-mot").select("II.4-2 · Tinh gọn bộ máy, phân cấp quản lý").run()
    page.date_input(key="han-II.4-2-0").set_value(date(2026, 4, 10))
    _save(page, "bao-cao-II.4-2-0")
    found = {item.item.code: item for item in milestones_in_force(empty_record)}
    assert found["II.4-2"].is_overdue(empty_record.today())
    assert "Quá hạn, chưa thực hiện" in said(page)
    assert "quá hạn 10/4/2026, chưa hoàn thành" in said(open_page("lagging"))

    officer = Visitor("hoa", "Lò Thị Hoa", Role.OFFICER, "PVHXH")
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: officer)
    page = open_page("tasks")
    page.selectbox(key="viec-mot").select("II.4-2 · Tinh gọn bộ máy, phân cấp quản lý").run()
    assert page.date_input(key="han-II.4-2-1").disabled
    page.radio(key="tt-II.4-2-1").set_value(ProgressState.DONE)
    page.date_input(key="ht-II.4-2-1").set_value(date(2026, 4, 9))
    _save(page, "bao-cao-II.4-2-1")
    assert "Chưa ghi minh chứng hoặc văn bản" in page.error[-1].value
    page.text_input(key="vb-II.4-2-1").set_value("Văn bản thử số 2")
    _save(page, "bao-cao-II.4-2-1")
    assert "Hoàn thành ngày 9/4/2026" in said(page)
    assert "hoàn thành ngày 9/4/2026" not in said(open_page("lagging"))


def test_a_task_is_reported_and_chosen_by_state(empty_record: Office) -> None:
    page = open_page("tasks")
    page.radio(key="tt-III.1-0").set_value(ProgressState.IN_PROGRESS)
    page.text_area(key="mc-III.1-0").set_value("Đã họp ba bản.")
    _save(page, "bao-cao-III.1-0")
    assert tasks_in_force(empty_record)[0].evidence == "Đã họp ba bản."
    page.selectbox(key="nhiem-vu-tinh-trang").select("Đang thực hiện").run()
    (row,) = page.table[0].value.to_numpy()
    assert [cell.replace("\\", "") for cell in (row[0], row[5])] == ["III.1", "Đã họp ba bản."]


def _save(page: AppTest, form: str) -> None:
    next(b for b in page.button if b.form_id == form).click().run()


def test_others_look_at_tasks_but_report_nothing(
    empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: LEADER)
    page = open_page("tasks")
    assert [*page.button, *page.radio] == []
    assert len(page.table[0].value) == len(empty_record.plan.tasks)


def test_without_an_account_states_are_seen_but_no_words_and_no_names(
    empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, day = empty_record.now(), empty_record.today()
    started = Progress(ProgressState.IN_PROGRESS, None, None, "Chị Lan đã họp.", "")
    report(empty_record, COORDINATOR, "III.1", 0, started, now)
    document = TargetDocument("Văn bản thử số 1", day, "Cơ quan thử")
    new = NewTarget(INDICATOR, Fraction(9, 10), False, day, document)
    entry = enter_target(empty_record, COORDINATOR, new, "Chị Lan nhập.", now)
    take_back_target(empty_record, COORDINATOR, entry, "Chị Lan nhập nhầm.", now)
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: PUBLIC)
    set_public_board(empty_record, ADMIN, True, now)
    tasks, plan = open_page("tasks"), open_page("plan")
    assert "Đang thực hiện" in said(tasks)
    assert "Văn bản thử số 1" in said(plan) and "đã rút lúc" in said(plan)
    assert "Lan" not in said(tasks) + said(plan)
