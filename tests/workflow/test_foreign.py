"""A department's own sheet on its way into the record: asked, kept, remembered, proved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import update

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.figures import ReadAs
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.history import submitted_figures
from cchc_metrics.store.mappings import FORGET, REMEMBER, remembered
from cchc_metrics.store.reading_tables import readings
from cchc_metrics.store.tables import figures
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.foreign.answers import LEFT_OUT, Answers, Asks, Correction
from cchc_metrics.workflow.foreign import answered
from cchc_metrics.workflow.journal_words import details, sentence
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reading_words import said
from cchc_metrics.workflow.uploads import NotSaved, Upload, read_upload, save_upload, summary
from cchc_metrics.workflow.verify import verify
from tests.builders import month
from tests.store.tampering import tampering
from tests.workflow.officers import at, open_with, whole_record
from tests.workflow.own_sheets import (
    CENTRE,
    DIGITISED,
    NEAR,
    NEAR_CELL,
    NEAR_CODE,
    ONLINE,
    PLAN,
    default_rows,
    own_sheet,
    workbook,
)

TODAY = date(2026, 4, 20)
MARCH, FEBRUARY = month(3), month(2)
OFFICER = Visitor("lan", "Phùng Thị Lan", Role.OFFICER, CENTRE)
MAI = Visitor("mai", "Lò Thị Mai", Role.COORDINATOR)
CONFIRMED = Answers(rows={f"Bieu 1!{NEAR_CELL}": NEAR_CODE})
REASON = "Chưa có số của các chỉ tiêu khác."


@pytest.fixture
def office(database: sa.Engine) -> Iterator[Office]:
    yield open_with(database, PLAN, TODAY)


def read(
    office: Office,
    content: bytes,
    answers: Answers = CONFIRMED,
    of: ReportingMonth | None = MARCH,
    visitor: Visitor = OFFICER,
    is_explicit: bool = False,
    name: str = "bieu cua toi.xlsx",
) -> Upload:
    expected = Expected(CENTRE, of)
    return read_upload(office, name, content, expected, visitor, TODAY, answers, is_explicit)


def save(office: Office, upload: Upload, visitor: Visitor = OFFICER) -> tuple[int, ...]:
    return save_upload(office, upload, visitor, REASON, at("2026-04-20 03:00"))


def asked(upload: Upload) -> list[tuple[Asks, str]]:
    return [(question.asks, question.key) for question in upload.questions]


def saved(office: Office, number: int) -> dict[str, tuple[int, int | None]]:
    found = submitted_figures(office.engine, office.commune, number)
    return {p.figure.indicator: (p.figure.numerator, p.figure.denominator) for p in found}


# --- What is asked -------------------------------------------------------------------------------


def test_only_what_is_not_clear_is_asked_and_blocks_saving(office: Office) -> None:
    before = whole_record(office.engine)
    upload = read(office, own_sheet(), Answers())
    assert asked(upload) == [(Asks.ROW, f"Bieu 1!{NEAR_CELL}")]
    assert summary(upload) == "Biểu của đơn vị còn 1 điều phải xác nhận; chưa lưu số liệu nào."
    with pytest.raises(NotSaved):
        save(office, upload)
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("visitor", "of", "title", "expected"),
    [
        (OFFICER, MARCH, "BIỂU SỐ LIỆU", []),
        (OFFICER, FEBRUARY, "BIỂU SỐ LIỆU", [Asks.MONTH]),
        (OFFICER, None, "BIỂU SỐ LIỆU", [Asks.MONTH]),
        (OFFICER, MARCH, "PHÒNG KINH TẾ", [Asks.SHEET]),
        (MAI, MARCH, "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", []),
        (MAI, MARCH, "PHÒNG KINH TẾ", [Asks.DEPARTMENT]),
        (MAI, MARCH, "BIỂU SỐ LIỆU", [Asks.DEPARTMENT]),
    ],
)
def test_choices_count_where_the_file_says_the_same(
    office: Office, visitor: Visitor, of: ReportingMonth | None, title: str, expected: list[Asks]
) -> None:
    upload = read(office, own_sheet(title=title), CONFIRMED, of, visitor)
    assert [question.asks for question in upload.questions] == expected


def test_a_month_that_the_file_does_not_name_is_asked_with_the_choice_at_hand(
    office: Office,
) -> None:
    nameless = workbook({"Bieu 1": [(), (), (), *own_rows()]})
    (question,) = read(office, nameless).questions
    assert question.asks is Asks.MONTH
    upload = read(office, nameless, answered(CONFIRMED, question, "2026-03"))
    assert upload.checked is not None and upload.checked.months == (MARCH,)


def own_rows() -> list[tuple[object, ...]]:
    return [("TT", "Chỉ tiêu", "Tử số", "Mẫu số"), *map(tuple, default_rows())]


def test_what_was_typed_for_the_file_needs_no_word_in_it_but_no_other_either(
    office: Office,
) -> None:
    nameless = workbook({"Bieu 1": [(), (), (), *own_rows()]})
    assert asked(read(office, nameless, is_explicit=True, visitor=MAI)) == []
    other = own_sheet(2)
    assert [each for each, _ in asked(read(office, other, is_explicit=True))] == [Asks.MONTH]


@pytest.mark.parametrize(
    ("cell", "code", "figure"),
    [("12/15", "12/15", (12, 15)), ("(5)", "5", (5, 150)), ("-", "0", (0, 150))],
)
def test_a_reading_is_chosen_kept_and_proved(
    office: Office, cell: str, code: str, figure: tuple[int, int]
) -> None:
    rows = [list(row) for row in default_rows(cell)]
    if "/" in cell:
        rows[0][3] = None
    content = own_sheet(rows=rows)
    (question,) = read(office, content).questions
    assert question.asks is Asks.READING
    upload = read(office, content, answered(CONFIRMED, question, code))
    (number,) = save(office, upload)
    assert saved(office, number)["II.3-1"] == figure
    (first, *_) = submitted_figures(office.engine, office.commune, number)
    chosen = [each for each in first.readings if each.kind is ReadAs.CHOSEN]
    assert chosen[0].raw == cell
    assert verify(office).findings == ()


def test_running_totals_are_turned_into_months_and_proved(office: Office) -> None:
    heading = ("TT", "Chỉ tiêu", "Lũy kế tử số", "Lũy kế mẫu số")
    sheets = {
        number: workbook(
            {"Bieu 1": [(f"Báo cáo lũy kế đến tháng {number} năm 2026",), heading, row]}
        )
        for number, row in (
            (1, (1, "Hồ sơ trực tuyến", 8, 10)),
            (2, (1, "Hồ sơ trực tuyến", 20, 30)),
        )
    }
    ids = []
    for number, content in sheets.items():
        (question,) = read(office, content, Answers(), month(number)).questions
        assert question.asks is Asks.CUMULATIVE
        answers = answered(Answers(), question, "yes")
        ids += save(office, read(office, content, answers, month(number)))
    assert [saved(office, number) for number in ids] == [
        {"II.3-1": (8, 10)},
        {"II.3-1": (12, 20)},
    ]
    (placed,) = submitted_figures(office.engine, office.commune, ids[1])
    assert "ô C3: trong tệp là “20”, là số lũy kế, phần của tháng là 12" in said(
        next(each for each in placed.readings if each.kind is ReadAs.TOTAL)
    )
    assert verify(office).findings == ()


# --- What is kept --------------------------------------------------------------------------------


def test_each_figure_leads_to_the_label_and_the_reading_of_its_cells(office: Office) -> None:
    (number,) = save(office, read(office, own_sheet()))
    assert saved(office, number) == {
        "II.3-1": (90, 150),
        "II.3-2": (1234, 1500),
        "II.3-3": (140, 140),
    }
    found = submitted_figures(office.engine, office.commune, number)
    exact = "trong tệp là “{}”, được hiểu là chỉ tiêu {}, lý do: khớp tên chỉ tiêu"
    read_so = "trong tệp là “1.234”, đọc là 1.234, lý do: chữ “1.234” đọc thành 1.234"
    confirmed = f"trong tệp là “{NEAR}”, được hiểu là chỉ tiêu {NEAR_CODE}"
    assert [[said(each) for each in placed.readings] for placed in found] == [
        [f"ô B5: {exact.format(ONLINE, 'II.3-1')}"],
        [f"ô B6: {exact.format(DIGITISED, 'II.3-2')}", f"ô C6: {read_so}"],
        [f"ô B7: {confirmed}, lý do: người gửi xác nhận"],
    ]
    assert verify(office).findings == ()


def test_a_number_put_right_in_an_own_sheet_is_kept_and_proved(office: Office) -> None:
    content = own_sheet(rows=default_rows(900))
    first = read(office, content)
    wrong = next(row for row in first.rows if row.is_wrong)
    assert [(cell.part, cell.address) for cell in wrong.cells] == [
        ("Tử số", "C5"),
        ("Mẫu số", "D5"),
    ]
    typed = replace(CONFIRMED, corrections={wrong.cells[0].key: Correction("90", "gõ thừa số 0")})
    (number,) = save(office, read(office, content, typed))
    assert saved(office, number)["II.3-1"] == (90, 150)
    assert verify(office).findings == ()


def test_what_keeps_a_row_from_giving_a_figure_is_put_right_as_well(office: Office) -> None:
    one_number = workbook(
        {"Bieu 1": [("Tháng 3 năm 2026",), ("TT", "Chỉ tiêu", "Kết quả"), (1, ONLINE, 12)]}
    )
    (blocked,) = read(office, one_number, Answers()).rows
    assert (blocked.indicator, blocked.month, blocked.cells[0].raw) == ("II.3-1", None, "12")
    key = blocked.cells[0].key
    wrong = Answers(corrections={key: Correction("mười hai", "gõ chữ")})
    (still,) = read(office, one_number, wrong).rows
    assert (still.cells[0].typed, still.is_wrong) == ("mười hai", True)
    both = Answers(corrections={key: Correction("12/15", "thiếu mẫu số")})
    (number,) = save(office, read(office, one_number, both))
    assert saved(office, number) == {"II.3-1": (12, 15)}
    (placed,) = submitted_figures(office.engine, office.commune, number)
    typed = next(each for each in placed.readings if each.kind is ReadAs.TYPED)
    assert said(typed).endswith("sửa tại chỗ thành 12/15, lý do: thiếu mẫu số")
    assert verify(office).findings == ()


@pytest.mark.parametrize("changed", [{"raw": "Khác"}, {"taken_as": "II.3-2"}, {"kind": "typed"}])
def test_a_changed_reading_of_an_own_sheet_is_found(
    office: Office, changed: dict[str, str]
) -> None:
    save(office, read(office, own_sheet()))
    label = (readings.c.kind == "label") & (readings.c.cell == NEAR_CELL)
    with tampering(office.engine) as connection:
        connection.execute(update(readings).where(label).values(changed))
    assert {finding.check.value for finding in verify(office).findings} >= {"readings"}


def test_a_changed_figure_of_an_own_sheet_is_found(office: Office) -> None:
    save(office, read(office, own_sheet()))
    with tampering(office.engine) as connection:
        of_indicator = figures.c.indicator_code == "II.3-2"
        connection.execute(update(figures).where(of_indicator).values(numerator=1235))
    (finding,) = verify(office).findings
    assert finding.problem == "tử số đang lưu là 1.235, ô C6 của tệp đọc là 1.234."


# --- What is remembered --------------------------------------------------------------------------


def test_what_was_confirmed_once_is_not_asked_in_the_second_month(office: Office) -> None:
    save(office, read(office, own_sheet(2), of=FEBRUARY))
    (known,) = remembered(office.engine, office.commune)
    assert (known.label, known.meaning, known.department) == (NEAR, NEAR_CODE, CENTRE)
    second = read(office, own_sheet(3, default_rows(91)), Answers())
    assert asked(second) == []
    (number,) = save(office, second)
    assert saved(office, number)[NEAR_CODE] == (140, 140)
    assert len(audit_entries(office.engine, office.commune, 9, REMEMBER)) == 1
    assert verify(office).findings == ()


def test_that_a_row_is_no_indicator_is_remembered_too(office: Office) -> None:
    no_indicator = Answers(rows={f"Bieu 1!{NEAR_CELL}": LEFT_OUT})
    save(office, read(office, own_sheet(2), no_indicator, FEBRUARY))
    second = read(office, own_sheet(3, default_rows(91)), Answers())
    assert asked(second) == []
    assert second.own_sheet is not None
    reasons = {each.cell: each.reason for each in second.own_sheet.settled.left_out}
    assert reasons[NEAR_CELL] == "đã xác nhận trước đây là không lấy"


def test_a_label_with_two_meanings_in_one_book_is_not_remembered(office: Office) -> None:
    rows = [*default_rows()[:3], (4, NEAR, 30, 60)]
    torn = Answers(rows={f"Bieu 1!{NEAR_CELL}": NEAR_CODE, "Bieu 1!B8": "II.3-4"})
    (number,) = save(office, read(office, own_sheet(rows=rows), torn))
    assert saved(office, number)["II.3-4"] == (30, 60)
    assert remembered(office.engine, office.commune) == []


def test_another_department_is_asked_for_itself(office: Office) -> None:
    save(office, read(office, own_sheet(2), of=FEBRUARY))
    known = [each.meaning for each in remembered(office.engine, office.commune, ("PKT",))]
    assert known == []


def test_a_row_may_be_given_another_indicator_than_was_proposed(office: Office) -> None:
    other = Answers(rows={f"Bieu 1!{NEAR_CELL}": "II.3-4", "Bieu 1!B5": LEFT_OUT})
    (number,) = save(office, read(office, own_sheet(), other))
    assert saved(office, number) == {"II.3-2": (1234, 1500), "II.3-4": (140, 140)}
    known = remembered(office.engine, office.commune)
    assert {each.label: each.meaning for each in known} == {NEAR: "II.3-4", ONLINE: LEFT_OUT}


def test_the_journal_says_which_labels_were_remembered(office: Office) -> None:
    save(office, read(office, own_sheet()))
    (entry,) = audit_entries(office.engine, office.commune, 1, REMEMBER)
    assert sentence(entry, PLAN) == ("Ghi nhớ tên chỉ tiêu trong biểu của Trung tâm PVHCC")
    assert details(entry) == f"tên: (trong biểu: {NEAR}; nghĩa là: {NEAR_CODE})"
    assert sentence(replace(entry, action=FORGET), PLAN).startswith("Bỏ ghi nhớ tên chỉ tiêu")
    nothing = {"labels": [{"label": NEAR, "folded": "x", "meaning": ""}]}
    assert (
        details(replace(entry, details=nothing))
        == f"tên: (trong biểu: {NEAR}; nghĩa là: không lấy)"
    )


# --- Who may -------------------------------------------------------------------------------------


def test_an_officer_cannot_answer_that_a_sheet_is_of_another_department(office: Office) -> None:
    with pytest.raises(NotAllowed):
        read(office, own_sheet(), replace(CONFIRMED, department="PKT"))
