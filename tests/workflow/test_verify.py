"""Whoever may do anything to the database cannot change what was sent without `verify` seeing it.

Each test changes a record that was kept as in life, one row a kind, and names every finding.
"""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine, Table, delete, insert, select, text, update

from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.actions import NewAction
from cchc_metrics.store.audit import chain_end, write_audit
from cchc_metrics.store.database import open_database, reading, writing
from cchc_metrics.store.explanations import NewExplanation, explain
from cchc_metrics.store.files import StoredFile
from cchc_metrics.store.judging_tables import (
    actions,
    explanations,
    progress,
    target_withdrawals,
    targets,
)
from cchc_metrics.store.locks import LOCK, lock_months, unlock_months
from cchc_metrics.store.mappings import Meaning, remember
from cchc_metrics.store.progress import NewProgress, report_progress
from cchc_metrics.store.reading_tables import mappings, readings
from cchc_metrics.store.submissions import SUBMIT
from cchc_metrics.store.tables import (
    APPEND_ONLY,
    audit,
    figures,
    files,
    locks,
    submissions,
    withdrawals,
)
from cchc_metrics.store.targets import NewTarget, TargetDocument, set_target, take_back_target
from cchc_metrics.store.withdrawals import restore, withdraw
from cchc_metrics.workflow.office import Office, open_office
from cchc_metrics.workflow.uploads import Upload
from cchc_metrics.workflow.verify import Check, verify
from tests.store.builders import make_file, make_submission
from tests.store.builders import save as save_to_store
from tests.store.tampering import tampering
from tests.ui.sample_record import copy_sample_record
from tests.workbooks.filling import saved
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    HOA,
    JANUARY,
    LAN,
    MARCH,
    STOCK,
    at,
    month_sheet,
    open_with,
    put_right,
    read,
    save,
    send,
    year_sheet,
)

WHEN = at("2026-03-20 05:00")
Found = set[tuple[Check, str]]


@pytest.fixture(scope="module")
def uploads(tmp_path_factory: pytest.TempPathFactory) -> list[Upload]:
    """Files of three months and a year form, read once for all tests."""
    scratch = open_database(f"sqlite:///{tmp_path_factory.mktemp('read') / 'record.sqlite3'}")
    office = open_with(scratch)
    months = [
        month_sheet(office, of, {FLOW: (18, 20), STOCK: (of.month, 12), COUNT: (3, None)})
        for of in (JANUARY, FEBRUARY, MARCH)
    ]
    year = year_sheet(office, {JANUARY: {FLOW: (5, 5)}, FEBRUARY: {FLOW: (6, 7)}}, "VPHDND")
    found = [read(office, content) for content in (*months, year)]
    scratch.dispose()
    return found


@pytest.fixture
def office(database: Engine, uploads: list[Upload]) -> Office:
    """Five submissions, two of them in a year form; one withdrawn and restored; a month locked.

    Its log: 1–3 and 4–5 submissions, 6–7 the withdrawal and its end, 8–9 the lock and its end.
    """
    opened = open_with(database)
    for upload in uploads:
        save(opened, upload)
    withdraw(database, opened.commune, 2, HOA, WHEN, "nhầm")
    restore(database, opened.commune, 2, HOA, WHEN, "không nhầm")
    lock_months(database, opened.commune, (JANUARY,), LAN, WHEN, "chốt")
    unlock_months(database, opened.commune, (JANUARY,), LAN, WHEN, "đính chính")
    return opened


def found(office: Office) -> Found:
    return {(finding.check, finding.place) for finding in verify(office).findings}


def change(office: Office, table: Table, where: Any, **values: Any) -> None:
    with tampering(office.engine) as connection:
        assert connection.execute(update(table).where(where).values(values)).rowcount == 1


def remove(office: Office, table: Table, where: Any) -> None:
    with tampering(office.engine) as connection:
        assert connection.execute(delete(table).where(where)).rowcount > 0


def sent(number: int, of: str = "2026-01", department: str = "PVHXH") -> str:
    return f"Lần nộp số {number} ({department}, {of})"


def file_of(office: Office, submission: int) -> tuple[str, str]:
    """The hash of a submission's file, and how findings name the file."""
    query = (
        select(files.c.sha256, files.c.name)
        .join(submissions, submissions.c.file_sha256 == files.c.sha256)
        .where(submissions.c.id == submission)
    )
    with reading(office.engine) as connection:
        row = connection.execute(query).one()
    return row.sha256, f"Tệp “{row.name}” (mã {row.sha256[:12]})"


def test_a_record_kept_as_in_life_is_clean(office: Office) -> None:
    lines: list[str] = []
    verified = verify(office, lines.append)
    assert verified.findings == ()
    with reading(office.engine) as connection:
        head = chain_end(connection, office.commune)
    (commune,) = verified.communes
    assert (commune.head, commune.submissions, commune.files) == (head, 5, 4)
    assert lines[-1] == f"Xã {office.commune}: đã đối chiếu 4/4 tệp."


def test_the_sample_record_is_clean(tmp_path_factory: pytest.TempPathFactory) -> None:
    database = tmp_path_factory.mktemp("verified") / "record.sqlite3"
    copy_sample_record(tmp_path_factory, database)
    opened = open_office({"CCHC_DATABASE_URL": f"sqlite:///{database}"})
    assert verify(opened).findings == ()
    opened.engine.dispose()


def test_changed_submissions_are_found(office: Office) -> None:
    number = submissions.c.id
    change(office, submissions, number == 1, sent_by="Kẻ khác", sent_at=at("2026-01-10 00:00"))
    change(office, submissions, number == 2, warnings_reason="thêm sau")
    change(office, submissions, number == 3, version=2)
    change(office, submissions, number == 4, department_code="PVHXH", month="2026-04")
    problems = {finding.place: finding.problem for finding in verify(office).findings}
    assert problems == {
        sent(1): "khác với nhật ký ở: người gửi, thời điểm gửi.",
        sent(2, "2026-02"): "khác với nhật ký ở: lý do cảnh báo.",
        sent(3, "2026-03"): "là bản 2, trong khi đây là lần nộp thứ 1 của tháng.",
        sent(4, "2026-04"): "khác với nhật ký ở: đơn vị, kỳ số liệu.",
        # Its month now stands elsewhere in the year form.
        f"Số liệu {FLOW} của lần nộp số 4, {file_of(office, 4)[1]}": (
            "ghi nguồn sai ô; trong tệp là ô H8, trang “Số liệu”."
        ),
    }


def test_removed_and_added_submissions_are_found(office: Office) -> None:
    remove(office, submissions, submissions.c.id == 3)
    with tampering(office.engine) as connection:
        row = connection.execute(select(submissions).where(submissions.c.id == 1)).mappings().one()
        added = {**row, "id": 9, "version": 2}
        connection.execute(insert(submissions).values(added))
    strays = {(Check.FIGURES, f"Số liệu {code} của lần nộp số 3") for code in (FLOW, STOCK, COUNT)}
    assert found(office) == {
        (Check.SUBMISSIONS, sent(3, "2026-03")),
        (Check.SUBMISSIONS, sent(9)),
        *strays,
    }


def test_changed_and_removed_files_are_found(office: Office) -> None:
    (first, changed), (second, shorter), (third, _), (form, removed) = (
        file_of(office, number) for number in (1, 2, 3, 4)
    )
    change(office, files, files.c.sha256 == first, content=b"forged")
    change(office, files, files.c.sha256 == second, size=1)
    change(office, files, files.c.sha256 == third, name="khác.xlsx")
    remove(office, files, files.c.sha256 == form)
    places = (changed, shorter, f"Tệp “khác.xlsx” (mã {third[:12]})", removed)
    assert found(office) == {(Check.FILES, place) for place in places}


def test_a_file_exchanged_together_with_its_hash_is_found(office: Office) -> None:
    (first, lost), (_, other) = file_of(office, 1), file_of(office, 2)
    content = b"forged"
    forged = StoredFile.of("so-lieu.xlsx", content).sha256
    with tampering(office.engine) as connection:
        new = {"sha256": forged, "content": content, "size": len(content)}
        connection.execute(update(files).where(files.c.sha256 == first).values(new))
        connection.execute(
            update(submissions).where(submissions.c.id == 1).values(file_sha256=forged)
        )
    stranger = f"Tệp “so-lieu.xlsx” (mã {forged[:12]})"
    assert found(office) == {
        (Check.SUBMISSIONS, sent(1)),
        (Check.FILES, stranger),
        (Check.FIGURES, stranger),
        (Check.FILES, lost),
    }
    assert other != lost


def test_changed_figures_are_found_in_their_cells(office: Office) -> None:
    def of(submission: int, code: str) -> Any:
        return (figures.c.submission_id == submission) & (figures.c.indicator_code == code)

    change(office, figures, of(1, FLOW), numerator=19)
    change(office, figures, of(1, STOCK), denominator=13)
    change(office, figures, of(1, COUNT), note="thêm sau")
    change(office, figures, of(2, FLOW), numerator_cell="D99")
    change(office, figures, of(2, COUNT), indicator_code="II.1-1")
    change(office, figures, of(2, STOCK), denominator=None)
    change(office, figures, of(4, FLOW), denominator=6)
    named = re.compile(r"Số liệu (.*) của lần nộp số (.*), Tệp.*")
    problems = {
        named.sub(r"\2 \1", finding.place): finding.problem for finding in verify(office).findings
    }
    assert problems == {
        f"1 {FLOW}": "tử số đang lưu là 19, ô D8 của tệp đọc là 18.",
        f"1 {STOCK}": "mẫu số đang lưu là 13, ô F9 của tệp đọc là 12.",
        f"1 {COUNT}": "ghi chú khác với trong tệp.",
        f"2 {FLOW}": "ghi nguồn sai ô; trong tệp là ô D8, trang “Số liệu”.",
        f"2 {STOCK}": "mẫu số đang lưu là –, ô F9 của tệp đọc là 12.",
        "2 II.1-1": "tệp không có dòng của chỉ tiêu này.",
        f"4 {FLOW}": "mẫu số đang lưu là 6, ô E9 của tệp đọc là 5.",
    }


def test_removed_and_added_figures_are_found(office: Office) -> None:
    its_own = figures.c.submission_id == 1
    remove(office, figures, its_own & (figures.c.indicator_code == FLOW))
    with tampering(office.engine) as connection:
        query = select(figures).where(figures.c.submission_id == 2).limit(1)
        row = connection.execute(query).mappings().one()
        connection.execute(insert(figures).values({**row, "indicator_code": "II.1-1"}))
        connection.execute(insert(figures).values({**row, "submission_id": 77}))
    place = file_of(office, 2)[1]
    assert found(office) == {
        (Check.SUBMISSIONS, sent(1)),
        (Check.SUBMISSIONS, sent(2, "2026-02")),
        (Check.FIGURES, f"Số liệu II.1-1 của lần nộp số 2, {place}"),
        (Check.FIGURES, f"Số liệu {row['indicator_code']} của lần nộp số 77"),
    }


def test_a_changed_log_is_found_and_what_it_no_longer_tells(office: Office) -> None:
    change(office, audit, audit.c.number == 1, actor="Kẻ khác")
    remove(office, audit, audit.c.number == 6)
    assert found(office) == {
        (Check.CHAIN, "Nhật ký, dòng 1"),
        (Check.CHAIN, "Nhật ký, dòng 7"),
        (Check.SUBMISSIONS, sent(1)),
        (Check.WITHDRAWALS, "Rút lần nộp số 2"),
    }


def test_a_log_cut_off_misses_what_was_done(office: Office) -> None:
    remove(office, audit, audit.c.number >= 5)
    assert found(office) == {
        (Check.SUBMISSIONS, sent(5, "2026-02", "VPHDND")),
        (Check.WITHDRAWALS, "Rút lần nộp số 2"),
        (Check.WITHDRAWALS, "Khôi phục lần nộp số 2"),
        (Check.LOCKS, "Chốt kỳ 2026-01 (đến lần nộp số 5)"),
        (Check.LOCKS, "Mở chốt kỳ 2026-01 (đến lần nộp số 5)"),
    }


def test_an_act_added_to_the_log_without_its_rows_is_found(office: Office) -> None:
    details = {"submission": 1, "version": 1, "figures": 3}
    with tampering(office.engine) as connection:
        write_audit(connection, office.commune, WHEN, LAN, SUBMIT, "PVHXH 2026-09", details)
        write_audit(connection, office.commune, WHEN, LAN, LOCK, "2026-02", {"reason": "x"})
        details = details | {"submission": 50}
        write_audit(connection, office.commune, WHEN, LAN, SUBMIT, "PVHXH 2026-09", details)
    assert {place for check, place in found(office) if check is not Check.FILES} == {
        "Nhật ký, dòng 10",
        sent(1),
        sent(50, "2026-09"),
        "Chốt kỳ 2026-02 (đến lần nộp số 5)",
    }


def test_changed_removed_and_reordered_turns_are_found(office: Office) -> None:
    change(office, locks, locks.c.id == 1, last_submission_id=1)
    remove(office, locks, locks.c.id == 2)
    with tampering(office.engine) as connection:
        for old, new in ((1, 9), (2, 1), (9, 2)):
            moved = update(withdrawals).where(withdrawals.c.id == old).values(id=new)
            connection.execute(moved)
    assert found(office) == {
        (Check.LOCKS, "Chốt kỳ 2026-01 (đến lần nộp số 5)"),
        (Check.LOCKS, "Chốt kỳ 2026-01 (đến lần nộp số 1)"),
        (Check.LOCKS, "Mở chốt kỳ 2026-01 (đến lần nộp số 5)"),
        (Check.WITHDRAWALS, "Rút lần nộp số 2"),
        (Check.WITHDRAWALS, "Khôi phục lần nộp số 2"),
    }


def test_tables_that_no_longer_defend_themselves_are_found(database: Engine) -> None:
    office = open_with(database)
    with tampering(database, hides_traces=False):
        pass
    assert found(office) == {(Check.GUARD, f"Bảng {table.name}") for table in APPEND_ONLY}


def test_a_guard_made_toothless_is_found(database: Engine) -> None:
    office = open_with(database)
    toothless = {
        "sqlite": (
            "DROP TRIGGER audit_refuses_DELETE",
            "CREATE TRIGGER audit_refuses_DELETE BEFORE DELETE ON audit BEGIN SELECT 1; END",
        ),
        "postgresql": (
            "DROP TRIGGER audit_append_only ON audit",
            "CREATE TRIGGER audit_append_only BEFORE UPDATE ON audit FOR EACH STATEMENT"
            " EXECUTE FUNCTION cchc_refuse_change()",
        ),
    }
    with writing(database, office.commune) as connection:
        for statement in toothless[database.dialect.name]:
            connection.execute(text(statement))
    assert found(office) == {(Check.GUARD, "Bảng audit")}


def test_a_guard_that_does_nothing_any_more_is_found(postgres_record: Engine) -> None:
    office = open_with(postgres_record)
    with writing(postgres_record, office.commune) as connection:
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION cchc_refuse_change() RETURNS trigger"
                " LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
            )
        )
    assert len(found(office)) == len(APPEND_ONLY)


def test_tables_of_another_version_are_found(database: Engine) -> None:
    office = open_with(database)
    with writing(database, office.commune) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert found(office) == {(Check.SCHEMA, "Cơ sở dữ liệu")}


@pytest.fixture
def put_right_office(database: Engine) -> Office:
    """March, sent with a numerator put right in place of 81; one label was confirmed with it."""
    opened = open_with(database)
    content = month_sheet(opened, MARCH, {FLOW: (81, 20), STOCK: (3, 12), COUNT: (3, None)})
    upload = read(opened, content, answers=put_right(read(opened, content), {"D8": "18"}))
    save(opened, upload)
    with writing(database, opened.commune) as connection:
        meaning = Meaning("Số hóa", "số hóa", FLOW)
        remember(connection, opened.commune, "PVHXH", [meaning], HOA, WHEN)
    return opened


def test_a_figure_put_right_is_proved_by_what_was_recorded(put_right_office: Office) -> None:
    assert found(put_right_office) == set()


def test_a_figure_put_right_otherwise_than_recorded_is_found(put_right_office: Office) -> None:
    change(put_right_office, figures, figures.c.indicator_code == FLOW, numerator=19)
    (finding,) = verify(put_right_office).findings
    assert finding.check is Check.FIGURES
    assert finding.problem == "tử số đang lưu là 19, ô D8 của tệp đọc là 18."


def test_a_changed_reading_is_found_in_the_log_and_in_the_file(put_right_office: Office) -> None:
    change(put_right_office, readings, readings.c.cell == "D8", raw="18")
    place = file_of(put_right_office, 1)[1]
    of_log = "Cách đọc trang “Số liệu”, ô D8 (II.3-2) của lần nộp số 1"
    problems = [(f.check, f.place, f.problem) for f in verify(put_right_office).findings]
    assert problems == [
        (
            Check.READINGS,
            f"Số liệu {FLOW} của lần nộp số 1, {place}",
            "ô D8 của tệp là “81”, đang lưu là “18”.",
        ),
        (Check.READINGS, of_log, "nhật ký có ghi nhưng dòng này không còn hoặc đã bị sửa."),
        (Check.READINGS, of_log, "nhật ký không ghi đúng như vậy."),
    ]


def test_a_removed_reading_leaves_its_figure_without_proof(put_right_office: Office) -> None:
    remove(put_right_office, readings, readings.c.cell == "D8")
    assert found(put_right_office) == {
        (Check.FIGURES, f"Số liệu {FLOW} của lần nộp số 1, {file_of(put_right_office, 1)[1]}"),
        (Check.READINGS, "Cách đọc trang “Số liệu”, ô D8 (II.3-2) của lần nộp số 1"),
    }


def test_a_reading_that_nobody_told_of_proves_nothing(office: Office) -> None:
    of_figure = (figures.c.submission_id == 1) & (figures.c.indicator_code == FLOW)
    change(office, figures, of_figure, numerator=19)
    added = {"submission_id": 1, "indicator_code": FLOW, "commune_code": office.commune}
    told = {"sheet": "Số liệu", "cell": "D8", "kind": "typed", "raw": "18", "taken_as": "19"}
    with tampering(office.engine) as connection:
        connection.execute(insert(readings).values(added | told | {"reason": "x"}))
    place = "Cách đọc trang “Số liệu”, ô D8 (II.3-2) của lần nộp số 1"
    assert found(office) == {(Check.READINGS, place)}


def test_changed_and_removed_meanings_are_found(put_right_office: Office) -> None:
    change(put_right_office, mappings, mappings.c.id == 1, meaning="II.3-3")
    assert found(put_right_office) == {(Check.MAPPINGS, "Ghi nhớ “Số hóa” của PVHXH")}
    remove(put_right_office, mappings, mappings.c.id == 1)
    assert found(put_right_office) == {(Check.MAPPINGS, "Ghi nhớ “Số hóa” của PVHXH")}


def test_a_workbook_that_cannot_be_opened_is_a_finding(database: Engine) -> None:
    office = open_with(database)
    save_to_store(database, make_submission(), file=make_file(b"no workbook at all"))
    (finding,) = verify(office).findings
    assert (finding.check, finding.place) == (Check.FIGURES, file_of(office, 1)[1])
    assert finding.problem.startswith("không mở được nên số liệu chưa đối chiếu")


def test_a_workbook_without_our_table_is_a_finding(database: Engine) -> None:
    office, book = open_with(database), openpyxl.Workbook()
    save_to_store(database, make_submission(), file=make_file(saved(book)))
    (finding,) = verify(office).findings
    assert finding.problem.startswith("không nhận ra bảng số liệu")


@pytest.mark.parametrize(
    ("table", "column", "place"),
    [
        ("audit", "at", "Nhật ký xã 03451"),
        ("submissions", "sent_at", "Bảng submissions, xã 03451"),
        ("files", "received_at", "Bảng files, xã 03451"),
        ("withdrawals", "done_at", "Bảng withdrawals, xã 03451"),
    ],
)
def test_a_value_that_cannot_be_read_is_a_finding(
    fresh_record: Engine, table: str, column: str, place: str
) -> None:
    """SQLite keeps anything in any column; the program must not stop at it."""
    office = open_with(fresh_record)
    send(office, JANUARY, {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)})
    withdraw(fresh_record, office.commune, 1, HOA, WHEN, "nhầm")
    with tampering(fresh_record) as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = 'hôm qua'"))
    assert place in {where for _, where in found(office)}


def test_a_damaged_database_file_is_found(fresh_record: Engine) -> None:
    office = open_with(fresh_record)
    send(office, JANUARY, {FLOW: (0, 20), STOCK: (1, 12), COUNT: (3, None)})
    with tampering(fresh_record) as connection:
        connection.execute(text("PRAGMA writable_schema = ON"))
        stricter = "UPDATE sqlite_schema SET sql = replace(sql, '>= 0', '>= 1')"
        connection.execute(text(f"{stricter} WHERE name = 'figures'"))
    assert (Check.DAMAGE, "Cơ sở dữ liệu") in found(office)


def test_every_commune_of_the_record_is_verified(office: Office) -> None:
    with writing(office.engine, "99999") as connection:
        write_audit(connection, "99999", WHEN, LAN, LOCK, "2026-02", {"reason": "x"})
    place = "Chốt kỳ 2026-02 (đến lần nộp số 0)"
    assert found(office) == {(Check.LOCKS, place)}
    assert [commune.code for commune in verify(office).communes] == ["03451", "99999"]


def test_changed_acts_about_judging_are_found(office: Office) -> None:
    of = (office.engine, office.commune, office.plan.code)
    document = TargetDocument("Văn bản thử", WHEN.date(), "Cơ quan thử")
    for value in (Fraction(4, 5), Fraction(9, 10)):
        set_target(*of, NewTarget(FLOW, value, False, WHEN.date(), document), LAN, WHEN, "")
    take_back_target(office.engine, office.commune, 1, LAN, WHEN, "nhầm")
    planned = NewAction(FLOW, JANUARY, "PVHXH", "Sửa máy.", LAN, WHEN.date())
    explain(*of, NewExplanation(FLOW, JANUARY, "PVHXH", "Hỏng máy."), planned, LAN, WHEN)
    started = NewProgress("III.1", "PVHXH", ProgressState.IN_PROGRESS, None, None, "Họp.", "")
    report_progress(*of, started, LAN, WHEN)
    assert verify(office).findings == ()
    change(office, targets, targets.c.id == 2, numerator=1)
    change(office, explanations, explanations.c.id == 1, cause="Không rõ.")
    change(office, actions, actions.c.id == 1, due_on=date(2027, 1, 1))
    change(office, progress, progress.c.id == 1, done_by="Kẻ khác")
    remove(office, target_withdrawals, target_withdrawals.c.id == 1)
    assert found(office) == {
        (Check.JUDGING, place)
        for place in (
            "Mức giao, dòng 2",
            "Việc rút mức giao, dòng 1",
            "Giải trình, dòng 1",
            "Biện pháp, dòng 1",
            "Báo cáo nhiệm vụ, dòng 1",
        )
    }
