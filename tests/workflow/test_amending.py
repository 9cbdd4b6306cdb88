"""Cells put right in place: which may be, what is checked then, what is kept and told."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.figures import CellReading, ReadAs
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.history import submitted_figures
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.foreign.answers import Answers, Correction
from cchc_metrics.workbooks.foreign.proposal import cell_key
from cchc_metrics.workbooks.layout import DATA_SHEET
from cchc_metrics.workflow.amending import FixableRow
from cchc_metrics.workflow.board import sources
from cchc_metrics.workflow.checking import NO_ANSWERS
from cchc_metrics.workflow.journal_words import details
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reading_words import said
from cchc_metrics.workflow.reasons import NotDone
from cchc_metrics.workflow.uploads import NotSaved, Upload, read_upload
from tests.workbooks.filling import change
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    HOA,
    JANUARY,
    STOCK,
    TODAY,
    month_sheet,
    open_with,
    put_right,
    read,
    save,
    whole_record,
    year_sheet,
)

# Rows 8 to 10 of the month form: numerators in D, denominators in F, rates in G.
SWAPPED = {FLOW: (20, 18), STOCK: (1, 12), COUNT: (3, None)}


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    return open_with(fresh_record)


def codes(upload: Upload) -> list[str]:
    assert upload.checked is not None
    return [issue.code for issue in upload.checked.issues]


def row_of(upload: Upload, code: str) -> FixableRow:
    return next(row for row in upload.rows if row.indicator == code)


def test_the_cells_of_a_wrong_row_are_offered_with_what_the_file_says(office: Office) -> None:
    upload = read(office, month_sheet(office, JANUARY, SWAPPED))
    assert codes(upload) == ["E30"]
    assert [row.is_wrong for row in upload.rows] == [True, False, False]
    cells = [(cell.part, cell.address, cell.raw, cell.typed) for cell in upload.rows[0].cells]
    assert cells == [("Tử số", "D8", "20", ""), ("Mẫu số", "F8", "18", "")]
    # A count has one cell.
    assert [cell.part for cell in row_of(upload, COUNT).cells] == ["Tử số"]


def test_what_is_put_right_is_checked_like_the_file(office: Office) -> None:
    content = month_sheet(office, JANUARY, SWAPPED)
    first = read(office, content)
    still_wrong = read(office, content, answers=put_right(first, {"D8": "19"}))
    assert codes(still_wrong) == ["E30"]
    assert row_of(still_wrong, FLOW).is_amended
    no_number = read(office, content, answers=put_right(first, {"D8": "mười"}))
    assert codes(no_number) == ["E20"]
    good = read(office, content, answers=put_right(first, {"D8": "18", "F8": "1.020"}))
    assert [code for code in codes(good) if code.startswith("E")] == []
    (placed, *_) = good.checked.figures if good.checked else ()
    assert (placed.figure.numerator, placed.figure.denominator) == (18, 1020)


def test_a_wrong_rate_can_be_put_right_too(office: Office) -> None:
    entries = SWAPPED | {FLOW: (15, 20)}
    content = change(month_sheet(office, JANUARY, entries), {"G8": 0.9})
    first = read(office, content)
    assert codes(first) == ["E32"]
    assert [cell.part for cell in row_of(first, FLOW).cells] == ["Tử số", "Mẫu số", "Tỷ lệ"]
    assert codes(read(office, content, answers=put_right(first, {"G8": "75%"}))) == []


def test_file_and_correction_are_both_kept_with_the_figure(office: Office) -> None:
    content = month_sheet(office, JANUARY, SWAPPED)
    typed = put_right(read(office, content), {"D8": "18", "F8": "20"}, "nhầm cột")
    (number,) = save(office, read(office, content, answers=typed))
    in_numerator = CellReading(DATA_SHEET, "D8", ReadAs.TYPED, "20", "18", "nhầm cột")
    in_denominator = CellReading(DATA_SHEET, "F8", ReadAs.TYPED, "18", "20", "nhầm cột")
    saved = submitted_figures(office.engine, office.commune, number)
    assert {placed.figure.indicator: placed.readings for placed in saved} == {
        FLOW: (in_numerator, in_denominator),
        STOCK: (),
        COUNT: (),
    }
    (source,) = sources(office, FLOW, JANUARY)
    assert (source.figure.numerator, source.submission.sent_by) == (18, HOA)
    assert said(source.readings[0]) == (
        "ô D8: trong tệp là “20”, sửa tại chỗ thành 18, lý do: nhầm cột"
    )


def test_the_journal_tells_what_was_put_right(office: Office) -> None:
    content = month_sheet(office, JANUARY, SWAPPED)
    typed = put_right(read(office, content), {"D8": "18"}, "nhầm cột")
    save(office, read(office, content, answers=typed))
    (entry,) = audit_entries(office.engine, office.commune, 1)
    assert (
        f"cách đọc ô: {FLOW}, ô D8: trong tệp là “20”, sửa tại chỗ thành 18, lý do: nhầm cột"
        in details(entry)
    )
    forged = replace(entry, details={"readings": [{"cell": "D8"}, "x"]})
    assert details(forged) == "cách đọc ô: {'cell': 'D8'}, x"


def test_a_correction_needs_a_reason_and_a_difference(office: Office) -> None:
    upload = read(office, month_sheet(office, JANUARY, SWAPPED))
    with pytest.raises(NotDone, match="Chưa ghi lý do"):
        put_right(upload, {"D8": "18"}, " ")
    assert put_right(upload, {"D8": " 20 ", "F8": ""}, "") == NO_ANSWERS


def test_each_correction_keeps_the_reason_it_was_made_with(office: Office) -> None:
    content = month_sheet(office, JANUARY, SWAPPED)
    first = put_right(read(office, content), {"D8": "18"}, "nhầm cột")
    then = read(office, content, answers=first)
    both = put_right(then, {"F8": "20"}, "nhầm dòng").corrections
    assert {key: each.reason for key, each in both.items()} == {
        cell_key(DATA_SHEET, "D8"): "nhầm cột",
        cell_key(DATA_SHEET, "F8"): "nhầm dòng",
    }
    assert put_right(then, {"D8": "20"}, "") == NO_ANSWERS


@pytest.mark.parametrize("cell", ["A8", "A1", "B8", "D99", "ZZZ1"])
def test_only_cells_of_figures_can_be_put_right(office: Office, cell: str) -> None:
    content = month_sheet(office, JANUARY, SWAPPED)
    answers = Answers(corrections={cell_key(DATA_SHEET, cell): Correction("5", "thử")})
    upload = read(office, content, answers=answers)
    assert upload == read(office, content)


def test_a_correction_belongs_to_its_month_of_a_year_form(office: Office) -> None:
    content = year_sheet(office, {JANUARY: {FLOW: (30, 20)}, FEBRUARY: {FLOW: (6, 7)}}, "VPHDND")
    first = read(office, content)
    (wrong,) = [row for row in first.rows if row.is_wrong]
    assert (wrong.indicator, wrong.month) == (FLOW, JANUARY)
    typed = put_right(first, {wrong.cells[0].address: "13"})
    ids = save(office, read(office, content, answers=typed))
    kept = [submitted_figures(office.engine, office.commune, number) for number in ids]
    assert [len(placed.readings) for (placed,) in kept] == [1, 0]


def test_nothing_is_kept_before_it_is_saved_and_errors_still_block(office: Office) -> None:
    before = whole_record(office.engine)
    content = month_sheet(office, JANUARY, SWAPPED)
    upload = read(office, content, answers=put_right(read(office, content), {"D8": "19"}))
    with pytest.raises(NotSaved, match="Tệp còn lỗi"):
        save(office, upload)
    assert whole_record(office.engine) == before


def test_nobody_puts_right_what_he_may_not_send(office: Office) -> None:
    content = month_sheet(office, JANUARY, SWAPPED)
    typed = put_right(read(office, content), {"D8": "18"})
    stranger = Visitor("an", "Giàng A An", Role.OFFICER, "VPHDND")
    expected = Expected("PVHXH", JANUARY)
    with pytest.raises(NotAllowed):
        read_upload(office, "so-lieu.xlsx", content, expected, stranger, TODAY, typed)
