"""The whole way of the figures, as in life: two months, a correction, mistakes and collisions.

Every test runs on both engines. Rates are computed by hand in the comments.
"""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
import sqlalchemy as sa

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, Window
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.errors import MovedOn
from cchc_metrics.store.standing import MonthState
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow import board
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.changes import Change
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import NotDone
from cchc_metrics.workflow.uploads import (
    NotSaved,
    Upload,
    history,
    read_upload,
    sent_file,
    summary,
    template,
)
from tests.workbooks.filling import fill
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    HOA,
    JANUARY,
    LAN,
    MARCH,
    STOCK,
    TODAY,
    Entries,
    at,
    month_sheet,
    open_with,
    read,
    save,
    send,
    whole_record,
    year_sheet,
)

IN_JANUARY: Entries = {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)}
IN_FEBRUARY: Entries = {FLOW: (30, 30), STOCK: (3, 12), COUNT: (4, None)}
CORRECTED: Entries = {FLOW: (20, 20), STOCK: (1, 12), COUNT: (3, None)}


@pytest.fixture
def office(database: sa.Engine) -> Office:
    """A department's office with an empty record, on 20/4/2026."""
    return open_with(database)


def row(office: Office, code: str, as_of: ReportingMonth) -> dict[str, Any]:
    card = board.scorecard(office, ReportPeriod.YEAR, as_of, TODAY)
    return next(record for record in card.records() if record["indicator"] == code)


def figures(office: Office, of: ReportingMonth) -> dict[str, tuple[int, int | None]]:
    """What counts of a month, by indicator."""
    return {
        placed.figure.indicator: (placed.figure.numerator, placed.figure.denominator)
        for code in (FLOW, STOCK, COUNT)
        for placed in board.sources(office, code, of)
        if placed.figure.month == of
    }


def changes(upload: Upload) -> dict[str, list[str]]:
    """Month -> the indicators that a save would change."""
    return {
        str(preview.month): [c.indicator for c in preview.changes if c.is_change]
        for preview in upload.months
    }


def test_two_months_from_template_to_scorecard(office: Office) -> None:
    first = read(office, month_sheet(office, JANUARY, IN_JANUARY), Expected("PVHXH", JANUARY))
    assert not first.has_errors and not first.needs_reason
    assert summary(first) == "Tệp hợp lệ, sẵn sàng lưu tháng 1/2026."
    new = Figure("PVHXH", FLOW, JANUARY, 18, 20)
    assert first.months[0].changes[0] == Change(FLOW, None, new)
    assert first.months[0].seen == MonthState(0, 0)

    save(office, first)
    january = row(office, FLOW, JANUARY)
    # 18/20 = 90%, two short of 20; the target of 100% is the expected value too: pace 0.9.
    assert (january["numerator"], january["denominator"], january["value"]) == (18, 20, 0.9)
    assert (january["status"], january["pace"]) == ("NEEDS_ACCELERATION", 0.9)
    assert (january["missing_cases"], january["departments_reported"]) == (2, 1)

    send(office, FEBRUARY, IN_FEBRUARY, sent_at="2026-02-16 03:00")
    send(office, FEBRUARY, {FLOW: (10, 10)}, "VPHDND", sent_by=LAN, sent_at="2026-02-17 03:00")
    february = row(office, FLOW, FEBRUARY)
    # Months and departments are added up: (18 + 30 + 10) / (20 + 30 + 10) = 58/60.
    assert (february["numerator"], february["denominator"]) == (58, 60)
    assert february["status"] == "ON_TRACK"
    assert (february["months_reported"], february["departments_reported"]) == (2, 2)
    # A running total is not added up: February's 3/12 stands, against 2/12 expected.
    total = row(office, STOCK, FEBRUARY)
    assert (total["numerator"], total["denominator"], total["status"]) == (3, 12, "ON_TRACK")
    # A count has no denominator, and no colour without a target: 3 + 4.
    counted = row(office, COUNT, FEBRUARY)
    assert (counted["numerator"], counted["denominator"]) == (7, None)
    assert counted["status"] == "NO_TARGET"
    # January as it was known at January is still what it was.
    assert row(office, FLOW, JANUARY) == january


def test_a_correction_shows_old_and_new_and_then_takes_the_place_of_the_first(
    office: Office,
) -> None:
    send(office, JANUARY, IN_JANUARY)
    send(office, FEBRUARY, IN_FEBRUARY, sent_at="2026-02-16 03:00")
    upload = read(office, month_sheet(office, JANUARY, CORRECTED))
    assert changes(upload) == {"2026-01": [FLOW]}
    shown = upload.months[0].changes[0]
    assert shown.old == Figure("PVHXH", FLOW, JANUARY, 18, 20)
    assert shown.new == Figure("PVHXH", FLOW, JANUARY, 20, 20)
    assert upload.months[0].seen == MonthState(1, 1)
    assert row(office, FLOW, FEBRUARY)["numerator"] == 48, "a preview changes nothing"

    save(office, upload, sent_by=LAN, sent_at="2026-03-02 03:00")
    # (20 + 30) / (20 + 30)
    assert (row(office, FLOW, FEBRUARY)["numerator"], row(office, FLOW, FEBRUARY)["value"]) == (
        50,
        1.0,
    )
    versions = [(e.version, e.sent_by, e.is_in_force) for e in history(office, "PVHXH", JANUARY)]
    assert versions == [(2, LAN, True), (1, HOA, False)], "newest first; the first one is kept"
    sent = board.submissions(office, TODAY)
    state = sent[(sent["department"] == "PVHXH") & (sent["month"] == 1)].iloc[0]
    assert (state["sent_on"], state["state"]) == (date(2026, 1, 16), "ON_TIME"), (
        "a correction does not make a month late"
    )


def test_an_indicator_left_out_of_a_correction_no_longer_counts(office: Office) -> None:
    send(office, JANUARY, IN_JANUARY)
    upload = read(office, month_sheet(office, JANUARY, {FLOW: (18, 20), STOCK: (1, 12)}))
    dropped = upload.months[0].changes[-1]
    assert (dropped.indicator, dropped.new, dropped.is_change) == (COUNT, None, True)
    save(office, upload, reason="Đếm nhầm sang tháng sau.")
    assert figures(office, JANUARY) == {FLOW: (18, 20), STOCK: (1, 12)}
    assert row(office, COUNT, JANUARY)["status"] == "NO_DATA"


def test_a_year_form_saves_only_the_months_that_changed(office: Office) -> None:
    send(office, JANUARY, IN_JANUARY)
    content = year_sheet(
        office, {JANUARY: IN_JANUARY, FEBRUARY: IN_FEBRUARY, MARCH: {**IN_FEBRUARY, FLOW: (9, 9)}}
    )
    upload = read(office, content, Expected("PVHXH"))
    assert [str(preview.month) for preview in upload.changed_months] == ["2026-02", "2026-03"]
    assert summary(upload) == "Tệp hợp lệ, sẵn sàng lưu tháng 2/2026 và tháng 3/2026."
    assert len(save(office, upload)) == 2
    kept = [(str(e.month), e.version) for e in history(office)]
    assert sorted(kept) == [("2026-01", 1), ("2026-02", 1), ("2026-03", 1)]
    assert row(office, FLOW, MARCH)["numerator"] == 18 + 30 + 9


def test_the_year_form_filled_with_the_record_is_corrected_in_one_cell(office: Office) -> None:
    send(office, JANUARY, IN_JANUARY)
    send(office, FEBRUARY, IN_FEBRUARY)
    untouched = read(office, template(office, "PVHXH", None, filled=True))
    assert untouched.changed_months == ()
    content = year_sheet(office, {JANUARY: {FLOW: (19, None)}}, filled=True)
    upload = read(office, content)
    assert changes(upload) == {"2026-01": [FLOW], "2026-02": []}
    save(office, upload)
    assert figures(office, JANUARY) == {FLOW: (19, 20), STOCK: (1, 12), COUNT: (3, None)}
    assert len(history(office, month=FEBRUARY)) == 1


def test_the_same_file_again_changes_nothing_and_says_so(office: Office) -> None:
    content = month_sheet(office, JANUARY, IN_JANUARY)
    save(office, read(office, content))
    before = whole_record(office.engine)
    again = read(office, content)
    assert summary(again) == "Số liệu trong tệp trùng với số liệu đã lưu; không có gì thay đổi."
    with pytest.raises(NotSaved, match="không có gì thay đổi"):
        save(office, again)
    assert whole_record(office.engine) == before


def test_pressing_save_twice_saves_once_and_tells(office: Office) -> None:
    upload = read(office, month_sheet(office, JANUARY, IN_JANUARY))
    save(office, upload)
    before = whole_record(office.engine)
    with pytest.raises(MovedOn, match="lần này chưa lưu số liệu nào"):
        save(office, upload)
    assert whole_record(office.engine) == before


def test_of_two_people_with_the_same_preview_the_second_is_told_and_the_first_stays(
    office: Office,
) -> None:
    hers = read(office, month_sheet(office, JANUARY, IN_JANUARY))
    his = read(office, month_sheet(office, JANUARY, CORRECTED))
    save(office, hers, sent_by=HOA, sent_at="2026-01-16 03:00")
    before = whole_record(office.engine)
    with pytest.raises(MovedOn) as told:
        save(office, his, sent_by=LAN, sent_at="2026-01-16 03:01")
    assert str(told.value) == (
        "Số liệu tháng 1/2026 của Phòng Văn hóa - Xã hội đã thay đổi sau khi xem trước: Nguyễn"
        " Thị Hoa đã lưu bản khác lúc 10:00 ngày 16/1/2026. Xem lại phần so sánh rồi lưu lần nữa;"
        " lần này chưa lưu số liệu nào."
    )
    assert whole_record(office.engine) == before
    # Having looked again, the second may save.
    save(office, read(office, month_sheet(office, JANUARY, CORRECTED)), sent_by=LAN)
    assert figures(office, JANUARY)[FLOW] == (20, 20)


def test_a_year_form_that_collides_in_one_month_saves_no_month(office: Office) -> None:
    upload = read(office, year_sheet(office, {JANUARY: IN_JANUARY, FEBRUARY: IN_FEBRUARY}))
    send(office, FEBRUARY, IN_FEBRUARY, sent_by=LAN)
    before = whole_record(office.engine)
    with pytest.raises(MovedOn):
        save(office, upload)
    assert whole_record(office.engine) == before
    assert figures(office, JANUARY) == {}


def test_one_wrong_month_of_a_year_form_blocks_them_all(office: Office) -> None:
    content = year_sheet(office, {JANUARY: IN_JANUARY, FEBRUARY: {**IN_FEBRUARY, FLOW: (31, 30)}})
    upload = read(office, content)
    assert [(issue.code, issue.cell) for issue in upload.checked.errors] == [("E30", "F8")]
    before = whole_record(office.engine)
    with pytest.raises(NotSaved, match="còn lỗi nên chưa lưu số liệu nào"):
        save(office, upload, reason="Vẫn nộp.")
    assert whole_record(office.engine) == before


def test_warnings_are_saved_only_with_a_reason_which_is_kept(office: Office) -> None:
    upload = read(office, month_sheet(office, JANUARY, {FLOW: (18, 20), STOCK: (1, 12)}))
    assert upload.needs_reason and not upload.has_errors
    assert summary(upload) == (
        "Tệp hợp lệ, sẵn sàng lưu tháng 1/2026; có 1 cảnh báo cần nêu lý do."
    )
    for reason in ("", "  \n", "\x00"):
        with pytest.raises(NotSaved, match="Nêu lý do"):
            save(office, upload, reason=reason)
    with pytest.raises(NotDone, match="tối đa 500"):
        save(office, upload, reason="x" * 501)
    assert history(office) == []
    save(office, upload, reason=" Chưa tổng hợp\x00 được. ")
    assert history(office)[0].warnings_reason == "Chưa tổng hợp được."


def test_a_reason_without_a_warning_is_not_kept(office: Office) -> None:
    send(office, JANUARY, IN_JANUARY, reason="Không cần.")
    assert history(office)[0].warnings_reason == ""


def test_nothing_is_saved_without_a_name(office: Office) -> None:
    upload = read(office, month_sheet(office, JANUARY, IN_JANUARY))
    for nobody in ("", "   "):
        with pytest.raises(NotSaved, match="Nhập họ tên"):
            save(office, upload, sent_by=nobody)
    assert history(office) == []
    save(office, upload, sent_by=f"  {HOA} ")
    assert history(office)[0].sent_by == HOA


def test_the_original_file_comes_back_byte_for_byte(office: Office) -> None:
    content = month_sheet(office, JANUARY, IN_JANUARY)
    save(office, read(office, content))
    entry = history(office)[0]
    assert entry.file_sha256 == sha256(content).hexdigest()
    kept = sent_file(office, entry.file_sha256)
    assert kept is not None
    assert (kept.content, kept.name) == (content, "so-lieu.xlsx")
    assert sent_file(office, "0" * 64) is None


def test_a_name_that_no_record_can_hold_does_not_keep_a_file_back(office: Office) -> None:
    content = month_sheet(office, JANUARY, IN_JANUARY)
    expected, sender = Expected("PVHXH", JANUARY), taken_at_word(HOA)
    save(office, read_upload(office, "biểu\x00 1.xlsx", content, expected, sender, TODAY))
    assert history(office)[0].file_name == "biểu 1.xlsx"


def test_every_save_leaves_its_trace_in_the_audit_log(office: Office) -> None:
    ids = save(
        office,
        read(office, year_sheet(office, {JANUARY: IN_JANUARY, FEBRUARY: IN_FEBRUARY})),
        sent_by=LAN,
        sent_at="2026-02-16 03:00",
    )
    newest_first = audit_entries(office.engine, office.commune, 10)
    assert [entry.subject for entry in newest_first] == ["PVHXH 2026-02", "PVHXH 2026-01"]
    entry = newest_first[1]
    assert (entry.actor, entry.action, entry.at) == (LAN, "submit", at("2026-02-16 03:00"))
    assert entry.details["submission"] == ids[0]
    assert entry.details["sha256"] == history(office)[0].file_sha256
    assert (entry.details["version"], entry.details["figures"]) == (1, 3)


def test_the_days_that_the_figures_cover_are_stored_with_them(office: Office) -> None:
    send(office, JANUARY, IN_JANUARY)
    entry = history(office)[0]
    assert entry.window == Window(date(2025, 12, 15), date(2026, 1, 14))
    assert (entry.plan_code, entry.plan_version) == ("ke-hoach-thu", "1")


def test_every_figure_leads_back_to_its_cell_its_file_its_person_and_its_time(
    office: Office,
) -> None:
    (submission,) = send(office, JANUARY, IN_JANUARY, sent_by=LAN)
    found = board.sources(office, FLOW, MARCH)[0]
    assert (found.sheet, found.numerator_cell, found.denominator_cell) == ("Số liệu", "D8", "F8")
    sent = found.submission
    assert (sent.sent_by, sent.sent_at) == (LAN, at("2026-01-16 03:00"))
    assert sent.id == submission
    assert sent == history(office)[0]


def test_the_sources_of_a_month_are_those_of_the_year_so_far(office: Office) -> None:
    content = year_sheet(office, {JANUARY: IN_JANUARY, FEBRUARY: IN_FEBRUARY, MARCH: IN_FEBRUARY})
    save(office, read(office, content))
    found = [source.figure.month for source in board.sources(office, FLOW, FEBRUARY)]
    assert found == [JANUARY, FEBRUARY]


def test_the_filled_template_holds_what_is_recorded(office: Office) -> None:
    send(office, JANUARY, IN_JANUARY)
    filled = template(office, "PVHXH", JANUARY, filled=True)
    upload = read(office, filled)
    assert {
        p.figure.indicator: (p.figure.numerator, p.figure.denominator)
        for p in upload.checked.figures
    } == dict(IN_JANUARY)
    assert upload.changed_months == ()
    # And is where a correction starts from: one cell is typed over.
    correction = read(office, fill(filled, {(COUNT, "Tử số"): 5}))
    assert changes(correction) == {"2026-01": [COUNT]}


def test_nothing_arisen_is_a_figure_and_a_blank_is_none(office: Office) -> None:
    send(office, JANUARY, {**IN_JANUARY, FLOW: (0, 0)})
    arisen = row(office, FLOW, JANUARY)
    assert (arisen["status"], arisen["denominator"], arisen["value"]) == ("NOT_ARISEN", 0, None)
    assert row(office, FLOW, FEBRUARY)["months_reported"] == 1, "a month of 0/0 was reported"
    send(office, FEBRUARY, {STOCK: (3, 12)}, reason="Chưa tổng hợp.", sent_at="2026-02-16 03:00")
    assert row(office, FLOW, FEBRUARY)["months_reported"] == 1, "a blank row was not"


def test_the_record_s_version_grows_with_a_save_and_only_with_a_save(office: Office) -> None:
    empty = office.record_version
    upload = read(office, month_sheet(office, JANUARY, IN_JANUARY))
    with pytest.raises(NotSaved):
        save(office, upload, sent_by="")
    assert office.record_version == empty
    save(office, upload)
    once = office.record_version
    assert once > empty
    send(office, JANUARY, CORRECTED)
    assert office.record_version > once
