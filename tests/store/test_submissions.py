"""What is saved comes back; later versions supersede; nothing is saved by halves."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.exc import IntegrityError

from cchc_metrics.plan.figures import Receipt
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.errors import DamagedFile, MovedOn
from cchc_metrics.store.files import StoredFile, original_file
from cchc_metrics.store.history import SubmissionEntry, submission_history
from cchc_metrics.store.in_force import (
    FigureInForce,
    figures_in_force,
    month_in_force,
    receipts,
)
from cchc_metrics.store.standing import MonthState
from cchc_metrics.store.submissions import save_submissions
from cchc_metrics.store.tables import audit, figures, files, submissions
from tests.builders import DEPARTMENTS, YEAR, make_plan, month
from tests.store.builders import (
    CALENDAR,
    COMMUNE,
    at,
    count_rows,
    make_file,
    make_placed,
    make_submission,
    save,
    with_departments,
)
from tests.store.tampering import tampering

OF_PVHXH = "Phòng Văn hóa - Xã hội"


@pytest.fixture
def record(database: Engine) -> Engine:
    return with_departments(database)


def test_a_figure_leads_back_to_its_cell_file_person_and_time(record: Engine) -> None:
    placed = make_placed(191, 200, note="đã đối chiếu")
    (submission_id,) = save(record, make_submission(placed))
    assert figures_in_force(record, COMMUNE, YEAR) == [
        FigureInForce(
            placed.figure,
            "Số liệu",
            "D8",
            "E8",
            submission_id=submission_id,
            file_sha256=make_file().sha256,
            file_name=make_file().name,
            sent_by="Nguyễn Thị Hoa",
            sent_at=at("2026-01-16 03:00"),
        )
    ]


def test_zero_and_no_denominator_stay_apart(record: Engine) -> None:
    save(
        record,
        make_submission(make_placed(0, 0, "II.1-1"), make_placed(7, None, "II.1-2")),
    )
    found = figures_in_force(record, COMMUNE, YEAR)
    assert [(f.figure.numerator, f.figure.denominator) for f in found] == [(0, 0), (7, None)]
    assert [f.denominator_cell for f in found] == ["E8", ""]


def test_a_later_submission_supersedes_with_all_its_figures(record: Engine) -> None:
    save(record, make_submission(make_placed(1, 9, "II.1-1"), make_placed(2, 9, "II.1-2")))
    save(record, make_submission(make_placed(3, 9, "II.1-1"), supersedes=1))
    found = figures_in_force(record, COMMUNE, YEAR)
    assert [(f.figure.indicator, f.figure.numerator) for f in found] == [("II.1-1", 3)]


def test_a_submission_without_figures_supersedes_too(record: Engine) -> None:
    save(record, make_submission())
    save(record, replace(make_submission(), figures=(), seen=MonthState(1, 1)))
    assert figures_in_force(record, COMMUNE, YEAR) == []
    assert month_in_force(record, COMMUNE, "PVHXH", month(1)).state == MonthState(2, 2)


def test_figures_in_force_are_those_of_one_year_up_to_a_month(record: Engine) -> None:
    for of in (month(12, YEAR - 1), month(1), month(3), month(1, YEAR + 1)):
        save(record, make_submission(of=of))
    assert [f.figure.month for f in figures_in_force(record, COMMUNE, YEAR)] == [month(1), month(3)]
    assert [f.figure.month for f in figures_in_force(record, COMMUNE, YEAR, 2)] == [month(1)]


def test_one_file_brings_several_months_and_departments(record: Engine) -> None:
    new = [
        make_submission(of=of, department=department.code)
        for of in (month(2), month(1))
        for department in DEPARTMENTS
    ]
    ids = save(record, *new)
    assert len(set(ids)) == 4
    found = figures_in_force(record, COMMUNE, YEAR)
    assert [(f.figure.month.month, f.figure.department) for f in found] == [
        (1, "PVHXH"),
        (1, "VPHDND"),
        (2, "PVHXH"),
        (2, "VPHDND"),
    ]
    assert count_rows(record, files) == 1
    assert count_rows(record, audit) == 4


def test_the_order_in_which_departments_send_does_not_matter(database: Engine) -> None:
    south = make_plan()
    north = make_plan(commune=replace(south.commune, code="99999"))
    new = [make_submission(department=department.code) for department in DEPARTMENTS]
    for plan, order in ((south, new), (north, new[::-1])):
        with_departments(database, plan)
        for each in order:
            save_submissions(database, plan.commune.code, make_file(), [each])
    first, second = (
        [f.figure for f in figures_in_force(database, plan.commune.code, YEAR)]
        for plan in (south, north)
    )
    assert first == second


def test_history_is_newest_first_and_says_which_version_counts(record: Engine) -> None:
    save(record, make_submission(), file=make_file(b"one", "bản một.xlsx"))
    save(
        record,
        make_submission(
            make_placed(1, 2, "II.1-1"),
            make_placed(1, 2, "II.1-2"),
            supersedes=1,
            sent_by="Lò Văn Pản",
            sent_at=at("2026-01-17 03:00"),
            warnings_reason="Đã kiểm tra với bộ phận một cửa",
        ),
        file=make_file(b"two", "bản hai.xlsx"),
    )
    latest, first = submission_history(record, COMMUNE)
    assert latest == SubmissionEntry(
        id=latest.id,
        department="PVHXH",
        month=month(1),
        version=2,
        plan_code="ke-hoach-thu",
        plan_version="1",
        window=CALENDAR.window(month(1)),
        file_sha256=make_file(b"two").sha256,
        file_name="bản hai.xlsx",
        sent_by="Lò Văn Pản",
        sent_at=at("2026-01-17 03:00"),
        warnings_reason="Đã kiểm tra với bộ phận một cửa",
        figure_count=2,
        is_in_force=True,
        is_withdrawn=False,
        is_held=False,
    )
    assert (first.version, first.figure_count, first.is_in_force) == (1, 1, False)
    assert (first.file_name, first.warnings_reason) == ("bản một.xlsx", "")


def test_history_of_one_department_or_month(record: Engine) -> None:
    save(
        record,
        make_submission(),
        make_submission(of=month(2)),
        make_submission(department="VPHDND"),
    )
    of_department = submission_history(record, COMMUNE, department="PVHXH")
    assert {entry.month for entry in of_department} == {month(1), month(2)}
    of_month = submission_history(record, COMMUNE, month=month(1))
    assert {entry.department for entry in of_month} == {"PVHXH", "VPHDND"}
    assert submission_history(record, COMMUNE, "VPHDND", month(2)) == []


def test_a_month_stands_at_nothing_before_the_first(record: Engine) -> None:
    nothing = month_in_force(record, COMMUNE, "PVHXH", month(1))
    assert (nothing.state, nothing.figures) == (MonthState(0, 0, None), ())
    save(record, make_submission())
    first = month_in_force(record, COMMUNE, "PVHXH", month(1))
    assert first.state == MonthState(latest=1, in_force=1)
    assert [placed.submission_id for placed in first.figures] == [1]
    assert month_in_force(record, COMMUNE, "VPHDND", month(1)) == nothing


def test_a_receipt_is_the_day_of_the_first_submission(record: Engine) -> None:
    save(record, make_submission(sent_at=at("2026-01-16 03:00")))
    save(record, make_submission(sent_at=at("2026-01-25 03:00"), supersedes=1))
    save(record, make_submission(of=month(2), sent_at=at("2026-02-19 03:00")))
    assert receipts(record, COMMUNE, YEAR) == [
        Receipt("PVHXH", month(1), date(2026, 1, 16)),
        Receipt("PVHXH", month(2), date(2026, 2, 19)),
    ]


@pytest.mark.parametrize(
    ("sent_at", "day"),
    [
        ("2026-03-18 16:59:59", date(2026, 3, 18)),
        ("2026-03-18 17:00:00", date(2026, 3, 19)),
        ("2026-03-18 18:30:00", date(2026, 3, 19)),
    ],
)
def test_a_receipt_has_the_day_as_vietnam_counts_it(
    record: Engine, sent_at: str, day: date
) -> None:
    save(record, make_submission(of=month(3), sent_at=at(sent_at)))
    assert [receipt.sent_on for receipt in receipts(record, COMMUNE, YEAR)] == [day]


def test_a_moment_without_a_time_zone_is_refused(record: Engine) -> None:
    with pytest.raises(Exception, match="needs its time zone"):
        save(record, make_submission(sent_at=datetime(2026, 1, 16)))


def test_a_conflict_says_who_saved_what_when(record: Engine) -> None:
    save(record, make_submission(of=month(3), sent_at=at("2026-03-16 07:05")))
    with pytest.raises(MovedOn) as conflict:
        save(record, make_submission(of=month(3), sent_by="Lò Văn Pản"))
    error = conflict.value
    assert (error.department, error.month) == (OF_PVHXH, month(3))
    assert (error.saved_by, error.saved_at) == ("Nguyễn Thị Hoa", at("2026-03-16 07:05"))
    assert str(error) == (
        f"Số liệu tháng 3/2026 của {OF_PVHXH} đã thay đổi sau khi xem trước: "
        "Nguyễn Thị Hoa đã lưu bản khác lúc 14:05 ngày 16/3/2026. "
        "Xem lại phần so sánh rồi lưu lần nữa; lần này chưa lưu số liệu nào."
    )
    assert len(submission_history(record, COMMUNE)) == 1


def test_a_preview_of_a_version_that_is_gone_is_a_conflict(record: Engine) -> None:
    with pytest.raises(MovedOn, match="vừa được rút hoặc khôi phục") as conflict:
        save(record, make_submission(supersedes=1))
    assert conflict.value.saved_by is None


def test_a_conflict_in_one_month_keeps_the_others_out_too(record: Engine) -> None:
    save(record, make_submission(of=month(2)))
    with pytest.raises(MovedOn):
        save(record, make_submission(), make_submission(of=month(2)), file=make_file(b"other"))
    assert len(submission_history(record, COMMUNE)) == 1
    assert (count_rows(record, files), count_rows(record, audit)) == (1, 1)


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 5), (1, -5)])
def test_a_figure_that_fails_leaves_nothing_behind(
    record: Engine, numerator: int, denominator: int
) -> None:
    wrong = [
        make_placed(1, 2, "II.1-1", of=month(2)),
        make_placed(numerator, denominator, "II.1-2", of=month(2)),
        make_placed(1, 2, "II.1-3", of=month(2)),
    ]
    with pytest.raises(IntegrityError):
        save(record, make_submission(), make_submission(*wrong, of=month(2)))
    for table in (files, submissions, figures, audit):
        assert count_rows(record, table) == 0, table.name


def test_figures_of_another_month_are_refused() -> None:
    with pytest.raises(ValueError, match="another department or month"):
        make_submission(make_placed(of=month(2)), of=month(1))


def test_a_file_without_submissions_is_refused(fresh_record: Engine) -> None:
    with pytest.raises(ValueError, match="there are none"):
        save(fresh_record)
    assert count_rows(fresh_record, files) == 0


def test_an_unknown_department_is_refused(record: Engine) -> None:
    with pytest.raises(IntegrityError):
        save(record, make_submission(department="PKT"))
    assert count_rows(record, files) == 0


def test_the_same_bytes_are_kept_once_under_their_first_name(record: Engine) -> None:
    content = "nội dung".encode()
    save(record, make_submission(), file=make_file(content, "bản gốc.xlsx"))
    save(record, make_submission(supersedes=1), file=make_file(content, "bản sao.xlsx"))
    assert count_rows(record, files) == 1
    kept = original_file(record, COMMUNE, StoredFile.of("", content).sha256)
    assert kept == make_file(content, "bản gốc.xlsx")


def test_an_unknown_file_is_none(record: Engine) -> None:
    assert original_file(record, COMMUNE, "0" * 64) is None


def test_a_file_that_has_changed_is_not_handed_out(record: Engine) -> None:
    save(record, make_submission())
    with tampering(record) as connection:
        connection.execute(update(files).values(content=b"forged"))
    with pytest.raises(DamagedFile, match="thang-1.xlsx"):
        original_file(record, COMMUNE, make_file().sha256)


def test_communes_do_not_mix(record: Engine) -> None:
    plan = make_plan()
    other = replace(plan, commune=replace(plan.commune, code="99999"))
    with_departments(record, other)
    save(record, make_submission(make_placed(1, 2)))
    save_submissions(record, "99999", make_file(), [make_submission(make_placed(3, 4))])
    for commune, numerator in ((COMMUNE, 1), ("99999", 3)):
        (found,) = figures_in_force(record, commune, YEAR)
        assert found.figure.numerator == numerator
        (entry,) = submission_history(record, commune)
        assert entry.is_in_force and entry.version == 1
        assert len(receipts(record, commune, YEAR)) == 1
        assert len(audit_entries(record, commune, 10)) == 1
    assert original_file(record, "00000", make_file().sha256) is None


def test_vietnamese_text_comes_back_as_it_was(record: Engine) -> None:
    note = "Hồ sơ “đất đai” ở bản Mò Cá – ưu tiên 🌾; e\u0301 viết rời"
    new = make_submission(make_placed(note=note), sent_by="Đặng Thị Ỷ", warnings_reason=note)
    save(record, new, file=make_file(name="Báo cáo tháng 1 (bản ký số).xlsx"))
    (found,) = figures_in_force(record, COMMUNE, YEAR)
    (entry,) = submission_history(record, COMMUNE)
    assert found.figure.note == entry.warnings_reason == note
    assert (entry.sent_by, entry.file_name) == ("Đặng Thị Ỷ", "Báo cáo tháng 1 (bản ký số).xlsx")


def test_counts_may_be_larger_than_32_bits(record: Engine) -> None:
    save(record, make_submission(make_placed(2**40, 2**62)))
    (found,) = figures_in_force(record, COMMUNE, YEAR)
    assert (found.figure.numerator, found.figure.denominator) == (2**40, 2**62)
