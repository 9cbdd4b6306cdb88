"""Milestones reported in the same sheet as the figures: previewed, kept, withdrawn with it."""

import io
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa
from sqlalchemy import update

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.scoring.reading import each
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.judging_tables import progress
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.layout import MILESTONE_SHEET
from cchc_metrics.workflow.board import scorecard
from cchc_metrics.workflow.closing import lock, unlock
from cchc_metrics.workflow.corrections import withdraw
from cchc_metrics.workflow.judging.progress import (
    Progress,
    item_history,
    milestones_in_force,
    report,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import Upload, read_upload, save_upload, template
from cchc_metrics.workflow.verify import Check, verify
from tests.builders import month
from tests.store.tampering import tampering
from tests.workbooks.filling import fill, fill_year, saved
from tests.workflow.judging_office import (
    COORDINATOR,
    DIGITISED,
    MILESTONE,
    OFFICER,
    ONLINE,
    open_on,
)
from tests.workflow.officers import at

TODAY, NOON = date(2026, 6, 20), at("2026-06-20 05:00")
JUNE = month(6)
DONE = {"D6": "Hoàn thành", "E6": date(2026, 6, 18), "F6": "Văn bản thử số 2"}


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    return open_on(fresh_record, TODAY)


def sheet(office: Office, cells: dict[str, object], filled: bool = False) -> bytes:
    """The sheet of June with its figures, and this typed into the one of milestones."""
    figures = {(code, word): 9 for code in (DIGITISED, ONLINE) for word in ("Tử số", "Mẫu số")}
    content = fill(template(office, "PVHXH", JUNE, filled), figures)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for address, typed in cells.items():
        book[MILESTONE_SHEET][address] = typed
    return saved(book)


def read(office: Office, content: bytes) -> Upload:
    return read_upload(office, "so-lieu.xlsx", content, Expected("PVHXH", JUNE), OFFICER, TODAY)


def send(office: Office, cells: dict[str, object], filled: bool = False) -> tuple[int, ...]:
    return save_upload(office, read(office, sheet(office, cells, filled)), OFFICER, "", NOON)


def state(office: Office) -> ProgressState:
    (milestone,) = milestones_in_force(office)
    return milestone.state


def status(office: Office) -> str:
    card = scorecard(office, ReportPeriod.YEAR, JUNE, TODAY)
    return str(next(row.status for row in each(card.rows) if row.indicator == MILESTONE))


def test_a_milestone_done_in_the_sheet_is_previewed_kept_and_scored(office: Office) -> None:
    upload = read(office, sheet(office, DONE))
    (preview,) = upload.changed_months
    (change,) = preview.progress
    assert (change.old.state, change.new.state) == (ProgressState.NOT_STARTED, ProgressState.DONE)
    assert status(office) == "NO_TARGET"
    save_upload(office, upload, OFFICER, "", NOON)
    assert status(office) == "ACHIEVED"
    (kept,) = item_history(office, MILESTONE)
    assert (kept.done_on, kept.document, kept.submission) == (
        date(2026, 6, 18),
        "Văn bản thử số 2",
        1,
    )
    assert verify(office).findings == ()


def test_a_sheet_filled_in_with_what_is_known_changes_nothing(office: Office) -> None:
    send(office, DONE)
    assert read(office, sheet(office, {}, filled=True)).changed_months == ()
    assert read(office, sheet(office, {})).changed_months == ()


def test_the_milestone_alone_is_enough_to_send_again(office: Office) -> None:
    send(office, {})
    (preview,) = read(office, sheet(office, DONE)).changed_months
    assert not any(change.is_change for change in preview.changes)
    assert send(office, DONE) == (2,)
    assert state(office) is ProgressState.DONE


def test_the_day_that_was_set_stays(office: Office) -> None:
    due = Progress(ProgressState.NOT_STARTED, date(2026, 6, 30), None, "", "")
    report(office, COORDINATOR, MILESTONE, 0, due, NOON)
    send(office, {"D6": "Đang thực hiện"})
    (milestone,) = milestones_in_force(office)
    assert (milestone.state, milestone.due_on) == (ProgressState.IN_PROGRESS, date(2026, 6, 30))


def test_withdrawing_the_sheet_takes_its_report_back(office: Office) -> None:
    send(office, {"D6": "Đang thực hiện"})
    (second,) = send(office, DONE)
    withdraw(office, OFFICER, second, "nhầm tệp", NOON)
    assert state(office) is ProgressState.IN_PROGRESS
    assert [kept.is_standing for kept in item_history(office, MILESTONE)] == [False, True]


def test_what_comes_after_the_lock_waits_for_the_opening(office: Office) -> None:
    lock(office, COORDINATOR, (JUNE,), "", NOON)
    send(office, DONE)
    assert state(office) is ProgressState.NOT_STARTED
    unlock(office, COORDINATOR, (JUNE,), "đính chính", NOON)
    assert state(office) is ProgressState.DONE


def test_a_report_between_preview_and_save_is_told_and_nothing_is_kept(office: Office) -> None:
    seen = read(office, sheet(office, DONE))
    started = Progress(ProgressState.IN_PROGRESS, None, None, "Đã họp.", "")
    report(office, COORDINATOR, MILESTONE, 0, started, NOON)
    with pytest.raises(NotPossible, match="II.4-1 vừa được cập nhật"):
        save_upload(office, seen, OFFICER, "", NOON)
    assert read(office, sheet(office, {})).months[0].seen.latest == 0


def test_a_changed_report_is_found_in_the_log_and_in_the_workbook(office: Office) -> None:
    send(office, DONE)
    with tampering(office.engine) as connection:
        connection.execute(update(progress).values(done_on=date(2026, 5, 1)))
    found = [(finding.check, finding.place) for finding in verify(office).findings]
    assert {check for check, _ in found} == {Check.JUDGING}
    places = sorted({place.partition(", Tệp")[0] for _, place in found})
    assert places == ["Báo cáo II.4-1 của lần nộp số 1", "Báo cáo nhiệm vụ, dòng 1"]


def test_a_year_form_reports_on_milestones_with_its_last_month(office: Office) -> None:
    figures = {(DIGITISED, word, m): 9 for m in (5, 6) for word in ("Tử số", "Mẫu số")}
    book = openpyxl.load_workbook(io.BytesIO(fill_year(template(office, "PVHXH", None), figures)))
    for address, typed in DONE.items():
        book[MILESTONE_SHEET][address] = typed
    upload = read_upload(office, "nam.xlsx", saved(book), Expected("PVHXH"), OFFICER, TODAY)
    assert [(p.month.month, len(p.progress)) for p in upload.months] == [(5, 0), (6, 1)]
    save_upload(office, upload, OFFICER, "Chỉ tiêu khác chưa có.", NOON)
    assert state(office) is ProgressState.DONE
