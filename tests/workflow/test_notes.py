"""The notes of the year form, whose twelve months share one note cell a row."""

import pytest
import sqlalchemy as sa

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.board import sources
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import template
from tests.workbooks.filling import fill, fill_year
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    JANUARY,
    MARCH,
    STOCK,
    month_sheet,
    open_with,
    read,
    save,
)

GOOD = {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)}


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    """January was sent with a note, February without one."""
    office = open_with(fresh_record)
    january = fill(month_sheet(office, JANUARY, GOOD), {(FLOW, "Ghi chú"): "Đã đối chiếu"})
    for content in (january, month_sheet(office, FEBRUARY, GOOD)):
        save(office, read(office, content))
    return office


def year(office: Office, entries: dict[tuple[str, str, int], object]) -> bytes:
    return fill_year(template(office, "PVHXH", None, filled=True), entries)


def saved_notes(office: Office) -> list[tuple[ReportingMonth, str]]:
    return [(found.figure.month, found.figure.note) for found in sources(office, FLOW, MARCH)]


def test_a_filled_form_that_nobody_touched_changes_no_month(office: Office) -> None:
    assert read(office, year(office, {})).changed_months == ()


def test_a_new_month_does_not_take_over_the_note_of_another(office: Office) -> None:
    upload = read(office, year(office, {(FLOW, "Tử số", 3): 9, (FLOW, "Mẫu số", 3): 9}))
    assert [preview.month for preview in upload.changed_months] == [MARCH]
    save(office, upload, reason="Mới có một chỉ tiêu.")
    assert saved_notes(office) == [(JANUARY, "Đã đối chiếu"), (FEBRUARY, ""), (MARCH, "")]


def test_a_corrected_month_keeps_its_note(office: Office) -> None:
    upload = read(office, year(office, {(FLOW, "Tử số", 1): 19}))
    assert [preview.month for preview in upload.changed_months] == [JANUARY]
    save(office, upload)
    assert saved_notes(office) == [(JANUARY, "Đã đối chiếu"), (FEBRUARY, "")]


def test_a_note_that_is_typed_anew_is_said_of_the_months_that_change(office: Office) -> None:
    content = year(office, {(FLOW, "Tử số", 2): 17})
    content = fill(content, {(FLOW, "Ghi chú"): "Bỏ một hồ sơ trùng"})
    upload = read(office, content)
    assert [preview.month for preview in upload.changed_months] == [FEBRUARY]
    save(office, upload)
    assert saved_notes(office) == [(JANUARY, "Đã đối chiếu"), (FEBRUARY, "Bỏ một hồ sơ trùng")]


def test_the_month_form_says_its_note_of_its_month(office: Office) -> None:
    content = fill(month_sheet(office, FEBRUARY, GOOD), {(FLOW, "Ghi chú"): "Đã đối chiếu"})
    upload = read(office, content)
    assert [preview.month for preview in upload.changed_months] == [FEBRUARY]
    save(office, upload)
    assert saved_notes(office) == [(JANUARY, "Đã đối chiếu"), (FEBRUARY, "Đã đối chiếu")]
