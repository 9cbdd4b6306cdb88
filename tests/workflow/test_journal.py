"""The journal: who may see what of it, in which words, and as a workbook."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from io import BytesIO
from types import ModuleType

import openpyxl
import pytest
import sqlalchemy as sa

from cchc_metrics import store, workflow
from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from cchc_metrics.store.audit import AuditEntry, write_audit
from cchc_metrics.store.database import writing
from cchc_metrics.store.locks import lock_months
from cchc_metrics.workflow import journal as watching
from cchc_metrics.workflow.accounts import CONSOLE, NewAccount, create_account
from cchc_metrics.workflow.accounts.rules import Act
from cchc_metrics.workflow.journal import (
    ROWS_A_PAGE,
    JournalFilter,
    chain_head,
    chain_state,
    journal,
    journal_xlsx,
    kinds,
    people,
)
from cchc_metrics.workflow.journal_words import ACTS, details, sentence
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from tests.store.tampering import tampering
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    JANUARY,
    PLAN,
    STOCK,
    at,
    open_with,
    send,
)
from tests.workflow.people import NOW

COORDINATOR = Visitor("hoa", "Nguyễn Thị Hoa", Role.COORDINATOR)
ADMIN = Visitor("quantri", "Quản trị", Role.ADMIN)
OTHERS = [
    Visitor("lan", "Lò Thị Lan", Role.OFFICER, "PVHXH"),
    Visitor("chi", "Lỳ Văn Chí", Role.LEADER),
    PUBLIC,
    Visitor("moi", "Người mới", Role.ADMIN, must_change_password=True),
]
ALL = JournalFilter()
FORMULA = '=HYPERLINK("http://x","bấm")'


@pytest.fixture
def office(database: sa.Engine) -> Office:
    """A submission, a lock and an account in the log."""
    opened = open_with(database)
    send(opened, JANUARY, {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)})
    lock_months(
        database, opened.commune, (JANUARY, FEBRUARY), "Hoa (hoa)", at("2026-03-17 17:30"), FORMULA
    )
    create_account(opened, CONSOLE, NewAccount("hoa", "Nguyễn Thị Hoa", Role.COORDINATOR), NOW)
    return opened


def sentences(office: Office, visitor: Visitor, asked: JournalFilter = ALL) -> list[str]:
    return [row.sentence for row in journal(office, visitor, asked).rows]


def test_the_coordinator_sees_acts_on_figures_and_the_admin_all(office: Office) -> None:
    on_figures = [
        "Chốt số liệu tháng 1/2026 và tháng 2/2026",
        "Nộp số liệu tháng 1/2026 của Phòng VH-XH",
    ]
    assert sentences(office, COORDINATOR) == on_figures
    assert sentences(office, ADMIN) == ["Tạo tài khoản “hoa”", *on_figures]
    assert Act.CREATE in kinds(ADMIN) and Act.CREATE not in kinds(COORDINATOR)
    asked_by_hand = JournalFilter(action=Act.CREATE)
    assert sentences(office, COORDINATOR, asked_by_hand) == []


@pytest.mark.parametrize("visitor", OTHERS, ids=lambda visitor: visitor.name or "public")
def test_others_see_nothing(fresh_record: sa.Engine, visitor: Visitor) -> None:
    office = open_with(fresh_record)
    for look in (
        lambda: journal(office, visitor, ALL),
        lambda: people(office, visitor),
        lambda: kinds(visitor),
        lambda: chain_head(office, visitor),
        lambda: chain_state(office, visitor),
        lambda: journal_xlsx(office, visitor, ALL),
    ):
        with pytest.raises(NotAllowed):
            look()


def test_a_row_has_the_moment_of_vietnam_and_all_details_in_words(office: Office) -> None:
    lock, sent = journal(office, COORDINATOR, ALL).rows
    assert (lock.at, lock.actor) == ("00:30 ngày 18/3/2026", "Hoa (hoa)")
    assert lock.details == f"lý do: {FORMULA}"
    assert sent.details.startswith("số chỉ tiêu: 3; tệp: so-lieu.xlsx; mã tệp: ")
    assert sent.details.endswith("; lần nộp số: 1; bản: 1")


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 3, 18), None, 1),
        (date(2026, 3, 19), None, 0),
        (None, date(2026, 3, 17), 1),
        (date(2026, 1, 16), date(2026, 3, 18), 2),
        (date(2026, 3, 18), date(2026, 1, 16), 0),
    ],
)
def test_days_are_those_of_vietnam(
    office: Office, first: date | None, last: date | None, count: int
) -> None:
    asked = JournalFilter(first_day=first, last_day=last)
    assert journal(office, COORDINATOR, asked).total == count


def test_people_are_shown_once_by_their_full_names(office: Office) -> None:
    with writing(office.engine, office.commune) as connection:
        for actor in ("hoa", "Nguyễn Thị Hoa (hoa)"):
            write_audit(connection, office.commune, NOW, actor, "submit", "PVHXH 2026-01", {})
    shown = people(office, ADMIN)
    assert shown == {
        "(máy chủ)": "(máy chủ)",
        "hoa": "Nguyễn Thị Hoa (hoa)",
        "Nguyễn Thị Hoa": "Nguyễn Thị Hoa",
    }
    assert journal(office, ADMIN, JournalFilter(person="hoa")).total == 3


def test_pages_follow_one_another(office: Office) -> None:
    with writing(office.engine, office.commune) as connection:
        for _ in range(ROWS_A_PAGE):
            write_audit(connection, office.commune, NOW, "Lan", "lock", "2026-01", {})
    first, second = (journal(office, COORDINATOR, ALL, page) for page in (1, 2))
    assert (first.total, first.pages) == (ROWS_A_PAGE + 2, 2)
    assert [row.number for row in first.rows][::49] == [ROWS_A_PAGE + 3, 4]
    assert [row.number for row in second.rows] == [2, 1]


def test_the_workbook_has_the_chosen_rows_as_text(office: Office) -> None:
    book = openpyxl.load_workbook(BytesIO(journal_xlsx(office, COORDINATOR, ALL)))
    sheet = book.active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in ("Số", "1", "2", "3")]
    assert [row[0] for row in rows] == ["Số", "2", "1"]
    assert rows[1][4] == f"lý do: {FORMULA}"
    assert sheet.freeze_panes is not None and sheet.freeze_panes.startswith("C")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert all(
        cell.value is None for row in sheet.iter_rows() for cell in row if cell.data_type == "n"
    )
    head = chain_head(office, COORDINATOR)
    assert any(head.hash in str(row[0].value) for row in sheet.iter_rows())


def test_a_workbook_that_would_be_too_long_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_EXPORTED", 1)
    book = openpyxl.load_workbook(BytesIO(journal_xlsx(office, COORDINATOR, ALL)))
    texts = [row[0].value for row in book.active.iter_rows()]
    assert "Chỉ ghi các dòng mới nhất: 1 trên 2. Thu hẹp số ngày để lấy đủ." in texts


def test_the_chain_is_proved(office: Office) -> None:
    assert chain_state(office, ADMIN).broken == ()
    assert chain_state(office, ADMIN).head == chain_head(office, ADMIN)
    with tampering(office.engine) as connection:
        connection.execute(sa.text("UPDATE audit SET details = 'không phải JSON' WHERE number = 2"))
    assert chain_state(office, ADMIN).broken == (2,)
    assert journal(office, ADMIN, ALL).rows[1].details == ""


# --- Words ---------------------------------------------------------------------------------------


def act(action: str, subject: str, **written: object) -> AuditEntry:
    return AuditEntry(1, NOW, "Lan", action, subject, written)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (act("withdraw", "PVHXH 2026-03"), "Rút lần nộp tháng 3/2026 của Phòng VH-XH"),
        (act("submit", "CU 2026-03"), "Nộp số liệu tháng 3/2026 của CU"),
        (act("unlock", "2026-03"), "Mở chốt số liệu tháng 3/2026"),
        (act("lock", "<b>{x}</b>"), "Chốt số liệu “<b>{x}</b>”"),
        (act("keeping.backup", "/sao-luu/a b.zip"), "Sao lưu vào “/sao-luu/a b.zip”"),
        (act("access.sign_in", "lan"), "Đăng nhập"),
        (act("explanation.write", "II.3-2 hôm qua"), "Giải trình “II.3-2 hôm qua”"),
        (act("of.later.software", "x"), "of.later.software x"),
    ],
    ids=lambda value: value.action if isinstance(value, AuditEntry) else "",
)
def test_an_act_is_a_sentence(entry: AuditEntry, said: str) -> None:
    assert sentence(entry, PLAN) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"after_lock": False, "warnings_reason": "", "version": 2}, "bản: 2"),
        ({"after_lock": True}, "nộp sau khi chốt: có"),
        ({"on": False}, "cho xem: không"),
        ({"sha256": "0123456789abcdef"}, "mã tệp: 0123456789ab"),
        ({"role": "officer", "email": None}, "vai trò: Cán bộ đơn vị"),
        ({"role": "king"}, "vai trò: king"),
        (
            {"old": {"role": "officer"}, "new": {"role": "admin"}, "ended": 1200},
            "trước: (vai trò: Cán bộ đơn vị); sau: (vai trò: Quản trị);"
            " số phiên đã kết thúc: 1.200",
        ),
        ({"unheard_of": ["a", 1]}, "unheard_of: a, 1"),
        ({"made_at": "2026-03-01T17:00:00+00:00"}, "bản sao lưu lập lúc: 00:00 ngày 2/3/2026"),
        ({"made_at": "hôm qua", "due_on": "mai"}, "bản sao lưu lập lúc: hôm qua; hạn: mai"),
    ],
    ids=str,
)
def test_details_are_said_in_words(written: dict[str, object], said: str) -> None:
    assert details(act("submit", "PVHXH 2026-03", **written)) == said


def test_every_act_of_the_code_has_its_words() -> None:
    written = {action for module in _modules() for action in _actions(module)}
    assert {"submit", "withdraw", "lock", Act.SIGN_IN} <= written
    assert written - ACTS.keys() == set()


def _modules() -> Iterator[ModuleType]:
    for package in (store, workflow):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def _actions(module: ModuleType) -> Iterator[str]:
    """The acts that a module defines: an enumeration `Act`, or constants beside `write_audit`."""
    acts = vars(module).get("Act")
    if isinstance(acts, type) and issubclass(acts, StrEnum):
        yield from acts
    if module.__name__.startswith(store.__name__) and "write_audit(" in inspect.getsource(module):
        constants = {name: v for name, v in vars(module).items() if name.isupper()}
        yield from (v for v in constants.values() if isinstance(v, str) and v.isalpha())
