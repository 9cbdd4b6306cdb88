"""A backup holds the record of one moment, and a record made of it is the same."""

import os
import random
import resource
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.accounts import Account, add_account, add_invitation, find_account
from cchc_metrics.store.actions import NewAction
from cchc_metrics.store.audit import audit_entries, broken_links, write_audit
from cchc_metrics.store.backup import (
    BackupFailed,
    DamagedBackup,
    NotRestored,
    make_backup,
    opened_backup,
    restore_backup,
)
from cchc_metrics.store.backup.content import line_of, row_of
from cchc_metrics.store.columns import UtcMoment, metadata
from cchc_metrics.store.database import open_database, reading, writing
from cchc_metrics.store.errors import RecordUnavailable
from cchc_metrics.store.explanations import NewExplanation, explain
from cchc_metrics.store.files import original_file
from cchc_metrics.store.history import submission_history
from cchc_metrics.store.locks import lock_months
from cchc_metrics.store.mappings import Meaning
from cchc_metrics.store.progress import NewProgress, report_progress
from cchc_metrics.store.reports import NewReport, Subject, save_draft, send_report
from cchc_metrics.store.sessions import Session, add_failure, add_session
from cchc_metrics.store.tables import invitations, sessions, sign_in_failures
from cchc_metrics.store.targets import NewTarget, TargetDocument, set_target, take_back_target
from cchc_metrics.store.withdrawals import withdraw
from tests.builders import DEPARTMENTS, month
from tests.store.builders import (
    COMMUNE,
    at,
    count_rows,
    make_file,
    make_placed,
    make_reading,
    make_submission,
    save,
    with_departments,
)
from tests.store.forging import entries_of, with_manifest, with_row, write_entries
from tests.store.tampering import tampering

WHEN = at("2026-02-20 05:00")
_LARGEST = 2**63 - 1
_numbers = count(1)


def fill(engine: Engine) -> Engine:
    """A row in every table: what may be forgotten too."""
    with_departments(engine)
    every_byte = make_file(bytes(range(256)), "số liệu tháng 1.xlsx")
    note = 'Dòng 1\nDòng 2\u2028 "ngoặc" \\ \x7f 𝄞'
    put_right = make_reading(raw=note, reason=note)
    placed = make_placed(_LARGEST, _LARGEST, note=note, readings=(put_right,))
    uncounted, meant = make_placed(0, None, "II.9-9"), [Meaning(note, note, "II.3-2")]
    (first,) = save(engine, make_submission(placed, uncounted), file=every_byte, meanings=meant)
    save(engine, make_submission(of=month(2), warnings_reason="thiếu số"))
    withdraw(engine, COMMUNE, first, "Lan", WHEN, "nhầm")
    lock_months(engine, COMMUNE, (month(1),), "Lan", WHEN, "chốt")
    document = TargetDocument("Văn bản thử", WHEN.date(), "Cơ quan thử")
    target = NewTarget("II.3-1", Fraction(_LARGEST, _LARGEST - 1), True, WHEN.date(), document)
    set_target(engine, COMMUNE, "ke-hoach", target, "Lan", WHEN, "")
    take_back_target(engine, COMMUNE, 1, "Lan", WHEN, "nhầm")
    action = NewAction("II.3-2", month(1), "PVHXH", "Sửa máy.", "Lan", WHEN.date())
    explanation = NewExplanation("II.3-2", month(1), "PVHXH", note)
    explain(engine, COMMUNE, "ke-hoach", explanation, action, "Lan", WHEN)
    done = NewProgress("II.4-1", "PVHXH", ProgressState.DONE, None, WHEN.date(), note, "Văn bản")
    report_progress(engine, COMMUNE, "ke-hoach", done, "Lan", WHEN)
    of = Subject("ke-hoach", "periodic", "2026-Q1")
    save_draft(engine, COMMUNE, of, note, 0, "Lan", WHEN)
    send_report(engine, COMMUNE, of, NewReport("05", WHEN.date(), note), "Lan", WHEN)
    account = Account("lan", "Lò Thị Lan", "officer", "PVHXH", None, "$argon2id$x", None, WHEN)
    session = Session("ab" * 32, "lan", True, "10.0.0.7", WHEN, WHEN, WHEN)
    with writing(engine, COMMUNE) as connection:
        add_account(connection, COMMUNE, account)
        add_session(connection, COMMUNE, session)
        add_failure(connection, COMMUNE, "12345678", "10.0.0.7", WHEN)
        add_invitation(connection, COMMUNE, "cd" * 32, WHEN, WHEN)
    with writing(engine, "99999") as connection:
        write_audit(connection, "99999", WHEN, "An", "lock", "2026-01", {})
    return engine


@pytest.fixture
def record(database: Engine) -> Engine:
    return fill(database)


@pytest.fixture
def backup(fresh_record: Engine, tmp_path: Path) -> Path:
    """A backup for tests to which its engine does not matter: parts are alike."""
    target = tmp_path / "record.zip"
    make_backup(fill(fresh_record), target, WHEN)
    return target


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'restored.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing is yet, on either engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    url: str = request.getfixturevalue("new_postgres_database")()
    return url


def parts_of(backup: Path) -> dict[str, bytes]:
    return {name: part for name, part in entries_of(backup).items() if name.endswith(".jsonl")}


def tables_at(url: str) -> list[str]:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    return sa.inspect(engine).get_table_names()


def is_unbroken(engine: Engine, commune: str = COMMUNE) -> bool:
    with reading(engine) as connection:
        return list(broken_links(connection, commune)) == []


# --- There and back ------------------------------------------------------------------------------


def test_a_record_moves_between_engines_and_stays_the_same(
    record: Engine, empty_url: str, tmp_path: Path
) -> None:
    made = make_backup(record, tmp_path / "there.zip", WHEN)
    assert restore_backup(tmp_path / "there.zip", empty_url) == made
    assert (made.heads.keys(), made.heads[COMMUNE].number) == ({COMMUNE, "99999"}, 12)

    moved = open_database(empty_url)
    again = make_backup(moved, tmp_path / "back.zip", WHEN)
    assert (again.heads, again.parts) == (made.heads, made.parts)
    assert parts_of(tmp_path / "back.zip") == parts_of(tmp_path / "there.zip")
    assert submission_history(moved, COMMUNE) == submission_history(record, COMMUNE)
    assert is_unbroken(moved) and is_unbroken(moved, "99999")
    file = original_file(moved, COMMUNE, make_file(bytes(range(256))).sha256)
    assert file is not None and file.content == bytes(range(256))
    moved.dispose()


def test_work_goes_on_where_it_was(backup: Path, empty_url: str) -> None:
    restore_backup(backup, empty_url)
    moved = open_database(empty_url)
    assert save(moved, make_submission(of=month(3))) == (3,)
    withdraw(moved, COMMUNE, 3, "Lan", WHEN, "nhầm")
    lock_months(moved, COMMUNE, (month(2),), "Lan", WHEN, "chốt")
    assert [entry.number for entry in audit_entries(moved, COMMUNE, 2)] == [15, 14]
    assert is_unbroken(moved)
    # Accounts come back, the doors that were open do not.
    with reading(moved) as connection:
        account = find_account(connection, COMMUNE, "lan")
    assert account is not None and account.password_hash == "$argon2id$x"
    assert [count_rows(moved, each) for each in (sessions, sign_in_failures, invitations)] == [
        0
    ] * 3
    moved.dispose()


_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
_figures = st.tuples(st.integers(0, _LARGEST), st.none() | st.integers(0, _LARGEST), _texts)


_OF_TYPE: tuple[tuple[type[Any], st.SearchStrategy[Any]], ...] = (
    (sa.DateTime, st.datetimes(timezones=st.timezones())),
    (sa.Date, st.dates()),
    (sa.LargeBinary, st.binary()),
    (sa.Boolean, st.booleans()),
    (sa.Integer, st.integers()),
    (sa.Text, _texts),
)


def _values(column: sa.Column[Any]) -> st.SearchStrategy[Any]:
    kind = column.type.impl if isinstance(column.type, sa.TypeDecorator) else column.type
    values = next(values for of, values in _OF_TYPE if isinstance(kind, of))
    return st.none() | values if column.nullable else values


_rows = st.sampled_from(list(metadata.tables.values())).flatmap(
    lambda table: st.tuples(
        st.just(table), st.fixed_dictionaries({c.name: _values(c) for c in table.columns})
    )
)


@given(_rows)
def test_a_row_is_one_line_and_comes_back(placed: tuple[sa.Table, dict[str, Any]]) -> None:
    table, row = placed
    line = line_of(row)
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    assert row_of(line, _as_reflected(table)) == row


def _as_reflected(table: sa.Table) -> sa.Table:
    """The table as a database gives it back, which does not know of our own types."""
    found = table.to_metadata(sa.MetaData())
    for column in found.columns:
        if isinstance(column.type, UtcMoment):
            column.type = sa.DateTime(timezone=True)
    return found


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    sheets=st.dictionaries(st.sampled_from([d.code for d in DEPARTMENTS]), _figures, min_size=1),
    content=st.binary(max_size=200),
    details=st.dictionaries(_texts, _texts | st.integers() | st.lists(_texts), max_size=3),
    moment=st.datetimes(timezones=st.timezones()),
)
def test_whatever_is_kept_comes_back(
    sheets: dict[str, tuple[int, int | None, str]],
    content: bytes,
    details: dict[str, Any],
    moment: Any,
    tmp_path: Path,
) -> None:
    folder = tmp_path / str(next(_numbers))
    engine = with_departments(open_database(f"sqlite:///{folder / 'record.sqlite3'}"))
    new = [
        make_submission(make_placed(n, d, department=code, note=note), department=code)
        for code, (n, d, note) in sheets.items()
    ]
    save(engine, *new, file=make_file(content))
    with writing(engine, COMMUNE) as connection:
        write_audit(connection, COMMUNE, moment, "An", "act", "", details)
    made = make_backup(engine, folder / "there.zip", WHEN)
    engine.dispose()

    restore_backup(folder / "there.zip", f"sqlite:///{folder / 'restored.sqlite3'}")
    restored = open_database(f"sqlite:///{folder / 'restored.sqlite3'}")
    assert make_backup(restored, folder / "back.zip", WHEN) == made
    assert parts_of(folder / "back.zip") == parts_of(folder / "there.zip")
    restored.dispose()


def test_a_backup_under_way_is_of_one_moment(
    database: Engine, nowhere: str, tmp_path: Path
) -> None:
    """Somebody goes on saving: each save is in the backup as a whole or not at all."""
    with_departments(database)
    save(database, make_submission(of=month(1)))
    stop = Event()

    def go_on_saving() -> int:
        versions = 1
        while not stop.is_set():
            new = make_submission(of=month(1), supersedes=versions)
            save(database, new, file=make_file(str(versions).encode()))
            versions += 1
        return versions

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(go_on_saving)
        try:
            backups = [make_backup(database, tmp_path / f"{n}.zip", WHEN) for n in range(5)]
        finally:
            stop.set()
        saved = writer.result(60)
    numbers = [made.heads[COMMUNE].number for made in backups]
    assert numbers == sorted(numbers) and numbers[-1] <= saved
    for made in backups:
        rows = {name: part.rows for name, part in made.parts.items()}
        each_once = dict.fromkeys(("submissions", "files", "figures", "audit"), rows["audit"])
        assert rows | each_once == rows
    restore_backup(tmp_path / "4.zip", nowhere)
    moved = open_database(nowhere)
    assert is_unbroken(moved)
    assert [e.version for e in submission_history(moved, COMMUNE)][0] == numbers[-1]
    moved.dispose()


# --- Making --------------------------------------------------------------------------------------


def test_only_its_owner_may_read_a_backup(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_backup_replaces_nothing(backup: Path, fresh_record: Engine) -> None:
    before = backup.read_bytes()
    with pytest.raises(BackupFailed, match="Đã có tệp"):
        make_backup(fresh_record, backup, WHEN)
    assert backup.read_bytes() == before


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond what an empty record takes: as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_backup_that_does_not_fit_leaves_no_file(
    fresh_record: Engine, tmp_path: Path, small_files: None
) -> None:
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    with pytest.raises(BackupFailed, match="tệp vượt cỡ"):
        make_backup(fresh_record, folder / "record.zip", WHEN)
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_take_a_backup_is_told(fresh_record: Engine, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="không có thư mục này. Tạo thư mục"):
        make_backup(fresh_record, tmp_path / "nowhere" / "record.zip", WHEN)
    (tmp_path / "file").touch()
    with pytest.raises(BackupFailed, match="đường dẫn đi qua một tệp"):
        make_backup(fresh_record, tmp_path / "file" / "record.zip", WHEN)


def test_a_record_that_fails_under_way_leaves_no_file(tmp_path: Path) -> None:
    database = tmp_path / "record.sqlite3"
    engine = fill(open_database(f"sqlite:///{database}"))
    engine.dispose()
    pages = bytearray(database.read_bytes())
    pages[8192:] = os.urandom(len(pages) - 8192)
    database.write_bytes(pages)
    with pytest.raises(RecordUnavailable, match="bị hỏng"):
        make_backup(engine, tmp_path / "record.zip", WHEN)
    assert [each.name for each in tmp_path.iterdir() if "zip" in each.name] == []
    engine.dispose()


def test_values_that_only_somebody_else_can_have_written_are_told(
    fresh_record: Engine, tmp_path: Path
) -> None:
    fill(fresh_record)
    with tampering(fresh_record) as connection:
        connection.execute(sa.text("UPDATE files SET received_at = 'hôm qua'"))
    with pytest.raises(BackupFailed, match="giá trị sai kiểu"):
        make_backup(fresh_record, tmp_path / "record.zip", WHEN)
    assert not [each for each in tmp_path.iterdir() if "zip" in each.name]


# --- Refusing ------------------------------------------------------------------------------------


def refused(backup: Path, url: str) -> str:
    """The sentence with which a backup was refused; the place is as empty as before."""
    with pytest.raises(NotRestored) as refusal:
        restore_backup(backup, url)
    assert tables_at(url) == []
    return str(refusal.value)


def test_only_an_empty_record_is_filled(database: Engine, backup: Path, database_url: str) -> None:
    with_departments(database)
    with pytest.raises(NotRestored, match="đã có dữ liệu nên không phục hồi đè"):
        restore_backup(backup, database_url)
    assert submission_history(database, COMMUNE) == []


def test_later_software_is_named(backup: Path, nowhere: str) -> None:
    newer = with_manifest(backup, revision="9999")
    assert "phiên bản phần mềm mới hơn lập (mã 9999)" in refused(newer, nowhere)
    newer = with_manifest(backup, format=2)
    assert "phiên bản phần mềm mới hơn lập (mã định dạng 2)" in refused(newer, nowhere)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, nowhere: str) -> None:
    assert "Không mở được tệp" in refused(tmp_path / "nothing.zip", nowhere)
    assert "Không mở được tệp" in refused(tmp_path, nowhere)


def _drop(name: str) -> Callable[[Path], Path]:
    def forge(backup: Path) -> Path:
        entries = entries_of(backup)
        del entries[name]
        return write_entries(backup, entries)

    return forge


def _set(name: str, content: bytes) -> Callable[[Path], Path]:
    return lambda backup: write_entries(backup, entries_of(backup) | {name: content})


def _rewrite(content: bytes) -> Callable[[Path], Path]:
    def forge(backup: Path) -> Path:
        backup.write_bytes(content)
        return backup

    return forge


FORGERIES: dict[str, Callable[[Path], Path]] = {
    "no zip": _rewrite(b"not a zip"),
    "empty file": _rewrite(b""),
    "foreign zip": lambda backup: write_entries(backup, {"anything.txt": b"text"}),
    "manifest missing": _drop("manifest.json"),
    "manifest no JSON": _set("manifest.json", b"{"),
    "manifest a list": _set("manifest.json", b"[]"),
    "manifest deeply nested": _set("manifest.json", b"[" * 100_000),
    "manifest without parts": lambda backup: with_manifest(backup, parts=None),
    "manifest with another head": lambda backup: with_manifest(backup, heads={}),
    "part missing": _drop("audit.jsonl"),
    "part too many": _set("sessions.jsonl", b""),
    "part changed": _set("settings.jsonl", b"{}\n"),
    "table unknown": lambda backup: with_manifest(_set("x.jsonl", b"")(backup), parts={"x": {}}),
    "bomb": _set("audit.jsonl", bytes(40 << 20)),
    "column missing": lambda backup: with_row(backup, "figures", lambda row: row.pop("note")),
    "column too many": lambda backup: with_row(backup, "figures", lambda row: row.update(x=1)),
    "bytes no base64": lambda backup: with_row(
        backup, "files", lambda row: row.update(content=".")
    ),
    "no moment": lambda backup: with_row(backup, "files", lambda row: row.update(received_at="x")),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=list(FORGERIES))
def test_what_is_no_backup_is_refused(
    forge: Callable[[Path], Path], backup: Path, nowhere: str
) -> None:
    assert "không phải bản sao lưu của hệ thống này" in refused(forge(backup), nowhere)


MISFITS: dict[str, dict[str, Any]] = {
    "refers to nothing": {"submission_id": 77},
    "below zero": {"numerator": -1},
    "too large": {"numerator": 2**70},
    "of another kind": {"numerator": {"a": 1}},
    "missing": {"numerator": None},
}


def test_rows_that_the_tables_refuse_leave_nothing_behind(
    backup: Path, empty_url: str, subtests: pytest.Subtests
) -> None:
    for name, entries in MISFITS.items():
        with subtests.test(name):
            forged = with_row(backup, "figures", lambda row, new=entries: row.update(new))
            assert "không phải bản sao lưu của hệ thống này" in refused(forged, empty_url)


def damaged_somewhere(content: bytes, chance: random.Random) -> bytes:
    """Cut off at some place, or with one bit turned."""
    place = chance.randrange(len(content))
    if chance.random() < 0.3:
        return content[:place]
    turned = content[place] ^ (1 << chance.randrange(8))
    return content[:place] + bytes([turned]) + content[place + 1 :]


@pytest.mark.parametrize(
    "seeds", [range(150), pytest.param(range(150, 10_000), marks=pytest.mark.long)], ids=len
)
def test_damage_is_noticed_or_does_not_matter(backup: Path, seeds: range) -> None:
    """Some bits of a zip say nothing of its contents, such as when an entry was written."""
    whole, entries, noticed = backup.read_bytes(), entries_of(backup), 0
    for seed in seeds:
        backup.write_bytes(damaged_somewhere(whole, random.Random(seed)))
        try:
            with opened_backup(backup) as opened:
                read = {name: b"".join(opened.lines(name)) for name in opened.manifest.parts}
        except DamagedBackup:
            noticed += 1
            continue
        assert {f"{name}.jsonl": part for name, part in read.items()} == {
            name: part for name, part in entries.items() if name.endswith(".jsonl")
        }, seed
    assert noticed > len(seeds) / 2
