"""The log's chain, and the log against the rows it tells of: nothing more, nothing less, the same.

The log is read once; what it tells of a commune's submissions, withdrawals and locks is kept as
short tuples until the rows themselves have been read.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cchc_metrics.store.audit import AuditEntry, broken_links
from cchc_metrics.store.database import Transaction
from cchc_metrics.store.judging_acts import REPEATED, WrittenAct
from cchc_metrics.store.locks import LOCK, UNLOCK
from cchc_metrics.store.mappings import FORGET, REMEMBER
from cchc_metrics.store.submissions import SUBMIT
from cchc_metrics.store.verify import (
    KeptSubmission,
    KeptTurn,
    kept_locks,
    kept_submissions,
    kept_withdrawals,
    logged_acts,
)
from cchc_metrics.store.verify_readings import KeptMeaning, KeptReading
from cchc_metrics.store.withdrawals import RESTORE, WITHDRAW
from cchc_metrics.workflow.verify.findings import Check, Finding


@dataclass
class Told:
    """What a commune's log tells: submissions by number, turns in order, files by hash.

    `judging` are acts about judging, by the table whose rows they repeat.
    """

    acts: int = 0
    submissions: dict[int, KeptSubmission] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    told_twice: list[int] = field(default_factory=list)
    withdrawals: list[KeptTurn] = field(default_factory=list)
    locks: list[KeptTurn] = field(default_factory=list)
    files: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    judging: dict[str, list[WrittenAct]] = field(default_factory=dict)
    last_submission: int = 0
    readings: list[KeptReading] = field(default_factory=list)
    mappings: list[KeptMeaning] = field(default_factory=list)


def told_by(connection: Transaction, commune: str) -> Told:
    """Read the log, row by row."""
    told = Told()
    for act in logged_acts(connection, commune):
        told.acts += 1
        note = _NOTES.get(act.action)
        if note is not None:
            note(told, act)
    return told


def chain_findings(connection: Transaction, commune: str) -> Iterator[Finding]:
    problem = "không nối tiếp dòng trước, hoặc nội dung đã bị sửa."
    for number in broken_links(connection, commune):
        yield Finding(Check.CHAIN, f"Nhật ký, dòng {number}", problem)


def submission_findings(connection: Transaction, commune: str, told: Told) -> Iterator[Finding]:
    """Submissions that the log does not know, or knows otherwise; those it misses; gaps."""
    missing = dict(told.submissions)
    versions: defaultdict[tuple[str, str], int] = defaultdict(int)
    for kept in kept_submissions(connection, commune):
        problem = _difference(missing.pop(kept.id, None), kept)
        if problem:
            yield Finding(Check.SUBMISSIONS, _place(kept), problem)
        of_month = (kept.department, kept.month)
        versions[of_month] += 1
        if kept.version != versions[of_month]:
            expected = versions[of_month]
            problem = f"là bản {kept.version}, trong khi đây là lần nộp thứ {expected} của tháng."
            yield Finding(Check.SUBMISSIONS, _place(kept), problem)
    for number in told.told_twice:
        problem = "ghi một lần nộp mà dòng trước đã ghi."
        yield Finding(Check.SUBMISSIONS, f"Nhật ký, dòng {number}", problem)
    for told_of in missing.values():
        problem = f"nhật ký có ghi (dòng {told.rows[told_of.id]}) nhưng lần nộp không còn."
        yield Finding(Check.SUBMISSIONS, _place(told_of), problem)


def withdrawal_findings(connection: Transaction, commune: str, told: Told) -> Iterator[Finding]:
    kept = list(kept_withdrawals(connection, commune))
    yield from _turn_findings(Check.WITHDRAWALS, told.withdrawals, kept, _withdrawal_place)


def lock_findings(connection: Transaction, commune: str, told: Told) -> Iterator[Finding]:
    kept = list(kept_locks(connection, commune))
    yield from _turn_findings(Check.LOCKS, told.locks, kept, _lock_place)


def _note_submission(told: Told, act: AuditEntry) -> None:
    department, _, month = act.subject.rpartition(" ")
    details = act.details
    number, sha256 = _number(details.get("submission")), str(details.get("sha256", ""))
    if number in told.submissions:
        told.told_twice.append(act.number)
    told.rows[number] = act.number
    told.last_submission = max(told.last_submission, number)
    told.files.setdefault(sha256, (str(details.get("file", "")), act.at))
    told.submissions[number] = KeptSubmission(
        number,
        department,
        month,
        _number(details.get("version")),
        sha256,
        act.actor,
        act.at,
        str(details.get("warnings_reason", "")),
        _number(details.get("figures")),
    )
    told.readings += [
        KeptReading(number, *texts) for texts in _rows(details.get("readings"), _READING)
    ]


def _note_meanings(told: Told, act: AuditEntry) -> None:
    is_lifted, reason = act.action == FORGET, str(act.details.get("reason", ""))
    told.mappings += [
        KeptMeaning(act.subject, label, folded, meaning, is_lifted, act.actor, act.at, reason)
        for label, folded, meaning in _rows(act.details.get("labels"), _MEANING)
    ]


def _note_withdrawal(told: Told, act: AuditEntry) -> None:
    number, is_lifted = _number(act.details.get("submission")), act.action == RESTORE
    reason = str(act.details.get("reason", ""))
    told.withdrawals.append(KeptTurn(number, "", is_lifted, act.actor, act.at, reason))


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _rows(told: Any, names: Sequence[str]) -> Iterator[list[str]]:
    """The entries of each row of a list, empty where they are none."""
    for row in told if isinstance(told, list) else ():
        entries = row if isinstance(row, dict) else {}
        yield [str(entries.get(name, "")) for name in names]


def _note_lock(told: Told, act: AuditEntry) -> None:
    """A lock names the last submission by then: of those that the log has told of so far."""
    reason, is_lifted = str(act.details.get("reason", "")), act.action == UNLOCK
    told.locks += [
        KeptTurn(told.last_submission, month, is_lifted, act.actor, act.at, reason)
        for month in act.subject.split()
    ]


def _note_judging(told: Told, act: AuditEntry) -> None:
    repeated = told.judging.setdefault(REPEATED[act.action].name, [])
    repeated.append(WrittenAct(act.actor, act.at, act.details))


_NOTES: dict[str, Callable[[Told, AuditEntry], None]] = {
    SUBMIT: _note_submission,
    WITHDRAW: _note_withdrawal,
    RESTORE: _note_withdrawal,
    LOCK: _note_lock,
    UNLOCK: _note_lock,
    **dict.fromkeys(REPEATED, _note_judging),
    REMEMBER: _note_meanings,
    FORGET: _note_meanings,
}
_READING = ("indicator", "sheet", "cell", "kind", "raw", "taken_as", "reason")
_MEANING = ("label", "folded", "meaning")
_NAMES = {
    "department": "đơn vị",
    "month": "kỳ số liệu",
    "version": "số bản",
    "file_sha256": "mã tệp",
    "sent_by": "người gửi",
    "sent_at": "thời điểm gửi",
    "warnings_reason": "lý do cảnh báo",
    "figures": "số lượng chỉ tiêu",
}


def _difference(told: KeptSubmission | None, kept: KeptSubmission) -> str:
    if told is None:
        return "nhật ký không ghi lần nộp này."
    other = [name for key, name in _NAMES.items() if _of(told, key) != _of(kept, key)]
    return f"khác với nhật ký ở: {', '.join(other)}." if other else ""


def _of(submission: KeptSubmission, key: str) -> Any:
    return getattr(submission, key)


def _turn_findings(
    check: Check,
    told: Sequence[KeptTurn],
    kept: Sequence[KeptTurn],
    place: Callable[[KeptTurn], str],
) -> Iterator[Finding]:
    """Turns on one side alone; where both have the same, the order must be the same: it decides."""
    for turn in (Counter(told) - Counter(kept)).elements():
        yield Finding(check, place(turn), "nhật ký có ghi nhưng dòng này không còn hoặc đã bị sửa.")
    for turn in (Counter(kept) - Counter(told)).elements():
        yield Finding(check, place(turn), "nhật ký không ghi đúng như vậy.")
    if Counter(told) == Counter(kept):
        moved = [turn for turn, logged in zip(kept, told, strict=True) if turn != logged]
        for turn in moved:
            yield Finding(check, place(turn), "đứng sai thứ tự so với nhật ký.")


def _place(submission: KeptSubmission) -> str:
    return f"Lần nộp số {submission.id} ({submission.department}, {submission.month})"


def _withdrawal_place(turn: KeptTurn) -> str:
    return f"{'Khôi phục' if turn.is_lifted else 'Rút'} lần nộp số {turn.submission}"


def _lock_place(turn: KeptTurn) -> str:
    act = "Mở chốt" if turn.is_lifted else "Chốt"
    return f"{act} kỳ {turn.month} (đến lần nộp số {turn.submission})"
